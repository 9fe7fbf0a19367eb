#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Words of a page that the tags make one block, or a table, or text whose lines only their places tell (`figure`).
struct PdfTaggedPart {
  PdfTag kind = PdfTag::paragraph;
  int element = 0;
  int depth = 0;  ///< of a list's item, from 0; the level of a heading
  bool is_quoted = false;
  std::vector<std::size_t> label{};  ///< the words of an item's bullet or number
  std::vector<std::size_t> words{};  ///< indexes, in the order of drawing
};

struct PdfTaggedParts {
  std::vector<PdfTaggedPart> parts{};        ///< in the order of the tree
  std::vector<std::size_t> furniture{};      ///< words of running headers and footers
  std::vector<std::size_t> others{};         ///< words without a tag
  std::vector<std::vector<int>> table_rows;  ///< for each element that is a table its rows on the page
  std::vector<int> cell_of_element{};        ///< the cell of a table that an element is in; -1 for none
};

/// What a page's tags say; nothing where they do not cover nearly all of its words.
std::optional<PdfTaggedParts> find_tagged_parts(const PdfPage& page);

}  // namespace docexport
