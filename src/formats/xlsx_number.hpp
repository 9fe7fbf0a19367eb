#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace docexport {

/// Whether a spreadsheet, which keeps numbers as doubles and shows 15 digits of a whole one, would show the literal
/// with all its digits. `007`, `12345678901234567` and `1e999` would be something else.
bool survives_as_number(std::string_view literal);

/// A number as a cell's value, with how it is to be shown.
struct SerialDate {
  enum class Shown { date, date_and_time, time };

  std::string value{};  ///< days since 1899-12-30, in decimals
  Shown shown = Shown::date;
};

/// A date, a time or both (CellType::date) as spreadsheets count them. Nullopt for what they cannot show: before
/// 1900-03-01, where their calendar has a day too many, or what is no date.
std::optional<SerialDate> serial_date(std::string_view text);

}  // namespace docexport
