#include "documents/html_survey.hpp"

#include <algorithm>
#include <array>

#include "docexport/base/text.hpp"
#include "documents/html_table.hpp"

namespace docexport {
namespace {

constexpr std::array hidden_tags{GUMBO_TAG_STYLE,   GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_DATALIST,
                                 GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_COLGROUP, GUMBO_TAG_SELECT,
                                 GUMBO_TAG_OPTION,  GUMBO_TAG_OPTGROUP, GUMBO_TAG_TEXTAREA, GUMBO_TAG_MAP};

bool is_hidden_by_style(std::string_view style) {
  std::string declarations;
  for (const char character : style) {
    if (!is_html_space(character)) {
      declarations.push_back(character);
    }
  }
  declarations = to_lower_ascii(declarations);
  return declarations.find("display:none") != std::string::npos ||
         declarations.find("visibility:hidden") != std::string::npos;
}

/// What a `footer` can be that of, so that it is not the page's.
bool is_part(const GumboNode& node) {
  constexpr std::array parts{GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION, GUMBO_TAG_MAIN, GUMBO_TAG_BLOCKQUOTE,
                             GUMBO_TAG_ASIDE,   GUMBO_TAG_FIGURE,  GUMBO_TAG_TD};
  return is_element(node) && std::find(parts.begin(), parts.end(), node.v.element.tag) != parts.end();
}

bool is_in_part(const GumboNode& node) {
  for (const GumboNode* parent = node.parent; parent != nullptr; parent = parent->parent) {
    if (is_part(*parent)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_shown(const GumboElement& element) {
  if (element.tag_namespace == GUMBO_NAMESPACE_HTML &&
      std::find(hidden_tags.begin(), hidden_tags.end(), element.tag) != hidden_tags.end()) {
    return false;
  }
  const bool may_be_found = to_lower_ascii(attribute(element, "hidden")) == "until-found";
  return (!has_attribute(element, "hidden") || may_be_found) && !is_hidden_by_style(attribute(element, "style"));
}

int heading_level(const GumboElement& element) {
  constexpr std::array headings{GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6};
  const auto* const found = std::find(headings.begin(), headings.end(), element.tag);
  if (found != headings.end()) {
    return static_cast<int>(found - headings.begin()) + 1;
  }
  if (attribute(element, "role") != "heading") {
    return 0;
  }
  const std::string_view level = attribute(element, "aria-level");
  return level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? level[0] - '0' : 2;
}

HtmlFurniture furniture_of(const GumboNode& node) {
  const GumboElement& element = node.v.element;
  const std::string_view role = attribute(element, "role");
  if (element.tag == GUMBO_TAG_NAV || role == "navigation") {
    return HtmlFurniture::header;
  }
  const bool is_footer = element.tag == GUMBO_TAG_FOOTER || role == "contentinfo";
  return is_footer && !is_in_part(node) ? HtmlFurniture::footer : HtmlFurniture::none;
}

HtmlSurvey survey_html(const HtmlTree& tree) {
  HtmlSurvey survey;
  int titles = 0;
  int tables = 0;  // of data, which keep the headings in their cells
  const auto is_data_table = [](const GumboNode& node) {
    return is_element(node, GUMBO_TAG_TABLE) && !is_layout_table(node);
  };
  const auto enter = [&](const GumboNode& node) {
    if (!is_element(node)) {
      return Visit::past;
    }
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_BASE && survey.base.empty()) {
      survey.base = attribute(element, "href");
    }
    if (!is_shown(element) || element.tag == GUMBO_TAG_SVG || furniture_of(node) != HtmlFurniture::none) {
      return Visit::past;
    }
    survey.images += element.tag == GUMBO_TAG_IMG || element.tag == GUMBO_TAG_IMAGE ? 1 : 0;
    tables += is_data_table(node) ? 1 : 0;
    if (const int level = heading_level(element); level > 0 && tables == 0) {
      titles += level == 1 ? 1 : 0;
      survey.title = level == 1 && !survey.has_headings ? &node : survey.title;
      survey.has_headings = true;
    }
    return Visit::inside;
  };
  walk_html(tree.root(), enter, [&](const GumboNode& node) { tables -= is_data_table(node) ? 1 : 0; });
  survey.title = titles == 1 ? survey.title : nullptr;
  return survey;
}

}  // namespace docexport
