#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

bool is_valid_utf8(std::string_view text);

/// The text with each byte that is not part of valid UTF-8 replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// The text as it may stand in one line on a terminal or in a log: control characters (C0, DEL, C1), line and paragraph
/// separators, bidirectional controls and invalid UTF-8 appear as escapes (`\n`, `\x1b`, `\u202e`).
std::string escape_controls(std::string_view text);

/// The last component of `name`, fit to be a file's name anywhere: no separators or controls, not `.` or `..`, at most
/// 255 bytes (the extension is kept), valid UTF-8; `fallback` when nothing is left.
std::string safe_file_name(std::string_view name, std::string_view fallback);

/// Columns a terminal needs for the text (wide and combining characters counted as such).
std::size_t display_width(std::string_view text);

/// 0 to 9, whatever the locale.
constexpr bool is_digit(char character) {
  return character >= '0' && character <= '9';
}
std::string to_lower_ascii(std::string_view text);
std::string_view trim(std::string_view text);

/// The candidate nearest to `word` by edit distance, for "did you mean"; empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Shell pattern: `*`, `?`, `[a-z]`, `\` escapes. The whole text must match.
bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace docexport
