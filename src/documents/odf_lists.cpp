#include "documents/odf_lists.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "documents/list_numerals.hpp"

namespace docexport {
namespace {

constexpr int most_levels = 64;

/// The number as the level shows it: 3, c, C, iii or III.
std::string number_text(int number, char format) {
  std::string text;
  if (format == 'i' || format == 'I') {
    text = roman_numeral(number);
  } else if (format == 'a' || format == 'A') {
    text = letter_numeral(number, LetterNumerals::repeated);
  }
  if (text.empty()) {
    return std::to_string(number);
  }
  return format == 'A' || format == 'I' ? in_capitals(text) : text;
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
