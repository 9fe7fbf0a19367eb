#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// A number of a list as Office formats it: "decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman",
/// "upperRoman", "ordinal"; any other as decimal.
std::string format_list_number(int number, std::string_view format);

}  // namespace docexport
