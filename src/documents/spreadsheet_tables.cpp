#include "documents/spreadsheet_tables.hpp"

#include <algorithm>
#include <utility>

namespace docexport {
namespace {

// What a band may have to be taken apart exactly.
constexpr std::uint64_t most_held_places = std::uint64_t{1} << 16;
constexpr std::uint64_t most_held_bytes = std::uint64_t{16} << 20;

/// What the sheet's cell adds to what is looked at: the places that it takes.
std::uint64_t places_of(const Cell& cell) {
  return static_cast<std::uint64_t>(cell.column_span) * static_cast<std::uint64_t>(cell.row_span);
}

void clip(Cell& cell, std::uint32_t columns, std::uint32_t rows) {
  cell.column_span = std::min(cell.column_span, static_cast<int>(columns));
  cell.row_span = std::min(cell.row_span, static_cast<int>(rows));
}

}  // namespace

SpreadsheetTables::SpreadsheetTables(std::string sheet_name, ReadingBudget& budget, ContentSink& sink)
    : sheet_name_(std::move(sheet_name)), rows_(sheet_name_, budget, sink) {}

void SpreadsheetTables::add_row(SheetRow& row) {
  if (row.cells.empty()) {
    return;
  }
  if (row.number > band_end_) {
    end_band();
  }
  for (const SheetCell& cell : row.cells) {
    band_end_ = std::max(band_end_, row.number + static_cast<std::uint64_t>(cell.cell.row_span));
  }
  if (in_large_table_) {
    pass_on(row);
  } else {
    hold(row);
  }
}

void SpreadsheetTables::finish() {
  end_band();
}

void SpreadsheetTables::hold(SheetRow& row) {
  for (const SheetCell& cell : row.cells) {
    held_places_ += places_of(cell.cell);
    held_bytes_ += cell.cell.text.size();
  }
  held_.push_back(std::exchange(row, {}));
  if (held_places_ > most_held_places || held_bytes_ > most_held_bytes) {
    begin_large_table();
  }
}

void SpreadsheetTables::begin_large_table() {
  large_columns_ = {.left = held_.front().cells.front().column, .right = 0};
  for (const SheetRow& row : held_) {
    large_columns_.left = std::min(large_columns_.left, row.cells.front().column);
    for (const SheetCell& cell : row.cells) {
      large_columns_.right = std::max(large_columns_.right, right_edge(cell));
    }
  }
  in_large_table_ = true;
  rows_.begin(held_.front().number, large_columns_, FirstSheetRow::header);
  ++tables_;
  for (SheetRow& row : held_) {
    pass_on(row);
  }
  held_.clear();
}

void SpreadsheetTables::pass_on(SheetRow& row) {
  if (row.cells.front().column < large_columns_.left) {
    rows_.end();
    large_columns_.left = row.cells.front().column;
    rows_.begin(row.number, large_columns_, FirstSheetRow::data);
    ++tables_;
  }
  passed_.clear();
  for (SheetCell& cell : row.cells) {
    const std::uint32_t right = std::max(large_columns_.right, right_edge(cell));
    clip(cell.cell, right - cell.column, UINT32_MAX >> 1U);
    passed_.push_back(&cell);
  }
  rows_.add(row.number, passed_);
}

void SpreadsheetTables::end_band() {
  if (in_large_table_) {
    rows_.end();
  } else {
    pass_on_held();
  }
  in_large_table_ = false;
  held_.clear();
  held_places_ = held_bytes_ = band_end_ = 0;
}

void SpreadsheetTables::pass_on_held() {
  for (const SheetRegion& region : find_sheet_regions(held_)) {
    pass_on_region(region);
  }
}

void SpreadsheetTables::pass_on_region(const SheetRegion& region) {
  const auto row_number = [this](const SheetRegion::Place& place) { return held_[place.row].number; };
  const std::uint32_t rows_end = row_number(region.places.back()) + 1;
  rows_.begin(row_number(region.places.front()), region.columns, FirstSheetRow::header);
  ++tables_;
  auto place = region.places.begin();
  while (place != region.places.end()) {
    const std::uint32_t row = place->row;
    passed_.clear();
    for (; place != region.places.end() && place->row == row; ++place) {
      SheetCell& cell = held_[row].cells[place->cell];
      clip(cell.cell, region.columns.right - cell.column, rows_end - held_[row].number);
      passed_.push_back(&cell);
    }
    rows_.add(held_[row].number, passed_);
  }
  rows_.end();
}

}  // namespace docexport
