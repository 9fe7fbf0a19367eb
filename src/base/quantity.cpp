#include "docexport/base/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::array<std::pair<std::string_view, std::uint64_t>, 17> size_units = {{
    {"", 1},
    {"b", 1},
    {"k", 1ULL << 10U},
    {"kib", 1ULL << 10U},
    {"kb", 1000ULL},
    {"m", 1ULL << 20U},
    {"mib", 1ULL << 20U},
    {"mb", 1000ULL * 1000},
    {"g", 1ULL << 30U},
    {"gib", 1ULL << 30U},
    {"gb", 1000ULL * 1000 * 1000},
    {"t", 1ULL << 40U},
    {"tib", 1ULL << 40U},
    {"tb", 1000ULL * 1000 * 1000 * 1000},
    {"p", 1ULL << 50U},
    {"pib", 1ULL << 50U},
    {"pb", 1000ULL * 1000 * 1000 * 1000 * 1000},
}};

Error bad_size(std::string_view text) {
  return {ErrorKind::usage,
          fmt::format("\"{}\" is not a size: write a whole number and a unit, as in 10M or 2GiB", text)};
}

}  // namespace

std::uint64_t parse_size(std::string_view text) {
  std::uint64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit = to_lower_ascii(text.substr(static_cast<std::size_t>(rest - text.data())));
  // A number alone could mean bytes or megabytes: design §3 asks for a unit, never for a guess.
  if (error != std::errc{} || (unit.empty() && number != 0)) {
    throw bad_size(text);
  }
  for (const auto& [name, factor] : size_units) {
    if (name == unit) {
      if (number > std::numeric_limits<std::int64_t>::max() / factor) {
        throw bad_size(text);
      }
      return number * factor;
    }
  }
  throw bad_size(text);
}

std::string format_size(std::uint64_t bytes) {
  if (bytes < 1024) {
    return fmt::format("{} B", bytes);
  }
  static constexpr std::array<std::string_view, 6> units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  auto value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  while (value >= 1023.95 && unit + 1 < units.size()) {
    value /= 1024;
    ++unit;
  }
  return value < 10 ? fmt::format("{:.1f} {}", value, units.at(unit)) : fmt::format("{:.0f} {}", value, units.at(unit));
}

}  // namespace docexport
