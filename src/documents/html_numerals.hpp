#pragma once

#include <cstdint>
#include <string>

namespace docexport {

/// The number as a list of HTML's type shows it: '1', 'a', 'A', 'i' or 'I'; what the type cannot show is a decimal.
std::string html_numeral(std::int64_t number, char type);

}  // namespace docexport
