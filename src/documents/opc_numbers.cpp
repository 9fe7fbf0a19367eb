#include "documents/opc_numbers.hpp"

#include <fmt/format.h>

#include "documents/list_numerals.hpp"

namespace docexport {
namespace {

/// What the numerals cannot show is a decimal.
std::string or_decimal(const std::string& text, int number) {
  return text.empty() ? std::to_string(number) : text;
}

std::string letters(int number) {
  return or_decimal(letter_numeral(number, LetterNumerals::repeated), number);
}

std::string roman(int number) {
  return or_decimal(roman_numeral(number), number);
}

std::string ordinal(int number) {
  const int last_two = number % 100;
  const int last = number % 10;
  const bool is_teen = last_two >= 11 && last_two <= 13;
  const std::string_view suffix = is_teen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd";
  return fmt::format("{}{}", number, suffix);
}

}  // namespace

std::string format_list_number(int number, std::string_view format) {
  if (format == "lowerLetter") {
    return letters(number);
  }
  if (format == "upperLetter") {
    return in_capitals(letters(number));
  }
  if (format == "lowerRoman") {
    return roman(number);
  }
  if (format == "upperRoman") {
    return in_capitals(roman(number));
  }
  if (format == "decimalZero") {
    return fmt::format("{:02}", number);
  }
  if (format == "ordinal" && number >= 0) {
    return ordinal(number);
  }
  return std::to_string(number);
}

}  // namespace docexport
