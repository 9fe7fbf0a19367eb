#include "docexport/base/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes exactly `digits` decimal digits off the front of the text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) {
    return std::nullopt;
  }
  for (std::size_t index = 0; index < digits; ++index) {
    if (text[index] < '0' || text[index] > '9') {
      return std::nullopt;
    }
    value = value * 10 + (text[index] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_character(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<Timestamp> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take_character(text, '-')) {
    return std::nullopt;
  }
  const auto month = take_number(text, 2);
  if (!month || !take_character(text, '-')) {
    return std::nullopt;
  }
  const auto day = take_number(text, 2);
  if (!day) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return std::chrono::sys_days{date};
}

std::optional<milliseconds> take_fraction(std::string_view& text) {
  if (!take_character(text, '.')) {
    return milliseconds{0};
  }
  std::int64_t value = 0;
  int digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 3) {
      value = value * 10 + (text.front() - '0');
    }
    ++digits;
    text.remove_prefix(1);
  }
  for (int missing = digits; missing < 3; ++missing) {
    value *= 10;
  }
  return digits == 0 ? std::nullopt : std::optional(milliseconds{value});
}

std::optional<milliseconds> take_offset(std::string_view& text) {
  if (take_character(text, 'Z') || take_character(text, 'z')) {
    return milliseconds{0};
  }
  const bool is_east = !text.empty() && text.front() == '+';
  if (!take_character(text, '+') && !take_character(text, '-')) {
    return std::nullopt;
  }
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take_character(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  const milliseconds offset = hours{*hour} + minutes{*minute};
  return is_east ? offset : -offset;
}

std::optional<milliseconds> take_time_of_day(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take_character(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take_character(text, ':')) {
    return std::nullopt;
  }
  const auto second = take_number(text, 2);
  if (!second || *second > 59) {
    return std::nullopt;
  }
  const auto fraction = take_fraction(text);
  if (!fraction) {
    return std::nullopt;
  }
  return hours{*hour} + minutes{*minute} + seconds{*second} + *fraction;
}

Timestamp add_months(Timestamp time, int months) {
  const auto day = floor<days>(time);
  std::chrono::year_month_day date{day};
  date += std::chrono::months{months};
  if (!date.ok()) {
    date = date.year() / date.month() / std::chrono::last;
  }
  return std::chrono::sys_days{date} + (time - day);
}

}  // namespace

Timestamp system_now() {
  return floor<milliseconds>(std::chrono::system_clock::now());
}

std::string format_rfc3339(Timestamp time) {
  const auto day = floor<days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{floor<seconds>(time - day)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  const auto date = take_date(text);
  if (!date || text.empty()) {
    return date;
  }
  if (!take_character(text, 'T') && !take_character(text, 't') && !take_character(text, ' ')) {
    return std::nullopt;
  }
  const auto time_of_day = take_time_of_day(text);
  if (!time_of_day) {
    return std::nullopt;
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) {
    return std::nullopt;
  }
  return *date + *time_of_day - *offset;
}

Duration parse_duration(std::string_view text) {
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit = text.substr(static_cast<std::size_t>(rest - text.data()));
  // Nobody means a thousand years; the bound keeps every later sum within the range of a Timestamp.
  if (error == std::errc{} && number >= 0 && number <= 1'000'000'000) {
    if (unit == "s") {
      return {.exact = seconds{number}};
    }
    if (unit == "m") {
      return {.exact = minutes{number}};
    }
    if (unit == "h" && number <= 10'000'000) {
      return {.exact = hours{number}};
    }
    if (unit == "d" && number <= 400'000) {
      return {.exact = days{number}};
    }
    if (unit == "w" && number <= 60'000) {
      return {.exact = days{7 * number}};
    }
    if (unit == "mo" && number <= 12'000) {
      return {.months = static_cast<int>(number)};
    }
    if (unit == "y" && number <= 1'000) {
      return {.months = static_cast<int>(12 * number)};
    }
  }
  throw Error(
      ErrorKind::usage,
      fmt::format("\"{}\" is not a duration: write a whole number and a unit (s m h d w mo y), as in 30d", text));
}

Timestamp add(Timestamp time, const Duration& duration) {
  return add_months(time, duration.months) + duration.exact;
}

Timestamp subtract(Timestamp time, const Duration& duration) {
  return add_months(time, -duration.months) - duration.exact;
}

}  // namespace docexport
