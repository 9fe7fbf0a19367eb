#include "documents/odf_package.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"
#include "documents/office_metadata.hpp"
#include "documents/xml_document.hpp"

namespace docexport {
namespace {

constexpr std::string_view content_part = "content.xml";
constexpr std::string_view manifest_part = "META-INF/manifest.xml";
constexpr std::string_view meta_part = "meta.xml";

/// OpenDocument leaves the zone out, and has more digits than are of use.
std::string opendocument_date(std::string_view text) {
  std::string date(trim(text));
  const std::size_t point = date.find('.');
  if (point != std::string::npos) {
    const std::size_t end = std::min(date.find_first_not_of("0123456789", point + 1), date.size());
    date.erase(point, end - point);
  }
  if (date.find_first_of("Z+", std::min<std::size_t>(date.size(), 10)) == std::string::npos &&
      date.find('-', std::min<std::size_t>(date.size(), 10)) == std::string::npos) {
    date += 'Z';
  }
  const std::optional<Timestamp> time = parse_rfc3339(date);
  return time ? format_rfc3339(*time) : std::string();
}

void add_keyword(Metadata& metadata, std::string_view keyword) {
  metadata.keywords += metadata.keywords.empty() || keyword.empty() ? "" : ", ";
  metadata.keywords += keyword;
}

void read_statistics(pugi::xml_node node, Metadata& metadata) {
  metadata.page_count = stated_count(xml_value(node, "page-count"));
  metadata.image_count = stated_count(xml_value(node, "image-count"));
}

void read_property(pugi::xml_node node, Metadata& metadata) {
  const std::string_view name = local_name(node);
  const std::string_view text = trim(xml_text(node));
  if (name == "title") {
    metadata.title = text;
  } else if (name == "initial-creator" || (name == "creator" && metadata.author.empty())) {
    metadata.author = text;
  } else if (name == "creator") {
    add_custom(metadata, "lastModifiedBy", text == metadata.author ? "" : text);
  } else if (name == "subject") {
    metadata.subject = text;
  } else if (name == "keyword") {
    add_keyword(metadata, text);
  } else if (name == "language") {
    metadata.language = text;
  } else if (name == "creation-date") {
    metadata.created = opendocument_date(text);
  } else if (name == "date") {
    metadata.modified = opendocument_date(text);
  } else if (name == "generator") {
    metadata.creator = text;
  } else if (name == "description") {
    add_custom(metadata, "description", text);
  } else if (name == "user-defined") {
    add_custom(metadata, xml_value(node, "name"), text);
  } else if (name == "document-statistic") {
    read_statistics(node, metadata);
  }
}

bool is_encrypted(ZipArchive& archive, const ReadingBudget& budget) {
  if (!archive.contains(manifest_part)) {
    return false;
  }
  try {
    const XmlDocument manifest(archive, manifest_part, budget);
    const auto names_encryption = [](pugi::xml_node entry) { return xml_child(entry, "encryption-data"); };
    const auto entries = manifest.root().children();
    return std::any_of(entries.begin(), entries.end(), names_encryption);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return false;
  }
}

}  // namespace

void check_odf_package(ZipArchive& archive, const ReadingBudget& budget) {
  if (is_encrypted(archive, budget)) {
    throw Error(ErrorKind::input,
                fmt::format("{} is encrypted; save it without a password and export that", archive.document_name()));
  }
  if (!archive.contains(content_part)) {
    throw Error(ErrorKind::input, fmt::format("{} is damaged: it has no content.xml, where an OpenDocument file keeps "
                                              "its text; get a whole copy of it",
                                              archive.document_name()));
  }
}

Metadata read_odf_metadata(ZipArchive& archive, const ReadingBudget& budget) {
  Metadata metadata;
  if (!archive.contains(meta_part)) {
    return metadata;
  }
  try {
    const XmlDocument document(archive, meta_part, budget);
    for (const pugi::xml_node property : xml_child(document.root(), "meta")) {
      read_property(property, metadata);
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
  }
  return metadata;
}

}  // namespace docexport
