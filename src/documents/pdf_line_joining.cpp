#include "documents/pdf_line_joining.hpp"

#include <cctype>

#include <unicode/uchar.h>

#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

constexpr std::uint32_t hyphen = 0x2010;
constexpr std::size_t max_known_words = 200000;

bool is_hyphen(std::uint32_t code_point) {
  return code_point == '-' || code_point == hyphen || code_point == soft_hyphen;
}

bool is_letter(std::uint32_t code_point) {
  return u_isalpha(static_cast<UChar32>(code_point)) != 0;
}

bool is_ideograph(std::uint32_t code_point) {
  return (code_point >= 0x2E80 && code_point <= 0x30FF) || (code_point >= 0x3400 && code_point <= 0x9FFF) ||
         (code_point >= 0xF900 && code_point <= 0xFAFF) || (code_point >= 0xFF00 && code_point <= 0xFFEF) ||
         (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

/// FNV-1a: the same on every machine, unlike std::hash.
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : word) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  }
  return hash;
}

std::string_view without_punctuation(std::string_view word) {
  const auto is_edge = [](char byte) { return std::ispunct(static_cast<unsigned char>(byte)) != 0; };
  while (!word.empty() && is_edge(word.front())) {
    word.remove_prefix(1);
  }
  while (!word.empty() && is_edge(word.back())) {
    word.remove_suffix(1);
  }
  return word;
}

std::string_view last_word_of(std::string_view text) {
  const auto blank = text.rfind(' ');
  return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

std::string_view first_word_of(std::string_view text) {
  return text.substr(0, text.find(' '));
}

bool starts_lower_case(std::string_view line) {
  return u_islower(static_cast<UChar32>(leading_character(line))) != 0;
}

bool divides_word(std::string_view text, std::string_view line) {
  if (!is_hyphen(trailing_character(text)) || !starts_lower_case(line)) {
    return false;
  }
  return is_letter(trailing_character(text.substr(0, text.size() - last_character_size(text))));
}

/// Prefixes that are hardly ever written without their hyphen, and at which no word is divided by chance.
bool is_prefix_with_hyphen(std::string_view part) {
  return part == "self" || part == "Self" || part == "half" || part == "quasi";
}

/// Whether the word has its hyphen also where it is not divided.
bool keeps_hyphen(std::string_view text, std::string_view line, const KnownWords& words) {
  if (trailing_character(text) == soft_hyphen) {
    return false;
  }
  const std::string_view first_part = last_word_of(text.substr(0, text.size() - last_character_size(text)));
  const std::string_view second_part = first_word_of(line);
  const std::string joined = std::string(first_part).append(second_part);
  const std::string compound = std::string(first_part).append("-").append(second_part);
  if (words.contains(joined)) {
    return false;
  }
  return words.contains(compound) || first_part.find('-') != std::string_view::npos ||
         is_prefix_with_hyphen(first_part);
}

}  // namespace

void KnownWords::learn(std::string_view line) {
  std::size_t start = line.find(' ');
  while (start != std::string_view::npos) {
    const std::size_t end = line.find(' ', start + 1);
    if (end == std::string_view::npos || hashes_.size() >= max_known_words) {
      return;
    }
    const std::string_view word = without_punctuation(line.substr(start + 1, end - start - 1));
    if (!word.empty()) {
      hashes_.insert(hash_of(word));
    }
    start = end;
  }
}

bool KnownWords::contains(std::string_view word) const {
  return hashes_.contains(hash_of(without_punctuation(word)));
}

void append_line(std::string& text, std::string_view line, const KnownWords& words) {
  if (text.empty() || line.empty()) {
    text += line;
    return;
  }
  if (divides_word(text, line)) {
    if (!keeps_hyphen(text, line, words)) {
      text.resize(text.size() - last_character_size(text));
    }
  } else if (trailing_character(text) == soft_hyphen) {
    text.resize(text.size() - last_character_size(text));
  } else if (!is_ideograph(trailing_character(text)) || !is_ideograph(leading_character(line))) {
    text += ' ';
  }
  text += line;
}

bool continues_sentence(std::string_view text, std::string_view line) {
  const std::uint32_t last = trailing_character(text);
  const bool is_open = is_letter(last) || is_hyphen(last) || last == ',' || last == ';' || is_ideograph(last) ||
                       (last >= '0' && last <= '9') || last == ')';
  return is_open && (starts_lower_case(line) || (is_ideograph(last) && is_ideograph(leading_character(line))));
}

}  // namespace docexport
