#include "base/utf8.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

/// Takes one character off the front; bytes that are no UTF-8 count as one character each.
char32_t take(std::string_view& text) {
  const auto point = first_code_point(text);
  const char32_t value = point ? point->value : static_cast<unsigned char>(text.front());
  text.remove_prefix(point ? point->length : 1);
  return value;
}

/// Takes a class `[a-z]` whose bracket is already taken; false in `closed` when it never ends.
bool take_class(std::string_view& pattern, char32_t character, bool& closed) {
  const bool is_negated = !pattern.empty() && (pattern.front() == '!' || pattern.front() == '^');
  if (is_negated) {
    pattern.remove_prefix(1);
  }
  bool found = false;
  bool is_first = true;
  while (!pattern.empty() && (is_first || pattern.front() != ']')) {
    is_first = false;
    const char32_t low = take(pattern);
    char32_t high = low;
    if (pattern.size() > 1 && pattern.front() == '-' && pattern[1] != ']') {
      pattern.remove_prefix(1);
      high = take(pattern);
    }
    found = found || (low <= character && character <= high);
  }
  closed = !pattern.empty();
  if (closed) {
    pattern.remove_prefix(1);
  }
  return found != is_negated;
}

/// Matches one character of the text against the pattern's front, which is not a star.
bool match_one(std::string_view& pattern, char32_t character) {
  const char32_t expected = take(pattern);
  if (expected == '?') {
    return true;
  }
  if (expected == '\\' && !pattern.empty()) {
    return take(pattern) == character;
  }
  if (expected == '[') {
    std::string_view rest = pattern;
    bool closed = false;
    const bool found = take_class(rest, character, closed);
    if (closed) {
      pattern = rest;
      return found;
    }
  }
  return expected == character;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  // Only the last star is retried: an earlier one has already taken as little as it could.
  std::string_view star_pattern;
  std::string_view star_text;
  bool has_star = false;
  while (true) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      star_pattern = pattern;
      star_text = text;
      has_star = true;
      continue;
    }
    if (text.empty() && pattern.empty()) {
      return true;
    }
    std::string_view pattern_rest = pattern;
    std::string_view text_rest = text;
    if (!text.empty() && !pattern.empty() && match_one(pattern_rest, take(text_rest))) {
      pattern = pattern_rest;
      text = text_rest;
      continue;
    }
    if (!has_star || star_text.empty()) {
      return false;
    }
    take(star_text);
    pattern = star_pattern;
    text = star_text;
  }
}

}  // namespace docexport
