#pragma once

namespace docexport {

/// Classes of ASCII characters, whatever the locale.
constexpr bool is_ascii_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
constexpr bool is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
constexpr bool is_ascii_alphanumeric(char byte) {
  return is_ascii_digit(byte) || is_ascii_letter(byte);
}
constexpr bool is_ascii_punctuation(char byte) {
  return byte > ' ' && byte < '\x7F' && !is_ascii_alphanumeric(byte);
}

}  // namespace docexport
