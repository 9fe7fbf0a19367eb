#include "documents/pdf_text.hpp"

#include <algorithm>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "documents/code_point.hpp"

namespace docexport {
namespace {

constexpr std::uint32_t replacement_character = 0xFFFD;

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

/// The number of bytes that the first byte of a character says it has; 1 for one that cannot be first.
std::size_t size_after(unsigned char first) {
  if (first < 0xC2 || first > 0xF4) {
    return 1;
  }
  return first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4);
}

bool is_presentation_form(UChar32 code_point) {
  return (code_point >= 0xFB00 && code_point <= 0xFB4F) || (code_point >= 0xFB50 && code_point <= 0xFDFF) ||
         (code_point >= 0xFE70 && code_point <= 0xFEFC);
}

/// Symbols that Symbol, Wingdings and their like draw for the bullets of lists.
std::optional<std::uint32_t> bullet_for(UChar32 code_point) {
  switch (code_point) {
    case 0xF0B7:
    case 0xF06C:
    case 0xF09F:
      return 0x2022;
    case 0xF0A7:
    case 0xF06E:
      return 0x25AA;
    case 0xF0D8:
      return 0x27A2;
    case 0xF0FC:
      return 0x2713;
    default:
      return std::nullopt;
  }
}

void append_letters_of(UChar32 code_point, std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error) != 0) {
    append_character(static_cast<std::uint32_t>(code_point), text);
    return;
  }
  normalizer->normalize(icu::UnicodeString(code_point), error).toUTF8String(text);
}

void append_normalized(UChar32 code_point, bool is_last, std::string& text) {
  if (code_point == static_cast<UChar32>(soft_hyphen)) {
    if (is_last) {
      append_character(soft_hyphen, text);
    }
  } else if (is_presentation_form(code_point)) {
    append_letters_of(code_point, text);
  } else if (u_isUWhiteSpace(code_point) != 0) {
    text += ' ';
  } else {
    append_character(bullet_for(code_point).value_or(static_cast<std::uint32_t>(code_point)), text);
  }
}

}  // namespace

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return byte >= ' ' && byte < 0x7F; });
}

std::uint32_t next_character(std::string_view text, std::size_t& offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  const std::size_t size = size_after(first);
  ++offset;
  if (size == 1) {
    return first < 0x80 ? first : replacement_character;
  }
  std::uint32_t value = first & (0x7FU >> size);
  for (std::size_t index = 1; index < size; ++index, ++offset) {
    if (offset >= text.size() || !is_continuation(text[offset])) {
      return replacement_character;
    }
    value = (value << 6U) | (static_cast<unsigned char>(text[offset]) & 0x3FU);
  }
  return value;
}

std::size_t last_character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && is_continuation(text[text.size() - size])) {
    ++size;
  }
  return std::min(size, text.size());
}

void append_character(std::uint32_t code_point, std::string& text) {
  if (code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0)) {
    return;
  }
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = replacement_character;
  }
  append_code_point(text, code_point);
}

std::uint32_t leading_character(std::string_view text) {
  std::size_t offset = 0;
  return text.empty() ? 0 : next_character(text, offset);
}

std::uint32_t trailing_character(std::string_view text) {
  return text.empty() ? 0 : leading_character(text.substr(text.size() - last_character_size(text)));
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !is_continuation(byte); }));
}

std::string normalize_line(std::string_view text) {
  if (is_plain_ascii(text)) {
    return std::string(text);
  }
  std::string normalized;
  normalized.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const auto code_point = static_cast<UChar32>(next_character(text, offset));
    append_normalized(code_point, offset == text.size(), normalized);
  }
  return normalized;
}

}  // namespace docexport
