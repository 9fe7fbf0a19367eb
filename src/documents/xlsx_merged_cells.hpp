#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

/// Cells that are one: from the first to the last row and column, from 0.
struct XlsxRange {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

/// `BC12` as column 54 and row 11; false if it is no such reference. A reference may leave out the row.
bool parse_xlsx_reference(std::string_view reference, std::uint32_t& row, std::uint32_t& column);

/// Finds a sheet's merged cells, which its XML names after the rows that they belong to: the sheet is looked through
/// once for them alone, as text, before it is parsed.
class XlsxMergedCells {
 public:
  void look_at(std::string_view piece);
  /// Sorts what was found; to be called before the rest.
  void finish();

  /// The ranges that begin in this row, in ascending columns.
  [[nodiscard]] std::vector<XlsxRange>::const_iterator begin_of_row(std::uint32_t row) const;
  [[nodiscard]] std::vector<XlsxRange>::const_iterator end() const { return ranges_.end(); }
  [[nodiscard]] std::size_t size() const { return ranges_.size(); }

 private:
  /// The element whose name is at `at`; `text` ends with it.
  void take_element(std::string_view text, std::size_t at);

  std::string tail_{};  // what may be the beginning of an element
  std::vector<XlsxRange> ranges_{};
};

}  // namespace docexport
