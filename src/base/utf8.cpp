#include "base/utf8.hpp"

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80U;
}

}  // namespace

std::optional<CodePoint> first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80U) {
    return CodePoint{lead, 1};
  }
  std::size_t length = 0;
  char32_t value = 0;
  char32_t smallest = 0;
  if (lead >= 0xC2U && lead < 0xE0U) {
    length = 2;
    value = lead & 0x1FU;
    smallest = 0x80;
  } else if (lead >= 0xE0U && lead < 0xF0U) {
    length = 3;
    value = lead & 0x0FU;
    smallest = 0x800;
  } else if (lead >= 0xF0U && lead < 0xF5U) {
    length = 4;
    value = lead & 0x07U;
    smallest = 0x10000;
  } else {
    return std::nullopt;
  }
  if (text.size() < length) {
    return std::nullopt;
  }
  for (std::size_t index = 1; index < length; ++index) {
    const auto byte = static_cast<unsigned char>(text[index]);
    if ((byte & 0xC0U) != 0x80U) {
      return std::nullopt;
    }
    value = (value << 6U) | (byte & 0x3FU);
  }
  if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return std::nullopt;
  }
  return CodePoint{value, length};
}

void append_utf8(std::string& text, char32_t value) {
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xC0U | (value >> 6U));
    text += static_cast<char>(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    text += static_cast<char>(0xE0U | (value >> 12U));
    text += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (value & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | (value >> 18U));
    text += static_cast<char>(0x80U | ((value >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (value & 0x3FU));
  }
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    if (is_ascii(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    const auto point = first_code_point(text);
    if (!point) {
      return false;
    }
    text.remove_prefix(point->length);
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const auto point = first_code_point(text);
    valid += point ? text.substr(0, point->length) : replacement_character;
    text.remove_prefix(point ? point->length : 1);
  }
  return valid;
}

}  // namespace docexport
