#include "storage/http_date.hpp"

#include <fmt/format.h>

#include <string>

namespace docexport {

std::optional<Timestamp> parse_http_date(std::string_view text) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  constexpr std::size_t length = std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size();
  if (text.size() != length || !text.ends_with(" GMT")) {
    return std::nullopt;
  }
  const std::size_t month = months.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) {
    return std::nullopt;
  }
  return parse_rfc3339(
      fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month / 3 + 1, text.substr(5, 2), text.substr(17, 8)));
}

}  // namespace docexport
