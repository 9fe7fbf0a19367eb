#include "formats/xlsx_table.hpp"

namespace docexport {

namespace {

/// A header is repeated on further sheets unless it is itself huge.
constexpr std::size_t largest_kept_header = std::size_t{1} << 20;
constexpr std::uint64_t most_kept_rows = 100;

}  // namespace

XlsxTable::XlsxTable(std::uint64_t header_rows, ScratchFile& scratch, XlsxLosses& losses)
    : header_rows_(header_rows),
      scratch_(scratch),
      losses_(losses),
      sheet_(header_rows, scratch, losses),
      header_rows_left_(header_rows) {}

void XlsxTable::add_row(const GridRow& row) {
  if (sheet_.row_count() == most_sheet_rows) {
    start_next_sheet();
  }
  if (header_rows_left_ > 0) {
    --header_rows_left_;
    keep_header(row);
  } else {
    ++data_row_count_;
  }
  sheet_.add_row(row);
}

void XlsxTable::add_row(const Row& row) {
  row_.cells.clear();
  for (const Cell& cell : row) {
    row_.cells.push_back(&cell);
  }
  add_row(row_);
}

void XlsxTable::keep_header(const GridRow& row) {
  Row kept;
  for (const Cell* cell : row.cells) {
    header_bytes_ += sizeof(Cell) + cell->text.size();
    if (header_rows_ > most_kept_rows || header_bytes_ > largest_kept_header) {
      header_.clear();
      return;
    }
    kept.push_back({.text = cell->text, .type = cell->type});
  }
  header_.push_back(std::move(kept));
}

void XlsxTable::start_next_sheet() {
  full_sheets_.push_back(sheet_.finish());
  sheet_ = XlsxSheetWriter(header_.size(), scratch_, losses_);
  for (const Row& header : header_) {
    GridRow row;
    for (const Cell& cell : header) {
      row.cells.push_back(&cell);
    }
    sheet_.add_row(row);
  }
}

std::vector<XlsxWorksheet> XlsxTable::finish() {
  full_sheets_.push_back(sheet_.finish());
  return std::move(full_sheets_);
}

}  // namespace docexport
