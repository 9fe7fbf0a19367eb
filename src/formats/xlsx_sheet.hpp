#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/deflated_part.hpp"
#include "formats/table_grid.hpp"
#include "formats/xlsx_merges.hpp"
#include "formats/xlsx_style.hpp"

namespace docexport {

/// What sheets could not hold.
struct XlsxLosses {
  std::uint64_t cut_texts = 0;
  std::string first_cut_cell{};      ///< its place on its sheet, `A1`
  std::uint64_t left_out_cells = 0;  ///< further right than a sheet goes
};

/// A worksheet that is complete.
struct XlsxWorksheet {
  DeflatedPart head;
  DeflatedPart body;
  std::string filter{};  ///< the cells with buttons to filter by, `$A$1:$C$9`; empty if there are none
};

/// One worksheet while its rows come, typed: numbers are numbers, dates are dates, all else is text and never a
/// formula. The header rows are bold, stay in sight and can be filtered by.
class XlsxSheetWriter {
 public:
  /// What is referred to must outlive this.
  XlsxSheetWriter(std::uint64_t header_rows, ScratchFile& scratch, XlsxLosses& losses);

  /// One more row; there may be most_sheet_rows of them.
  void add_row(const GridRow& row);
  [[nodiscard]] std::uint64_t row_count() const noexcept { return row_count_; }

  XlsxWorksheet finish();

 private:
  void append_cell(std::size_t column, const Cell& cell);
  void append_number(std::size_t column, std::string_view value, XlsxStyle style);
  void append_text(std::size_t column, std::string_view whole);
  void open_cell(std::size_t column, XlsxStyle style);
  void note_width(std::size_t column, std::string_view text);
  void append_head(DeflatedPart& head) const;
  void append_tail();

  std::uint64_t header_rows_;
  ScratchFile* scratch_;
  XlsxLosses* losses_;
  DeflatedPart body_;
  XlsxMerges merges_;
  std::uint64_t row_count_ = 0;
  std::size_t column_count_ = 0;
  std::vector<std::uint8_t> widths_;  ///< in characters, of the first rows
  std::vector<std::string> column_names_;
};

}  // namespace docexport
