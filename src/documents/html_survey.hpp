#pragma once

#include <string>

#include <gumbo.h>

#include "documents/html_tree.hpp"

namespace docexport {

/// Whether a reader sees the element: not those that are marked as hidden, nor scripts, styles and what is for browsers
/// that are not in use any more.
bool is_shown(const GumboElement& element);

/// 1 to 6 for a heading, by its tag or its role; 0 for what is none.
int heading_level(const GumboElement& element);

/// Parts of a page that are not what it is about.
enum class HtmlFurniture { none, header, footer };

/// What the element itself is: navigation is a header, the page's own `footer` a footer.
HtmlFurniture furniture_of(const GumboNode& node);

/// What has to be known of a whole page before its first block.
struct HtmlSurvey {
  const GumboNode* title = nullptr;  ///< the only heading of level 1, if it is the first of all headings
  bool has_headings = false;         ///< outside of navigation and footers
  int images = 0;
  std::string base{};  ///< what links are relative to, as the page says it
};

HtmlSurvey survey_html(const HtmlTree& tree);

}  // namespace docexport
