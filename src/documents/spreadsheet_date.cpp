#include "documents/spreadsheet_date.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace docexport {
namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;
constexpr double most_days = 1e6;
// 1900-02-29, which there never was.
constexpr std::int64_t missing_day = 60;

/// `10:30:00`, with milliseconds only if there are any.
std::string time_text(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds / 1000;
  std::string text = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (milliseconds % 1000 != 0) {
    text += fmt::format(".{:03}", milliseconds % 1000);
  }
  return text;
}

/// Empty for a day that does not exist.
std::string day_text(std::int64_t days, DateSystem system) {
  using namespace std::chrono;
  if (system == DateSystem::from_1900 && (days == missing_day || days == 0)) {
    return {};
  }
  const sys_days first = system == DateSystem::from_1904 ? sys_days(year{1904} / January / 1)
                         : days < missing_day            ? sys_days(year{1899} / December / 31)
                                                         : sys_days(year{1899} / December / 30);
  const year_month_day date(first + std::chrono::days(days));
  const int year = static_cast<int>(date.year());
  if (year > 9999) {
    return {};
  }
  return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

std::string date_text(double serial, NumberKind kind, DateSystem system) {
  // Written so that it refuses what is no number.
  if (!(serial >= 0 && serial < 4 * most_days)) {
    return {};
  }
  const auto milliseconds = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(day_milliseconds)));
  const std::int64_t days = milliseconds / day_milliseconds;
  const std::int64_t time = milliseconds % day_milliseconds;
  if (days == 0 && (kind == NumberKind::time || (kind == NumberKind::date_time && system == DateSystem::from_1900))) {
    return time_text(time);
  }
  std::string text = day_text(days, system);
  if (!text.empty() && (time != 0 || kind != NumberKind::date)) {
    text += "T" + time_text(time);
  }
  return text;
}

std::string elapsed_text(double days) {
  if (!(std::abs(days) < most_days)) {
    return {};
  }
  const auto milliseconds = static_cast<std::int64_t>(std::llround(days * static_cast<double>(day_milliseconds)));
  return milliseconds < 0 ? "-" + time_text(-milliseconds) : time_text(milliseconds);
}

}  // namespace docexport
