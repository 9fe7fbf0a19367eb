#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

inline constexpr double cell_padding = 3;
inline constexpr double usual_table_size = 9;

/// A cell of a table that waits to be printed.
struct PrintCell {
  std::size_t column = 0;
  int column_span = 1;
  int row_span = 1;
  bool ends_at_right = false;
  std::string text{};
};

using PrintRow = std::vector<PrintCell>;

/// How wide a table's columns are, and how large its letters.
struct PrintColumns {
  std::vector<double> widths{};
  double font_size = usual_table_size;

  [[nodiscard]] double width() const;
  /// From the table's left edge; `column` may be one behind the last.
  [[nodiscard]] double left_of(std::size_t column) const;
};

enum class TextWeight { normal, bold };
/// How wide a text is in letters of the usual size.
using WidthOfText = std::function<double(const std::string& text, TextWeight weight)>;

/// Measures the first rows: columns get what their texts need, if `width` has it; else what their longest words need,
/// and a share of the rest; where not even words fit, the letters get smaller, and then the table wider than `width`.
PrintColumns measure_columns(const std::vector<PrintRow>& rows, std::size_t header_rows, double width,
                             const WidthOfText& width_of);

/// The row as rows of no more than that many columns and of texts of about 4 KB each, one below the other: what is laid
/// out at once needs memory. Cells further right go into the last column, so that nothing is lost.
std::vector<PrintRow> printable_rows(PrintRow row, std::size_t columns);

}  // namespace docexport
