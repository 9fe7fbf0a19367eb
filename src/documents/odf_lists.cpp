#include "documents/odf_lists.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace docexport {
namespace {

constexpr int most_levels = 64;
constexpr int most_letters = 26;

std::string roman(int number) {
  struct Numeral {
    int value;
    std::string_view letters;
  };
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
  std::string text;
  for (const Numeral& numeral : numerals) {
    for (; number >= numeral.value; number -= numeral.value) {
      text += numeral.letters;
    }
  }
  return text;
}

std::string in_upper_case(std::string text) {
  for (char& character : text) {
    character = character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
  }
  return text;
}

/// The number as the level shows it: 3, c, C, iii or III.
std::string number_text(int number, char format) {
  const bool is_letter = (format == 'a' || format == 'A') && number > 0;
  const bool is_roman = (format == 'i' || format == 'I') && number > 0 && number < 4000;
  if (!is_letter && !is_roman) {
    return std::to_string(number);
  }
  std::string text = is_roman ? roman(number)
                              : std::string(static_cast<std::size_t>((number - 1) / most_letters % 8 + 1),
                                            static_cast<char>('a' + (number - 1) % most_letters));
  return format == 'A' || format == 'I' ? in_upper_case(text) : text;
}

int& count_of(OdfState& state, const OdfList& list) {
  std::vector<int>& counts = state.list_counts[list.style];
  counts.resize(most_levels + 1, 0);
  return counts[static_cast<std::size_t>(std::clamp(list.level, 1, most_levels))];
}

}  // namespace

OdfList begin_odf_list(OdfState& state, pugi::xml_node list, const OdfList& outer) {
  const std::string_view style = xml_value(list, "style-name");
  OdfList inner{.style = style.empty() ? outer.style : std::string(style), .level = outer.level + 1};
  const bool goes_on = xml_value(list, "continue-numbering") == "true" || !xml_value(list, "continue-list").empty();
  if (!goes_on) {
    count_of(state, inner) = state.styles->list_level(inner.style, inner.level).start - 1;
  }
  return inner;
}

Block begin_odf_item(OdfState& state, const OdfList& list, pugi::xml_node item) {
  const OdfListLevel level = state.styles->list_level(list.style, list.level);
  int& count = count_of(state, list);
  const std::string_view start = xml_value(item, "start-value");
  int value = count < 1'000'000'000 ? count + 1 : count;
  std::from_chars(start.data(), start.data() + start.size(), value);
  count = value;
  Block block{.label = BlockLabel::list_item, .level = list.level - 1, .ordered = level.ordered};
  const std::string suffix = level.suffix.empty() ? "." : level.suffix;
  block.marker = level.ordered ? level.prefix + number_text(value, level.format) + suffix : "-";
  return block;
}

}  // namespace docexport
