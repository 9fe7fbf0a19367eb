#include "documents/odf_styles.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {
namespace {

// Styles that inherit from each other in a circle are hostile.
constexpr int most_ancestors = 32;

struct NamedKind {
  std::string_view name;
  OdfParagraphKind kind;
};

// As LibreOffice, the format's main program, names them in all languages.
constexpr std::array<NamedKind, 11> named_kinds{{
    {"Title", {.label = BlockLabel::title}},
    {"Subtitle", {.label = BlockLabel::section_header, .level = 1}},
    {"Quotations", {.label = BlockLabel::quote, .level = 1}},
    {"Quote", {.label = BlockLabel::quote, .level = 1}},
    {"Preformatted_20_Text", {.label = BlockLabel::code}},
    {"HTML_20_Preformatted", {.label = BlockLabel::code}},
    {"Caption", {.label = BlockLabel::caption}},
    {"caption", {.label = BlockLabel::caption}},
    {"Table_20_Heading", {.is_table_heading = true}},
    {"Horizontal_20_Line", {.label = BlockLabel::horizontal_rule}},
    {"Heading_20_10", {.label = BlockLabel::section_header, .level = deepest_heading}},
}};

int number_of(std::string_view text, int otherwise) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

/// Whether the style's name says what its paragraphs are.
bool find_kind(std::string_view name, OdfParagraphKind& kind) {
  const auto* const found = std::find_if(named_kinds.begin(), named_kinds.end(),
                                         [name](const NamedKind& named) { return named.name == name; });
  if (found != named_kinds.end()) {
    kind = found->kind;
    return true;
  }
  constexpr std::string_view heading = "Heading_20_";
  const int level = name.starts_with(heading) ? number_of(name.substr(heading.size()), 0) : 0;
  if (level > 0) {
    kind = {.label = BlockLabel::section_header, .level = std::min(level, deepest_heading)};
  }
  return level > 0;
}

void apply(pugi::xml_node style, OdfRunFormat& format) {
  const pugi::xml_node properties = xml_child(style, "text-properties");
  const std::string_view weight = xml_value(properties, "font-weight");
  const std::string_view slant = xml_value(properties, "font-style");
  const std::string_view strike = xml_value(properties, "text-line-through-style");
  if (!weight.empty()) {
    format.bold = weight == "bold" || number_of(weight, 0) >= 600;
  }
  if (!slant.empty()) {
    format.italic = slant == "italic" || slant == "oblique";
  }
  if (!strike.empty()) {
    format.strikethrough = strike != "none";
  }
  const std::string_view name = xml_value(style, "name");
  format.code = format.code || name == "Source_20_Text" || name == "Teletype" || name == "User_20_Entry";
}

std::string key_of(std::string_view family, std::string_view name) {
  return std::string(family).append("\n").append(name);
}

}  // namespace

OdfStyles::OdfStyles(pugi::xml_node shared, pugi::xml_node automatic) {
  add(shared, false);
  add(automatic, true);
}

void OdfStyles::add(pugi::xml_node styles, bool automatic) {
  for (const pugi::xml_node node : styles.children()) {
    const std::string_view element = local_name(node);
    const std::string_view name = xml_value(node, "name");
    if (element == "style") {
      styles_.insert_or_assign(key_of(xml_value(node, "family"), name), Style{.node = node, .automatic = automatic});
    } else if (element == "page-layout") {
      styles_.insert_or_assign(key_of(element, name), Style{.node = node, .automatic = automatic});
    } else if (element == "list-style") {
      lists_.insert_or_assign(std::string(name), node);
    }
  }
}

const OdfStyles::Style* OdfStyles::find(std::string_view family, std::string_view name) const {
  const auto found = name.empty() ? styles_.end() : styles_.find(key_of(family, name));
  return found == styles_.end() ? nullptr : &found->second;
}

OdfRunFormat OdfStyles::run_format(std::string_view style, OdfRunFormat base) const {
  std::vector<pugi::xml_node> ancestors;
  const Style* found = find("text", style);
  while (found != nullptr && static_cast<int>(ancestors.size()) < most_ancestors) {
    ancestors.push_back(found->node);
    found = find("text", xml_value(found->node, "parent-style-name"));
  }
  std::for_each(ancestors.rbegin(), ancestors.rend(), [&base](pugi::xml_node node) { apply(node, base); });
  return base;
}

OdfRunFormat OdfStyles::paragraph_format(std::string_view style) const {
  OdfRunFormat format;
  const Style* const found = find("paragraph", style);
  if (found != nullptr && found->automatic) {
    apply(found->node, format);
  }
  return format;
}

OdfParagraphKind OdfStyles::paragraph_kind(std::string_view style) const {
  OdfParagraphKind kind;
  std::string_view name = style;
  for (int step = 0; step < most_ancestors && !name.empty(); ++step) {
    const Style* const found = find("paragraph", name);
    const bool is_own_name = found == nullptr || !found->automatic;
    if (is_own_name && find_kind(name, kind)) {
      return kind;
    }
    name = found == nullptr ? std::string_view() : xml_value(found->node, "parent-style-name");
  }
  return kind;
}

OdfListLevel OdfStyles::list_level(std::string_view style, int level) const {
  OdfListLevel result;
  const auto found = lists_.find(std::string(style));
  if (found == lists_.end()) {
    return result;
  }
  for (const pugi::xml_node node : found->second.children()) {
    if (number_of(xml_value(node, "level"), 0) != level) {
      continue;
    }
    const std::string_view format = xml_value(node, "num-format");
    result.ordered = local_name(node) == "list-level-style-number" && !format.empty();
    result.has_marker = local_name(node) != "list-level-style-number" || !format.empty();
    result.format = format.empty() ? '1' : format.front();
    result.prefix = xml_value(node, "num-prefix");
    result.suffix = xml_value(node, "num-suffix");
    result.start = std::max(number_of(xml_value(node, "start-value"), 1), 0);
  }
  return result;
}

std::string_view OdfStyles::list_style_of(std::string_view paragraph_style) const {
  std::string_view name = paragraph_style;
  for (int step = 0; step < most_ancestors; ++step) {
    const Style* const found = find("paragraph", name);
    if (found == nullptr) {
      return {};
    }
    const std::string_view list = xml_value(found->node, "list-style-name");
    if (!list.empty()) {
      return list;
    }
    name = xml_value(found->node, "parent-style-name");
  }
  return {};
}

std::string_view OdfStyles::property(std::string_view family, std::string_view style, std::string_view element,
                                     std::string_view attribute) const {
  const Style* const found = find(family, style);
  return found == nullptr ? std::string_view() : xml_value(xml_child(found->node, element), attribute);
}

std::string_view OdfStyles::page_size(std::string_view layout, std::string_view attribute) const {
  const Style* const found = find("page-layout", layout);
  return found == nullptr ? std::string_view() : xml_value(xml_child(found->node, "page-layout-properties"), attribute);
}

}  // namespace docexport
