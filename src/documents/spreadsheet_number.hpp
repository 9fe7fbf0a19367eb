#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "docexport/model/content.hpp"

namespace docexport {

/// What a cell's number stands for, as its format says.
enum class NumberKind { number, date, time, date_time, elapsed };

/// The day that serial numbers count from. In the first the year 1900 is a leap year, as it was in Lotus 1-2-3.
enum class DateSystem { from_1900, from_1904 };

/// The kind of a spreadsheet's number format: `yyyy\-mm\-dd` is a date, `[h]:mm` elapsed time, `0.00%` a number. Only
/// the section for positive numbers counts.
NumberKind kind_of_number_format(std::string_view code);

/// Of the formats that a workbook names by number without writing them down.
NumberKind kind_of_builtin_format(std::uint32_t id);

/// Sets text and type of a cell from a number as the file has it. A number is written in its shortest form that reads
/// back the same, a date or time as the model has it, elapsed time as text `49:30:00`; a number that is no date within
/// the years that there are stays a number, and what is no number becomes text.
void set_number(Cell& cell, std::string_view literal, NumberKind kind, DateSystem system);

/// Sets a cell from ISO 8601 text without a zone: `2024-01-15`, `2024-01-15T10:30:00`, `10:30:00`, or a duration as
/// OpenDocument has times, `PT10H30M00S`. A time of midnight is left out after a date. What is none of these is text.
void set_iso_date(Cell& cell, std::string_view text);

}  // namespace docexport
