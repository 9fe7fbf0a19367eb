#include "cli/relative_time.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdint>

namespace docexport {

namespace {

struct Unit {
  std::chrono::seconds length;
  std::chrono::seconds until;  ///< used for distances below this
  std::string_view name;
};

constexpr std::array units = {
    Unit{std::chrono::seconds{1}, std::chrono::minutes{1}, "second"},
    Unit{std::chrono::minutes{1}, std::chrono::hours{1}, "minute"},
    Unit{std::chrono::hours{1}, std::chrono::days{1}, "hour"},
    Unit{std::chrono::days{1}, std::chrono::days{60}, "day"},
    Unit{std::chrono::days{30}, std::chrono::days{730}, "month"},
    Unit{std::chrono::days{365}, std::chrono::years{100000}, "year"},
};

std::string distance_text(std::chrono::milliseconds distance) {
  for (const Unit& unit : units) {
    if (distance < unit.until) {
      const std::int64_t count = distance / unit.length;
      return fmt::format("{} {}{}", count, unit.name, count == 1 ? "" : "s");
    }
  }
  return {};
}

}  // namespace

std::string relative_time(Timestamp time, Timestamp now) {
  const auto distance = time - now;
  if (distance < std::chrono::seconds{1} && distance > std::chrono::seconds{-1}) {
    return "just now";
  }
  // What was set to 30 days a moment ago is "in 30 days", not in 29: half a minute is rounding.
  return distance.count() < 0 ? distance_text(-distance) + " ago"
                              : "in " + distance_text(distance + std::chrono::seconds{30});
}

}  // namespace docexport
