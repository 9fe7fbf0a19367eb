#include "documents/spreadsheet_rows.hpp"

#include <algorithm>

namespace docexport {

void SpreadsheetRows::begin(std::uint32_t first_row, SheetColumns columns, FirstSheetRow first) {
  columns_ = columns;
  next_row_ = first_row;
  rows_ = 0;
  covered_before_.assign(columns.right - columns.left, 0);
  sink_->begin_table({.sheet = *sheet_name_, .header_rows = first == FirstSheetRow::header ? 1 : 0});
}

void SpreadsheetRows::add(std::uint32_t row, const std::vector<SheetCell*>& cells) {
  for (; next_row_ < row; ++next_row_) {
    add_places(next_row_, {});
  }
  add_places(row, cells);
  next_row_ = row + 1;
}

void SpreadsheetRows::end() {
  sink_->end_table();
}

void SpreadsheetRows::add_places(std::uint32_t row, const std::vector<SheetCell*>& cells) {
  const std::uint32_t end = std::max(columns_.right, cells.empty() ? 0 : cells.back()->column + 1);
  // A longer row makes those before it longer as well, wherever the table is written as a grid.
  budget_->take_cells(end - columns_.left + std::uint64_t{end - columns_.right} * rows_);
  columns_.right = end;
  ++rows_;
  std::size_t places = 0;
  auto next = cells.begin();
  for (std::uint32_t column = columns_.left; column < end; ++column) {
    const bool is_here = next != cells.end() && (*next)->column == column;
    SheetCell* const here = is_here ? *next++ : nullptr;
    if (is_covered(row, column)) {
      hidden_cells_ += is_here ? 1 : 0;
      continue;
    }
    if (places == row_.size()) {
      row_.emplace_back();
    }
    Cell& place = row_[places++];
    if (here == nullptr) {
      place.text.clear();
      place.type = CellType::null;
      place.column_span = place.row_span = 1;
    } else {
      std::swap(place, here->cell);
      cover(row, column, place);
    }
  }
  row_.resize(places);
  sink_->table_row(row_);
}

bool SpreadsheetRows::is_covered(std::uint32_t row, std::uint32_t column) const {
  const std::uint32_t index = column - columns_.left;
  return index < covered_before_.size() && row < covered_before_[index];
}

void SpreadsheetRows::cover(std::uint32_t row, std::uint32_t column, const Cell& cell) {
  if (cell.column_span == 1 && cell.row_span == 1) {
    return;
  }
  const std::size_t index = column - columns_.left;
  const std::size_t end = index + static_cast<std::size_t>(cell.column_span);
  covered_before_.resize(std::max(covered_before_.size(), end), 0);
  std::fill(covered_before_.begin() + static_cast<std::ptrdiff_t>(index),
            covered_before_.begin() + static_cast<std::ptrdiff_t>(end),
            row + static_cast<std::uint32_t>(cell.row_span));
}

}  // namespace docexport
