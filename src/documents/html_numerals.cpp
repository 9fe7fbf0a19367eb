#include "documents/html_numerals.hpp"

#include <array>
#include <string_view>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::int64_t largest_roman = 3999;

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

std::string roman(std::int64_t number) {
  std::string text;
  for (const Roman& step : romans) {
    for (; number >= step.value; number -= step.value) {
      text += step.numeral;
    }
  }
  return text;
}

std::string letters(std::int64_t number) {
  std::string text;
  for (; number > 0; number = (number - 1) / 26) {
    text.insert(text.begin(), static_cast<char>('a' + (number - 1) % 26));
  }
  return text;
}

std::string upper(std::string text) {
  for (char& character : text) {
    character = static_cast<char>(character - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string html_numeral(std::int64_t number, char type) {
  const bool is_roman = (type == 'i' || type == 'I') && number > 0 && number <= largest_roman;
  const bool is_letter = (type == 'a' || type == 'A') && number > 0;
  if (!is_roman && !is_letter) {
    return std::to_string(number);
  }
  const std::string text = is_roman ? roman(number) : letters(number);
  return type == 'I' || type == 'A' ? upper(text) : text;
}

}  // namespace docexport
