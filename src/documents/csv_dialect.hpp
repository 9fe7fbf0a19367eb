#pragma once

#include <cstddef>
#include <string_view>

namespace docexport {

struct CsvDialect {
  char delimiter = ',';
  std::size_t prefix = 0;  ///< bytes of a first line `sep=;`, which spreadsheets write and do not show
};

/// How the rows of a text that begins like this are written. The delimiter is the one of comma, semicolon, tab and bar
/// that gives the most rows of equal width and the fewest cells in which another of them is left over; a comma if none
/// gives two columns. `is_whole`: the sample is all there is, so its last row is complete.
CsvDialect find_csv_dialect(std::string_view sample, bool is_whole);

}  // namespace docexport
