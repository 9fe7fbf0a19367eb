#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace docexport {

inline constexpr std::uint32_t soft_hyphen = 0xAD;

/// Appends the character as UTF-8: U+FFFD for what is no character, nothing for a control character.
void append_character(std::uint32_t code_point, std::string& text);

/// Whether all bytes are printable ASCII, so that nothing needs a closer look.
bool is_plain_ascii(std::string_view text);

/// The character at the offset, which moves behind it; U+FFFD for bytes that are not UTF-8.
std::uint32_t next_character(std::string_view text, std::size_t& offset);
/// The bytes of the text's last character.
std::size_t last_character_size(std::string_view text);
/// The first or last character of valid UTF-8; 0 for empty text.
std::uint32_t leading_character(std::string_view text);
std::uint32_t trailing_character(std::string_view text);
std::size_t count_characters(std::string_view text);

/// Ligatures and presentation forms become the letters they stand for, symbols of dingbat fonts the bullets they look
/// like, every kind of blank a blank; soft hyphens disappear but for one at the end.
std::string normalize_line(std::string_view text);

}  // namespace docexport
