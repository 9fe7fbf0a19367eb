#include "formats/table_grid.hpp"

#include <algorithm>

namespace docexport {

const GridRow& TableGrid::lay_out(const Row& row) {
  laid_out_.cells.clear();
  laid_out_.spans.clear();
  for (const Cell& cell : row) {
    place_carried();
    place(cell);
  }
  place_carried();
  return laid_out_;
}

void TableGrid::place_carried() {
  for (std::size_t column = laid_out_.cells.size(); column < carried_.size(); ++column) {
    if (carried_[column].rows_left == 0) {
      return;
    }
    --carried_[column].rows_left;
    laid_out_.cells.push_back(carried_[column].cell.get());
  }
}

void TableGrid::place(const Cell& cell) {
  const std::size_t column = laid_out_.cells.size();
  if ((cell.column_span <= 1 && cell.row_span <= 1) || column >= widest_span) {
    laid_out_.cells.push_back(&cell);
    return;
  }
  const std::size_t width = std::min(static_cast<std::size_t>(std::max(cell.column_span, 1)), widest_span - column);
  const int height = std::max(cell.row_span, 1);
  laid_out_.spans.push_back({.column = column, .row_span = height, .column_span = static_cast<int>(width)});
  laid_out_.cells.insert(laid_out_.cells.end(), width, &cell);
  if (height > 1) {
    carried_.resize(std::max(carried_.size(), column + width));
    std::fill_n(carried_.begin() + static_cast<std::ptrdiff_t>(column), width,
                Carried{.cell = std::make_shared<const Cell>(cell), .rows_left = height - 1});
  }
}

}  // namespace docexport
