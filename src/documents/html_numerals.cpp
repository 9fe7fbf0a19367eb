#include "documents/html_numerals.hpp"

#include "documents/list_numerals.hpp"

namespace docexport {

std::string html_numeral(std::int64_t number, char type) {
  std::string text;
  if (type == 'i' || type == 'I') {
    text = roman_numeral(number);
  } else if (type == 'a' || type == 'A') {
    text = letter_numeral(number, LetterNumerals::counted);
  }
  if (text.empty()) {
    return std::to_string(number);
  }
  return type == 'I' || type == 'A' ? in_capitals(text) : text;
}

}  // namespace docexport
