#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "formats/xlsx_sheet.hpp"

namespace docexport {

/// Rows that belong together: a worksheet, and further ones where there are more rows than a sheet can have. Each of
/// them begins with the header rows.
class XlsxTable {
 public:
  /// What is referred to must outlive this.
  XlsxTable(std::uint64_t header_rows, ScratchFile& scratch, XlsxLosses& losses);

  void add_row(const GridRow& row);
  void add_row(const Row& row);
  /// Without the header rows.
  [[nodiscard]] std::uint64_t data_row_count() const noexcept { return data_row_count_; }

  /// The worksheets, in order; the last call.
  std::vector<XlsxWorksheet> finish();

 private:
  void keep_header(const GridRow& row);
  void start_next_sheet();

  std::uint64_t header_rows_;
  ScratchFile& scratch_;
  XlsxLosses& losses_;
  XlsxSheetWriter sheet_;
  std::vector<XlsxWorksheet> full_sheets_;
  std::vector<Row> header_;
  std::size_t header_bytes_ = 0;
  std::uint64_t header_rows_left_;
  std::uint64_t data_row_count_ = 0;
  GridRow row_;
};

}  // namespace docexport
