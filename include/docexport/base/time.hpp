#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace docexport {

/// A moment in UTC, to the millisecond, as the catalog keeps it.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using Clock = std::function<Timestamp()>;

Timestamp system_now();

/// `2024-01-15T10:30:00Z`: whole seconds, because that is what `jq`'s and most shells' date functions read.
std::string format_rfc3339(Timestamp time);

/// Reads `2024-01-15`, `2024-01-15T10:30:00Z`, with or without fraction, or with an offset (`+02:00`). nullopt for
/// anything else, also for days that do not exist.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// A length of time as people write it: `90s 15m 12h 7d 2w 6mo 1y`. Months and years are calendar units.
struct Duration {
  std::chrono::milliseconds exact{};
  int months = 0;
};

/// Throws Error (`usage`) naming the text and the units, when the unit is missing or unknown or the number is not
/// whole.
Duration parse_duration(std::string_view text);

/// `time` plus or minus the duration; the last day of a month stays within its month (31 January + 1mo = 28 February).
Timestamp add(Timestamp time, const Duration& duration);
Timestamp subtract(Timestamp time, const Duration& duration);

}  // namespace docexport
