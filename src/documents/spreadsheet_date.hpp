#pragma once

#include <string>
#include <string_view>

#include "documents/spreadsheet_number.hpp"

namespace docexport {

/// The date, time or both that a serial number (days, the time as a fraction of one) stands for, as ISO 8601 has it;
/// empty for what is none: a negative number, a year after 9999, the 29th of February 1900. A date has its time if that
/// is not midnight; what is less than a day is a time, but for a date.
std::string date_text(double serial, NumberKind kind, DateSystem system);

/// Hours, minutes and seconds, with as many hours as there are; empty for more than a million days.
std::string elapsed_text(double days);

}  // namespace docexport
