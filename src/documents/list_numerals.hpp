#pragma once

#include <cstdint>
#include <string>

namespace docexport {

/// How letters go on after z: aa, ab, ac … or aa, bb, cc …
enum class LetterNumerals { counted, repeated };

/// i, ii, iii …; empty for what Roman numerals cannot show: below 1 and above 3999.
std::string roman_numeral(std::int64_t number);

/// a, b, c …; empty below 1, and where more than thirty letters would have to be repeated.
std::string letter_numeral(std::int64_t number, LetterNumerals numerals);

/// ASCII letters as capitals.
std::string in_capitals(std::string numeral);

}  // namespace docexport
