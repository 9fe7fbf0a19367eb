#pragma once

#include <cstddef>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// A place that rulings enclose: it begins in a column and row and covers so many.
struct PdfGridCell {
  std::size_t column = 0;
  std::size_t row = 0;
  std::size_t column_span = 1;
  std::size_t row_span = 1;
};

/// What rulings that cross each other divide into cells. Where the outermost rulings are missing, the ends of those
/// that lead there take their place.
struct PdfGrid {
  std::vector<double> columns{};     ///< x of the edges, from left to right: one more than there are columns
  std::vector<double> rows{};        ///< y of the edges, from top to bottom: one more than there are rows
  std::vector<PdfGridCell> cells{};  ///< from top to bottom, then from left to right; together they cover all places

  [[nodiscard]] BoundingBox box() const {
    return {.left = columns.front(), .top = rows.front(), .right = columns.back(), .bottom = rows.back()};
  }
};

/// The grids of at least two columns and two rows, from top to bottom. A page that is drawn rather than ruled, with
/// thousands of lines, has none.
std::vector<PdfGrid> find_grids(const PdfRulings& rulings);

}  // namespace docexport
