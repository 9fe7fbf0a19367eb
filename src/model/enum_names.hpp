#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace docexport {

/// The value whose to_string is `text`, among `values`.
template <typename Enum, std::size_t count>
std::optional<Enum> parse_enum(std::string_view text, const Enum (&values)[count]) {
  for (const Enum value : values) {
    if (to_string(value) == text) {
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace docexport
