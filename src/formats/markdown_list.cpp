#include "formats/markdown_list.hpp"

#include <algorithm>
#include <charconv>

#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr std::size_t deepest_list_level = 32;
constexpr std::uint64_t largest_number = 999'999'999;

/// The number at the start of the marker; 0 if it has none that Markdown could have.
std::uint64_t number_of(const std::string& marker) {
  std::uint64_t number = 0;
  std::from_chars(marker.data(), marker.data() + marker.size(), number);
  return number <= largest_number ? number : 0;
}

std::string kind_of_marker(const Block& item) {
  if (!item.ordered) {
    return item.marker;
  }
  return item.marker.ends_with(')') ? ")" : ".";
}

char other_symbol(char symbol) {
  switch (symbol) {
    case '-':
      return '*';
    case '*':
      return '-';
    case '.':
      return ')';
    default:
      return '.';
  }
}

}  // namespace

bool MarkdownLists::continues(const Level& list, const Level& item) {
  if (list.ordered != item.ordered || list.source_marker != item.source_marker) {
    return false;
  }
  return !item.ordered || item.number == 0 || item.number == list.number || item.number == list.number + 1;
}

ListPlace MarkdownLists::place(const Block& item) {
  const std::size_t depth =
      std::min({static_cast<std::size_t>(std::max(0, item.level)), levels_.size(), deepest_list_level});
  const bool is_nested_start = depth == levels_.size() && depth > 0;
  Level next{.ordered = item.ordered, .source_marker = kind_of_marker(item)};
  next.number = item.ordered ? number_of(item.marker) : 0;
  next.symbol = !item.ordered ? '-' : next.source_marker == ")" ? ')' : '.';

  ListPlace place;
  if (depth < levels_.size()) {
    const Level& previous = levels_[depth];
    if (continues(previous, next)) {
      next.symbol = previous.symbol;
      next.number = previous.number < largest_number ? previous.number + 1 : 1;
    } else {
      place.after_blank_line = true;
      next.symbol = previous.symbol == next.symbol ? other_symbol(next.symbol) : next.symbol;
    }
  }
  if (item.ordered && next.number == 0) {
    next.number = 1;
  }
  // Inside a paragraph only 1. begins a list, and a lone dash underlines a heading.
  const bool cannot_interrupt = (item.ordered && next.number != 1) || is_blank_text(item.text);
  place.after_blank_line = place.after_blank_line || (is_nested_start && cannot_interrupt);

  const std::size_t column = depth == 0 ? 0 : levels_[depth - 1].content_column;
  place.indent.assign(column, ' ');
  place.marker = item.ordered ? std::to_string(next.number) + next.symbol + ' ' : std::string{next.symbol, ' '};
  next.content_column = column + place.marker.size();
  levels_.resize(depth);
  levels_.push_back(std::move(next));
  return place;
}

}  // namespace docexport
