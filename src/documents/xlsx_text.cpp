#include "documents/xlsx_text.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "documents/code_point.hpp"

namespace docexport {
namespace {

constexpr std::size_t escape_length = 7;  // _x000D_

std::optional<std::uint32_t> escape_at(std::string_view text, std::size_t at) {
  const std::string_view escape = text.substr(at, escape_length);
  if (escape.size() != escape_length || !escape.starts_with("_x") || escape.back() != '_') {
    return std::nullopt;
  }
  std::uint32_t unit = 0;
  const char* const digits_end = escape.data() + escape_length - 1;
  const std::from_chars_result result = std::from_chars(escape.data() + 2, digits_end, unit, 16);
  return result.ec == std::errc() && result.ptr == digits_end ? std::optional(unit) : std::nullopt;
}

bool is_high_surrogate(std::uint32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low_surrogate(std::uint32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

void append_unit(std::string& text, std::uint32_t unit) {
  const bool is_control = unit < 0x20 && unit != '\t' && unit != '\n';
  if (!is_control && !is_high_surrogate(unit) && !is_low_surrogate(unit)) {
    append_code_point(text, unit);
  }
}

std::string decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<std::uint32_t> unit = text[at] == '_' ? escape_at(text, at) : std::nullopt;
    if (!unit) {
      result += text[at++];
      continue;
    }
    at += escape_length;
    const std::optional<std::uint32_t> next = is_high_surrogate(*unit) ? escape_at(text, at) : std::nullopt;
    if (next && is_low_surrogate(*next)) {
      append_code_point(result, 0x10000 + ((*unit - 0xD800) << 10U) + (*next - 0xDC00));
      at += escape_length;
    } else if (*unit == '\r') {
      result += text.substr(at).starts_with('\n') || text.substr(at).starts_with("_x000A_") ? "" : "\n";
    } else {
      append_unit(result, *unit);
    }
  }
  return result;
}

}  // namespace

void decode_xlsx_escapes(std::string& text) {
  if (text.find("_x") != std::string::npos) {
    text = decoded(text);
  }
}

}  // namespace docexport
