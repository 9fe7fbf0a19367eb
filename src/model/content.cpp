#include "docexport/model/content.hpp"

namespace docexport {

std::string_view to_string(BlockLabel label) {
  switch (label) {
    case BlockLabel::title:
      return "title";
    case BlockLabel::section_header:
      return "section_header";
    case BlockLabel::paragraph:
      return "paragraph";
    case BlockLabel::text:
      return "text";
    case BlockLabel::list_item:
      return "list_item";
    case BlockLabel::code:
      return "code";
    case BlockLabel::quote:
      return "quote";
    case BlockLabel::formula:
      return "formula";
    case BlockLabel::caption:
      return "caption";
    case BlockLabel::footnote:
      return "footnote";
    case BlockLabel::page_header:
      return "page_header";
    case BlockLabel::page_footer:
      return "page_footer";
    case BlockLabel::horizontal_rule:
      return "horizontal_rule";
    case BlockLabel::picture:
      return "picture";
  }
  return "text";
}

}  // namespace docexport
