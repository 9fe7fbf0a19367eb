#include "documents/list_numerals.hpp"

#include <array>
#include <string_view>

namespace docexport {
namespace {

constexpr std::int64_t largest_roman = 3999;
constexpr std::int64_t letter_count = 26;
constexpr std::int64_t most_repeated = 30;

struct Roman {
  std::int64_t value;
  std::string_view numeral;
};

constexpr std::array<Roman, 13> romans{{{1000, "m"},
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

char letter_of(std::int64_t number) {
  return static_cast<char>('a' + (number - 1) % letter_count);
}

}  // namespace

std::string roman_numeral(std::int64_t number) {
  std::string text;
  if (number > largest_roman) {
    return text;
  }
  for (const Roman& step : romans) {
    for (; number >= step.value; number -= step.value) {
      text += step.numeral;
    }
  }
  return text;
}

std::string letter_numeral(std::int64_t number, LetterNumerals numerals) {
  std::string text;
  if (numerals == LetterNumerals::repeated) {
    const bool is_shown = number > 0 && number <= letter_count * most_repeated;
    return is_shown ? std::string(static_cast<std::size_t>((number - 1) / letter_count + 1), letter_of(number)) : text;
  }
  for (; number > 0; number = (number - 1) / letter_count) {
    text.insert(text.begin(), letter_of(number));
  }
  return text;
}

std::string in_capitals(std::string numeral) {
  for (char& letter : numeral) {
    letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return numeral;
}

}  // namespace docexport
