#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "documents/pdf_grid.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// A cell of a table that is being put together, in its place.
struct PdfTableCell {
  PdfGridCell place{};
  std::vector<PdfLine> lines{};
};

/// The cells, given from top to bottom and from left to right, as rows. A text keeps its lines, divided by '\n', until
/// the words of the document are known. Columns and rows that are but the white between double rulings are left out.
PdfTable make_table(const PdfGrid& grid, std::vector<PdfTableCell> cells);

/// Whether the text is a number, an amount or a percentage, or the dash or "n/a" that stands for one.
bool is_numeric(const std::string& text);

}  // namespace docexport
