#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docexport/model/content.hpp"

namespace docexport {

/// What an element of a tagged PDF is, as far as reading depends on it.
enum class PdfTag {
  container,  ///< a section or division; has no text of its own where the tags are sound
  paragraph,
  title,
  heading,
  list,
  list_item,
  list_label,
  contents_entry,
  table,
  header_rows,
  row,
  cell,
  header_cell,
  caption,
  figure,
  formula,
  code,
  quote,
  note,
  inline_text  ///< part of the element that it is in
};

/// An element that has content on a page.
struct PdfElement {
  PdfTag tag = PdfTag::container;
  int parent = -1;  ///< index of an element before it; -1 for none
  int level = 0;    ///< of a heading, from 1; 0 where the tag does not say it
  int column_span = 1;
  int row_span = 1;
  int number = 0;                    ///< the same on each page that it is on
  std::string alternative_text{};    ///< of a figure
  std::optional<BoundingBox> box{};  ///< of a figure, in the page's own coordinates: upwards from below
};

/// What PdfWord::element says of a word that belongs to no element.
inline constexpr int no_element = -1;
inline constexpr int running_artifact = -2;  ///< a running header or footer, a page number
inline constexpr int other_artifact = -3;

struct PdfTagName {
  PdfTag tag = PdfTag::container;
  int level = 0;
  bool is_standard = true;
};

/// The meaning of a structure type: "H2", "TD".
PdfTagName parse_pdf_tag(std::string_view type);

}  // namespace docexport
