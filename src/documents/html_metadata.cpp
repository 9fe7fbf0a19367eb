#include "documents/html_metadata.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"
#include "documents/html_survey.hpp"

namespace docexport {
namespace {

struct Place {
  std::string_view name;
  std::string Metadata::*member;
};

// The first name that a page has wins.
constexpr std::array<Place, 17> places{{{"author", &Metadata::author},
                                        {"dc.creator", &Metadata::author},
                                        {"dcterms.creator", &Metadata::author},
                                        {"article:author", &Metadata::author},
                                        {"description", &Metadata::subject},
                                        {"dc.description", &Metadata::subject},
                                        {"og:description", &Metadata::subject},
                                        {"keywords", &Metadata::keywords},
                                        {"generator", &Metadata::creator},
                                        {"dc.title", &Metadata::title},
                                        {"og:title", &Metadata::title},
                                        {"dc.language", &Metadata::language},
                                        {"article:published_time", &Metadata::created},
                                        {"dcterms.created", &Metadata::created},
                                        {"date", &Metadata::created},
                                        {"article:modified_time", &Metadata::modified},
                                        {"dcterms.modified", &Metadata::modified}}};

/// Kept under their own names.
constexpr std::array<std::string_view, 8> custom_names{"og:type",   "og:url",       "og:site_name", "og:image",
                                                       "og:locale", "dc.publisher", "copyright",    "publisher"};

bool is_date(std::string Metadata::*member) {
  return member == &Metadata::created || member == &Metadata::modified;
}

void set(Metadata& metadata, const Place& place, const std::string& value) {
  std::string& member = metadata.*place.member;
  if (!is_date(place.member)) {
    member = member.empty() ? value : member;
    return;
  }
  const std::optional<Timestamp> time = parse_rfc3339(value);
  if (!time) {
    metadata.custom.push_back({.name = std::string(place.name), .value = value});
  } else if (member.empty()) {
    member = format_rfc3339(*time);
  }
}

void take_meta(Metadata& metadata, const GumboElement& meta) {
  const std::string_view property = attribute(meta, "property");
  const std::string name = to_lower_ascii(property.empty() ? attribute(meta, "name") : property);
  const std::string value = collapse_white_space(attribute(meta, "content"));
  if (name.empty() || value.empty()) {
    return;
  }
  if (std::find(custom_names.begin(), custom_names.end(), name) != custom_names.end()) {
    metadata.custom.push_back({.name = name, .value = value});
  }
  for (const Place& place : places) {
    if (place.name == name) {
      set(metadata, place, value);
    }
  }
}

}  // namespace

Metadata read_html_metadata(const HtmlTree& tree) {
  Metadata metadata;
  std::string title;
  const GumboElement& html = tree.root().v.element;
  const std::string_view language = attribute(html, "lang");
  metadata.language = trim(language.empty() ? attribute(html, "xml:lang") : language);
  walk_html(tree.root(), [&](const GumboNode& node) {
    if (is_element(node, GUMBO_TAG_META)) {
      take_meta(metadata, node.v.element);
    } else if (is_element(node, GUMBO_TAG_TITLE) && title.empty()) {
      title = collapsed_text(node);
    }
    return is_element(node, GUMBO_TAG_BODY) || is_element(node, GUMBO_TAG_SVG) ? Visit::past : Visit::inside;
  });
  metadata.title = title.empty() ? std::move(metadata.title) : std::move(title);
  return metadata;
}

}  // namespace docexport
