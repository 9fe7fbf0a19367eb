#include "formats/cell_places.hpp"

#include <algorithm>

namespace docexport {

const std::vector<CellPlace>& CellPlaces::of_next(const GridRow& row) {
  places_.clear();
  rows_covered_.resize(std::max(rows_covered_.size(), row.cells.size()));
  auto span = row.spans.begin();
  for (std::size_t column = 0; column < row.cells.size();) {
    CellPlace place{.column = column, .cell = row.cells[column]};
    if (span != row.spans.end() && span->column == column) {
      place.row_span = span->row_span;
      place.column_span = span->column_span;
      const auto first = rows_covered_.begin() + static_cast<std::ptrdiff_t>(column);
      std::fill_n(first, place.column_span, place.row_span - 1);
      ++span;
    } else if (rows_covered_[column] > 0) {
      --rows_covered_[column];
      ++column;
      continue;
    }
    places_.push_back(place);
    column += static_cast<std::size_t>(place.column_span);
  }
  return places_;
}

}  // namespace docexport
