#pragma once

#include <cstddef>
#include <span>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Fills `margins`: the outermost lines near the upper and the lower edge.
void find_margin_lines(PdfPageLines& page);

/// Gives the role of a running header or footer to those margin lines of page `index` that neighbouring pages have at
/// the same place with the same words or the page's own number, and to one with a number that stands alone or is set
/// smaller than the body.
void mark_furniture(std::span<PdfPageLines> neighbours, std::size_t index, double body_size);

}  // namespace docexport
