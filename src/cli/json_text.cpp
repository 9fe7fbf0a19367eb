#include "cli/json_text.hpp"

#include <fmt/format.h>

namespace docexport {

namespace {

/// The code point of a two- or three-byte sequence that must not reach a terminal as it is, else 0. `dump` has already
/// made the text valid and escaped what is below 0x20.
unsigned deceptive_character(std::string_view text) {
  const auto byte = [text](std::size_t index) {
    return static_cast<unsigned>(static_cast<unsigned char>(text[index]));
  };
  if (byte(0) == 0xC2 && byte(1) < 0xA0) {
    return byte(1);
  }
  if (byte(0) == 0xD8 && byte(1) == 0x9C) {
    return 0x061C;
  }
  if (byte(0) != 0xE2) {
    return 0;
  }
  const unsigned value = 0x2000 + ((byte(1) & 0x3FU) << 6U) + (byte(2) & 0x3FU);
  const bool is_deceptive = value == 0x200E || value == 0x200F || (value >= 0x2028 && value <= 0x202E) ||
                            (value >= 0x2066 && value <= 0x2069);
  return is_deceptive ? value : 0;
}

std::size_t sequence_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) {
    return 1;
  }
  if (byte < 0xE0) {
    return 2;
  }
  return byte < 0xF0 ? 3 : 4;
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& document, JsonLayout layout) {
  const std::string dumped = document.dump(layout == JsonLayout::indented ? 2 : -1, ' ', false,
                                           nlohmann::ordered_json::error_handler_t::replace);
  std::string text;
  text.reserve(dumped.size() + 1);
  for (std::string_view rest = dumped; !rest.empty();) {
    const std::size_t length = sequence_length(rest.front());
    const unsigned control = rest.front() == '\x7F' ? 0x7FU : length == 1 ? 0U : deceptive_character(rest);
    if (control != 0) {
      text += fmt::format("\\u{:04x}", control);
    } else {
      text += rest.substr(0, length);
    }
    rest.remove_prefix(length);
  }
  return text + '\n';
}

nlohmann::ordered_json json_or_null(const std::optional<Timestamp>& time) {
  return time ? nlohmann::ordered_json(format_rfc3339(*time)) : nlohmann::ordered_json();
}

nlohmann::ordered_json json_or_null(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

nlohmann::ordered_json parse_kept_json(const std::string& text) {
  auto value = nlohmann::ordered_json::parse(text, nullptr, false);
  return value.is_discarded() ? nlohmann::ordered_json() : value;
}

}  // namespace docexport
