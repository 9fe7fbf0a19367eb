#include "documents/opc_numbers.hpp"

#include <array>

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

struct Numeral {
  int value;
  std::string_view text;
};

std::string roman(int number) {
  constexpr std::array<Numeral, 13> numerals{{{1000, "m"},
                                              {900, "cm"},
                                              {500, "d"},
                                              {400, "cd"},
                                              {100, "c"},
                                              {90, "xc"},
                                              {50, "l"},
                                              {40, "xl"},
                                              {10, "x"},
                                              {9, "ix"},
                                              {5, "v"},
                                              {4, "iv"},
                                              {1, "i"}}};
  constexpr int largest = 3999;
  if (number < 1 || number > largest) {
    return std::to_string(number);
  }
  std::string text;
  for (const Numeral& numeral : numerals) {
    for (; number >= numeral.value; number -= numeral.value) {
      text += numeral.text;
    }
  }
  return text;
}

/// a … z, aa, bb … zz, aaa.
std::string letters(int number) {
  constexpr int alphabet = 26;
  constexpr int largest = alphabet * 30;
  if (number < 1 || number > largest) {
    return std::to_string(number);
  }
  const int count = (number - 1) / alphabet + 1;
  std::string text;
  text.append(static_cast<std::size_t>(count), static_cast<char>('a' + (number - 1) % alphabet));
  return text;
}

std::string ordinal(int number) {
  const int last_two = number % 100;
  const int last = number % 10;
  const bool is_teen = last_two >= 11 && last_two <= 13;
  const std::string_view suffix = is_teen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd";
  return fmt::format("{}{}", number, suffix);
}

std::string upper(std::string text) {
  for (char& letter : text) {
    letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return text;
}

}  // namespace

std::string format_list_number(int number, std::string_view format) {
  if (format == "lowerLetter") {
    return letters(number);
  }
  if (format == "upperLetter") {
    return upper(letters(number));
  }
  if (format == "lowerRoman") {
    return roman(number);
  }
  if (format == "upperRoman") {
    return upper(roman(number));
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
