#include <fmt/format.h>

#include "docexport/app/exporting.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/time.hpp"

namespace docexport {

Expiry parse_expiry(const std::string& text) {
  if (text == "never") {
    return Never{};
  }
  if (const auto moment = parse_rfc3339(text)) {
    return *moment;
  }
  try {
    return parse_duration(text);
  } catch (const Error&) {
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" is no time to expire at: write a duration (30d, 12h, 6mo), a date (2027-01-31) or "
                            "never",
                            text));
  }
}

std::optional<Timestamp> expiry_from(const Expiry& expiry, Timestamp now) {
  if (const auto* moment = std::get_if<Timestamp>(&expiry)) {
    return *moment;
  }
  if (const auto* duration = std::get_if<Duration>(&expiry)) {
    return add(now, *duration);
  }
  return std::nullopt;
}

}  // namespace docexport
