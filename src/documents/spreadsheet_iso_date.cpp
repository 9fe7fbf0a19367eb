#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "documents/spreadsheet_date.hpp"
#include "documents/spreadsheet_number.hpp"

namespace docexport {
namespace {

/// Whether the text has a digit wherever the pattern has `0`, and the pattern's own character elsewhere.
bool fits(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) {
    return false;
  }
  for (std::size_t index = 0; index < pattern.size(); ++index) {
    const bool is_digit = text[index] >= '0' && text[index] <= '9';
    if (pattern[index] == '0' ? !is_digit : text[index] != pattern[index]) {
      return false;
    }
  }
  return true;
}

/// The time without a zone and without zeros for a fraction of a second; empty if it is no time.
std::string_view time_of(std::string_view text) {
  if (!fits(text, "00:00:00")) {
    return {};
  }
  std::size_t end = 8;
  if (end < text.size() && text[end] == '.') {
    end = text.find_first_not_of("0123456789", end + 1);
    end = end == std::string_view::npos ? text.size() : end;
    end = text.substr(0, end).find_last_not_of("0.") + 1;
    end = end < 8 ? 8 : end;
  }
  return text.substr(0, end);
}

/// Days of a duration of hours, minutes and seconds.
std::optional<double> duration_days(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  text.remove_prefix(is_negative ? 1 : 0);
  if (!text.starts_with("PT")) {
    return std::nullopt;
  }
  text.remove_prefix(2);
  double seconds = 0;
  while (!text.empty()) {
    double count = 0;
    const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto length = static_cast<std::size_t>(result.ptr - text.data());
    const std::size_t unit = length < text.size() ? std::string_view("SMH").find(text[length]) : std::string_view::npos;
    if (result.ec != std::errc() || unit == std::string_view::npos) {
      return std::nullopt;
    }
    constexpr std::array<double, 3> unit_seconds{1, 60, 3600};
    seconds += count * unit_seconds[unit];
    text.remove_prefix(length + 1);
  }
  return (is_negative ? -seconds : seconds) / 86'400;
}

}  // namespace

void set_iso_date(Cell& cell, std::string_view text) {
  cell.type = CellType::date;
  if (fits(text, "0000-00-00")) {
    cell.text.assign(text.substr(0, 10));
    const std::string_view time = text.size() > 10 && text[10] == 'T' ? time_of(text.substr(11)) : std::string_view();
    if (!time.empty() && time != "00:00:00") {
      cell.text.append("T").append(time);
    }
    return;
  }
  if (const std::string_view time = time_of(text); !time.empty()) {
    cell.text.assign(time);
    return;
  }
  if (const std::optional<double> days = duration_days(text)) {
    cell.text = elapsed_text(*days);
    cell.type = *days >= 0 && *days < 1 ? CellType::date : CellType::text;
    return;
  }
  cell.text.assign(text);
  cell.type = CellType::text;
}

}  // namespace docexport
