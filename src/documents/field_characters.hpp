#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "docexport/base/text.hpp"

namespace docexport {

// Characters as the field finder sees them. A place beyond the end holds no character.

inline char character_at(std::string_view text, std::size_t place) {
  return place < text.size() ? text[place] : '\0';
}

inline bool is_ascii_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

inline bool is_word_character(char character) {
  return is_digit(character) || is_ascii_letter(character) || character == '_';
}

/// Bytes of the blank at this place: a space, or one that does not break (U+00A0, U+202F, U+2009); 0 for none.
inline std::size_t blank_length(std::string_view text, std::size_t place) {
  constexpr std::array<std::string_view, 4> blanks{" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
  for (const std::string_view blank : blanks) {
    if (text.substr(place < text.size() ? place : text.size()).starts_with(blank)) {
      return blank.size();
    }
  }
  return 0;
}

/// Whether a number or word may end before this place: what follows is no part of it.
inline bool is_end_of_value(std::string_view text, std::size_t place) {
  const char character = character_at(text, place);
  const bool joins = character == '.' || character == ',' || character == '-' || character == '/' || character == ':';
  return !is_word_character(character) && character != '%' && !(joins && is_digit(character_at(text, place + 1)));
}

/// How many digits begin here.
inline std::size_t count_digits(std::string_view text, std::size_t place) {
  std::size_t count = 0;
  while (is_digit(character_at(text, place + count))) {
    ++count;
  }
  return count;
}

}  // namespace docexport
