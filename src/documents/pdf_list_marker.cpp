#include "documents/pdf_list_marker.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::array<std::string_view, 20> bullets = {"•", "◦", "▪", "▫", "‣", "⁃", "●", "○", "■", "□",
                                                      "–", "—", "-", "*", "·", "∙", "➢", "✓", "►", "◆"};
constexpr std::size_t most_digits = 3;
constexpr std::size_t longest_roman_marker = 5;
constexpr std::size_t longest_marker = 8;

bool is_small_letter(char byte) {
  return byte >= 'a' && byte <= 'z';
}

std::optional<int> digits_value(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > most_digits || !std::all_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int roman_digit(char byte) {
  switch (byte) {
    case 'i':
      return 1;
    case 'v':
      return 5;
    case 'x':
      return 10;
    default:
      return 0;
  }
}

std::optional<int> roman_value(std::string_view text) {
  if (text.empty() || text.size() > longest_roman_marker || !std::all_of(text.begin(), text.end(), roman_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const int digit = roman_digit(text[index]);
    const bool is_subtracted = index + 1 < text.size() && roman_digit(text[index + 1]) > digit;
    value += is_subtracted ? -digit : digit;
  }
  return value;
}

/// The inside of "1.", "1)" or "(1)", and whether the mark around it is a parenthesis.
std::optional<std::pair<std::string_view, bool>> inside_of(std::string_view word) {
  if (word.size() < 2 || word.size() > longest_marker) {
    return std::nullopt;
  }
  const char last = word.back();
  if (last != '.' && last != ')') {
    return std::nullopt;
  }
  word.remove_suffix(1);
  if (last == ')' && word.front() == '(') {
    word.remove_prefix(1);
  }
  return std::pair(word, last == ')');
}

}  // namespace

std::optional<ListMarker> parse_list_marker(std::string_view word) {
  if (std::find(bullets.begin(), bullets.end(), word) != bullets.end()) {
    return ListMarker{.text = std::string(word)};
  }
  const auto inside = inside_of(word);
  if (!inside) {
    return std::nullopt;
  }
  const auto [text, has_parenthesis] = *inside;
  ListMarker marker{.text = std::string(word), .ordered = true};
  if (const auto digits = digits_value(text); digits) {
    marker.number = *digits;
  } else if (const auto roman = roman_value(text); roman && (text.size() > 1 || text == "i")) {
    marker.number = *roman;
    marker.is_bare_letter = !has_parenthesis;
  } else if (text.size() == 1 && is_small_letter(text.front())) {
    marker.number = text.front() - 'a' + 1;
    marker.is_bare_letter = !has_parenthesis;
  } else {
    return std::nullopt;
  }
  return marker;
}

bool is_list_marker(std::string_view word) {
  return parse_list_marker(word).has_value();
}

}  // namespace docexport
