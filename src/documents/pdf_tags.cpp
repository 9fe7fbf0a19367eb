#include "documents/pdf_tags.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace docexport {
namespace {

constexpr std::array<std::pair<std::string_view, PdfTag>, 45> standard_types = {{
    {"Document", PdfTag::container},
    {"DocumentFragment", PdfTag::container},
    {"Part", PdfTag::container},
    {"Art", PdfTag::container},
    {"Sect", PdfTag::container},
    {"Div", PdfTag::container},
    {"Aside", PdfTag::container},
    {"NonStruct", PdfTag::container},
    {"Private", PdfTag::container},
    {"TOC", PdfTag::container},
    {"Index", PdfTag::container},
    {"Form", PdfTag::container},
    {"TBody", PdfTag::container},
    {"TFoot", PdfTag::container},
    {"LBody", PdfTag::container},
    {"P", PdfTag::paragraph},
    {"Title", PdfTag::title},
    {"H", PdfTag::heading},
    {"L", PdfTag::list},
    {"LI", PdfTag::list_item},
    {"Lbl", PdfTag::list_label},
    {"TOCI", PdfTag::contents_entry},
    {"Table", PdfTag::table},
    {"THead", PdfTag::header_rows},
    {"TR", PdfTag::row},
    {"TD", PdfTag::cell},
    {"TH", PdfTag::header_cell},
    {"Caption", PdfTag::caption},
    {"Figure", PdfTag::figure},
    {"Formula", PdfTag::formula},
    {"Code", PdfTag::code},
    {"BlockQuote", PdfTag::quote},
    {"Note", PdfTag::note},
    {"FENote", PdfTag::note},
    {"Span", PdfTag::inline_text},
    {"Quote", PdfTag::inline_text},
    {"Link", PdfTag::inline_text},
    {"Reference", PdfTag::inline_text},
    {"BibEntry", PdfTag::inline_text},
    {"Annot", PdfTag::inline_text},
    {"Em", PdfTag::inline_text},
    {"Strong", PdfTag::inline_text},
    {"Sub", PdfTag::inline_text},
    {"Ruby", PdfTag::inline_text},
    {"Warichu", PdfTag::inline_text},
}};

}  // namespace

PdfTagName parse_pdf_tag(std::string_view type) {
  if (type.size() == 2 && type[0] == 'H' && type[1] >= '1' && type[1] <= '9') {
    return {.tag = PdfTag::heading, .level = std::min(type[1] - '0', deepest_heading)};
  }
  const auto* const found = std::find_if(standard_types.begin(), standard_types.end(),
                                         [type](const auto& entry) { return entry.first == type; });
  return found == standard_types.end() ? PdfTagName{.is_standard = false} : PdfTagName{.tag = found->second};
}

}  // namespace docexport
