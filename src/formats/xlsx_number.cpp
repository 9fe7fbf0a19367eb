#include "formats/xlsx_number.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <system_error>

#include "formats/json_token.hpp"

namespace docexport {

namespace {

constexpr std::size_t shown_digits = 15;
constexpr int seconds_of_day = 86400;

/// The digits of a decimal number without zeros at their ends, and the power of ten of the first.
struct Significand {
  std::string digits{};
  long exponent = 0;

  bool operator==(const Significand&) const = default;
};

Significand significand_of(std::string_view literal) {
  const std::size_t exponent_mark = literal.find_first_of("eE");
  Significand result;
  if (exponent_mark != std::string_view::npos) {
    std::string_view exponent = literal.substr(exponent_mark + 1);
    exponent.remove_prefix(exponent.starts_with('+') ? 1 : 0);
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.exponent);
  }
  bool after_point = false;
  for (const char byte : literal.substr(0, exponent_mark)) {
    if (byte == '.') {
      after_point = true;
    } else if (byte != '-' && (byte != '0' || !result.digits.empty())) {
      result.digits += byte;
      result.exponent += after_point ? 0 : 1;
    } else if (byte == '0' && after_point) {
      --result.exponent;
    }
  }
  result.digits.erase(result.digits.find_last_not_of('0') + 1);
  result.exponent = result.digits.empty() ? 0 : result.exponent;
  return result;
}

std::string shortest_decimal(double value) {
  std::array<char, 32> digits{};
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::scientific);
  return {digits.data(), end};
}

/// Reads digits of a fixed count from the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  const std::string_view number = text.substr(0, digits);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (number.size() != digits || error != std::errc() || end != number.data() + digits || number.front() == '-') {
    return std::nullopt;
  }
  text.remove_prefix(digits);
  return value;
}

bool take_byte(std::string_view& text, char byte) {
  const bool is_next = text.starts_with(byte);
  text.remove_prefix(is_next ? 1 : 0);
  return is_next;
}

/// Days since 1899-12-30 of the date at the front.
std::optional<int> take_date(std::string_view& text) {
  using namespace std::chrono;
  const std::optional<int> year_number = take_number(text, 4);
  const bool has_month = year_number && take_byte(text, '-');
  const std::optional<int> month_number = has_month ? take_number(text, 2) : std::nullopt;
  const bool has_day = month_number && take_byte(text, '-');
  const std::optional<int> day_number = has_day ? take_number(text, 2) : std::nullopt;
  if (!day_number) {
    return std::nullopt;
  }
  const year_month_day date(year(*year_number), month(static_cast<unsigned>(*month_number)),
                            day(static_cast<unsigned>(*day_number)));
  constexpr year_month_day first_shown(year(1900), March, day(1));
  if (!date.ok() || date < first_shown) {
    return std::nullopt;
  }
  constexpr year_month_day day_zero(year(1899), December, day(30));
  return static_cast<int>((sys_days(date) - sys_days(day_zero)).count());
}

/// Seconds of the time that the text is.
std::optional<double> time_of(std::string_view text) {
  const std::optional<int> hours = take_number(text, 2);
  const bool has_minutes = hours && take_byte(text, ':');
  const std::optional<int> minutes = has_minutes ? take_number(text, 2) : std::nullopt;
  const bool has_seconds = minutes && take_byte(text, ':');
  const std::optional<int> seconds = has_seconds ? take_number(text, 2) : std::nullopt;
  if (!seconds || *hours > 23 || *minutes > 59 || *seconds > 59) {
    return std::nullopt;
  }
  double fraction = 0;
  if (!text.empty()) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), fraction);
    if (!text.starts_with('.') || error != std::errc() || end != text.data() + text.size() || fraction >= 1) {
      return std::nullopt;
    }
  }
  return *hours * 3600 + *minutes * 60 + *seconds + fraction;
}

std::string decimal_days(int days, double seconds) {
  std::array<char, 64> digits{};
  const double value = days + seconds / seconds_of_day;
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  return {digits.data(), end};
}

}  // namespace

bool survives_as_number(std::string_view literal) {
  if (literal.empty() || json_number_length(literal) != literal.size()) {
    return false;
  }
  double value = 0;
  if (std::from_chars(literal.data(), literal.data() + literal.size(), value).ec != std::errc()) {
    return false;
  }
  const Significand written = significand_of(literal);
  if (written.digits.size() <= shown_digits) {
    return true;
  }
  const bool is_whole = written.exponent >= static_cast<long>(written.digits.size());
  return !is_whole && written == significand_of(shortest_decimal(value));
}

std::optional<SerialDate> serial_date(std::string_view text) {
  if (const std::optional<double> time = time_of(text)) {
    return SerialDate{.value = decimal_days(0, *time), .shown = SerialDate::Shown::time};
  }
  const std::optional<int> days = take_date(text);
  if (!days) {
    return std::nullopt;
  }
  if (text.empty()) {
    return SerialDate{.value = decimal_days(*days, 0), .shown = SerialDate::Shown::date};
  }
  const std::optional<double> time = take_byte(text, 'T') ? time_of(text) : std::nullopt;
  if (!time) {
    return std::nullopt;
  }
  return SerialDate{.value = decimal_days(*days, *time), .shown = SerialDate::Shown::date_and_time};
}

}  // namespace docexport
