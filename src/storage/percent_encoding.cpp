#include "storage/percent_encoding.hpp"

#include <charconv>

namespace docexport {
namespace {

// Not std::isalnum: the locale has no say in this.
bool is_unreserved(char each) {
  return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-' ||
         each == '.' || each == '_' || each == '~';
}

}  // namespace

std::string percent_encode(std::string_view text, KeepSlash keep_slash) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char each : text) {
    if (is_unreserved(each) || (each == '/' && keep_slash == KeepSlash::yes)) {
      encoded += each;
      continue;
    }
    const auto byte = static_cast<unsigned char>(each);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 0x0fU];
  }
  return encoded;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    const std::string_view digits = text.substr(at + 1, 2);
    unsigned char byte = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() != 2 || error != std::errc() || end != digits.data() + digits.size()) {
      return std::nullopt;
    }
    decoded += static_cast<char>(byte);
    at += 2;
  }
  return decoded;
}

}  // namespace docexport
