#include "documents/mime_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::uint8_t not_in_alphabet = 0xFF;

constexpr std::array<std::uint8_t, 256> base64_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(not_in_alphabet);
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t index = 0; index < alphabet.size(); ++index) {
    values.at(static_cast<unsigned char>(alphabet[index])) = static_cast<std::uint8_t>(index);
  }
  return values;
}

int hexadecimal_value(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Takes two hexadecimal digits after `mark`; false, and nothing taken, if they are none.
bool take_escape(std::string& out, std::string_view text, std::size_t mark) {
  const int high = mark + 2 < text.size() ? hexadecimal_value(text[mark + 1]) : -1;
  const int low = high >= 0 ? hexadecimal_value(text[mark + 2]) : -1;
  if (low < 0) {
    return false;
  }
  out.push_back(static_cast<char>(high * 16 + low));
  return true;
}

std::string decode_escapes(std::string_view text, char mark) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] == mark && take_escape(out, text, index)) {
      index += 2;
    } else {
      out.push_back(text[index]);
    }
  }
  return out;
}

/// Where the next line begins if nothing but white space is left of this one; npos otherwise.
std::size_t after_soft_break(std::string_view text, std::size_t start) {
  const std::size_t end = text.find_first_not_of(" \t", start);
  if (end == std::string_view::npos) {
    return text.size();
  }
  if (text[end] == '\n') {
    return end + 1;
  }
  if (text[end] == '\r') {
    return end + (end + 1 < text.size() && text[end + 1] == '\n' ? 2 : 1);
  }
  return std::string_view::npos;
}

}  // namespace

std::string decode_base64(std::string_view text) {
  constexpr std::array<std::uint8_t, 256> values = base64_values();
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char character : text) {
    if (character == '=') {
      // The end, or where two encoded pieces were put together.
      count = 0;
      continue;
    }
    const std::uint8_t value = values.at(static_cast<unsigned char>(character));
    if (value == not_in_alphabet) {
      continue;
    }
    bits = bits << 6U | value;
    if (++count == 1) {
      continue;
    }
    const unsigned shift = 8U - 2U * static_cast<unsigned>(count);
    out.push_back(static_cast<char>(bits >> shift & 0xFFU));
    count = count == 4 ? 0 : count;
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t index = 0; index < text.size();) {
    if (text[index] != '=') {
      out.push_back(text[index++]);
      continue;
    }
    if (take_escape(out, text, index)) {
      index += 3;
      continue;
    }
    const std::size_t next = after_soft_break(text, index + 1);
    if (next == std::string_view::npos) {
      out.push_back(text[index++]);
    } else {
      index = next;
    }
  }
  return out;
}

std::string decode_q_encoding(std::string_view text) {
  std::string spaced(text);
  for (char& character : spaced) {
    character = character == '_' ? ' ' : character;
  }
  return decode_escapes(spaced, '=');
}

std::string decode_percent_encoding(std::string_view text) {
  return decode_escapes(text, '%');
}

bool is_known_transfer_encoding(std::string_view encoding) {
  constexpr std::array<std::string_view, 8> known{"",      "7bit",   "8bit",   "7-bit",
                                                  "8-bit", "binary", "base64", "quoted-printable"};
  const std::string name = to_lower_ascii(trim(encoding));
  return std::find(known.begin(), known.end(), name) != known.end();
}

std::string decode_transfer_encoding(std::string_view body, std::string_view encoding) {
  const std::string name = to_lower_ascii(trim(encoding));
  if (name == "base64") {
    return decode_base64(body);
  }
  return name == "quoted-printable" ? decode_quoted_printable(body) : std::string(body);
}

}  // namespace docexport
