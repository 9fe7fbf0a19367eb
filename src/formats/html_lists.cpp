#include "formats/html_lists.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "formats/html_page.hpp"

namespace docexport {

namespace {

constexpr int deepest_nesting = 32;

/// The number that a marker such as `12.` or `(3)` has, else the one that is expected.
int number_of(std::string_view marker, int expected) {
  constexpr std::size_t most_digits = 6;
  const std::size_t begin = marker.find_first_of("0123456789");
  if (begin == std::string_view::npos) {
    return expected;
  }
  const std::string_view digits = marker.substr(begin, most_digits);
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

void HtmlLists::close_item(ByteBuffer& buffer, Level& level) {
  if (level.has_item) {
    buffer.append("</li>");
    level.has_item = false;
  }
}

void HtmlLists::open_level(ByteBuffer& buffer, bool ordered) {
  // A list inside a list stands in an item.
  if (!levels_.empty() && !levels_.back().has_item) {
    buffer.append("\n<li>");
    levels_.back().has_item = true;
  }
  buffer.append(ordered ? "\n<ol>" : "\n<ul>");
  levels_.push_back({.ordered = ordered});
}

void HtmlLists::close_level(ByteBuffer& buffer) {
  close_item(buffer, levels_.back());
  buffer.append(levels_.back().ordered ? "\n</ol>" : "\n</ul>");
  levels_.pop_back();
}

void HtmlLists::begin_item(ByteBuffer& buffer, const Block& item) {
  const auto depth = static_cast<std::size_t>(std::clamp(item.level, 0, deepest_nesting - 1)) + 1;
  while (levels_.size() > depth || (levels_.size() == depth && levels_.back().ordered != item.ordered)) {
    close_level(buffer);
  }
  while (levels_.size() < depth) {
    open_level(buffer, item.ordered);
  }
  Level& level = levels_.back();
  close_item(buffer, level);
  ++level.number;
  const int number = item.ordered ? number_of(item.marker, level.number) : level.number;
  buffer.append("\n<li");
  if (number != level.number) {
    append_html_attribute(buffer, "value", std::to_string(number));
    level.number = number;
  }
  buffer.append('>');
  level.has_item = true;
}

void HtmlLists::end(ByteBuffer& buffer) {
  while (!levels_.empty()) {
    close_level(buffer);
  }
}

}  // namespace docexport
