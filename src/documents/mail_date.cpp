#include "documents/mail_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"

namespace docexport {
namespace {

struct Zone {
  std::string_view name;
  int hours;
};

constexpr std::array<Zone, 14> zones{{{"ut", 0},
                                      {"utc", 0},
                                      {"gmt", 0},
                                      {"z", 0},
                                      {"est", -5},
                                      {"edt", -4},
                                      {"cst", -6},
                                      {"cdt", -5},
                                      {"mst", -7},
                                      {"mdt", -6},
                                      {"pst", -8},
                                      {"pdt", -7},
                                      {"cet", 1},
                                      {"cest", 2}}};

struct Parts {
  std::optional<int> day{};
  std::optional<int> month{};
  std::optional<int> year{};
  std::optional<std::chrono::seconds> time{};
  std::chrono::minutes offset{};
};

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  return whole && value >= 0 && digits.size() <= 4 ? std::optional(value) : std::nullopt;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  int comments = 0;
  for (const char character : text) {
    comments += character == '(' ? 1 : 0;
    const bool separates = comments > 0 || character == ' ' || character == ',' || character == '\t';
    comments -= character == ')' && comments > 0 ? 1 : 0;
    if (!separates) {
      word.push_back(character);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) {
    words.push_back(word);
  }
  return words;
}

std::optional<int> month_of(std::string_view word) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  const std::string name = to_lower_ascii(word.substr(0, 3));
  const std::size_t place = name.size() == 3 ? months.find(name) : std::string_view::npos;
  return place != std::string_view::npos && place % 3 == 0 ? std::optional(static_cast<int>(place / 3) + 1)
                                                           : std::nullopt;
}

std::optional<std::chrono::seconds> time_of(std::string_view word) {
  std::array<int, 3> values{};
  for (int& value : values) {
    const std::size_t colon = std::min(word.find(':'), word.size());
    const std::optional<int> number = word.empty() ? std::optional(0) : number_of(word.substr(0, colon));
    if (!number) {
      return std::nullopt;
    }
    value = *number;
    word.remove_prefix(std::min(colon + 1, word.size()));
  }
  if (!word.empty() || values[0] > 23 || values[1] > 59 || values[2] > 60) {
    return std::nullopt;
  }
  return std::chrono::hours(values[0]) + std::chrono::minutes(values[1]) + std::chrono::seconds(values[2]);
}

std::optional<std::chrono::minutes> offset_of(std::string_view word) {
  const std::string name = to_lower_ascii(word);
  for (const Zone& zone : zones) {
    if (zone.name == name) {
      return std::chrono::hours(zone.hours);
    }
  }
  const bool is_signed = word.size() == 5 && (word.front() == '+' || word.front() == '-');
  const std::optional<int> number = is_signed ? number_of(word.substr(1)) : std::nullopt;
  if (!number) {
    return std::nullopt;
  }
  const auto offset = std::chrono::hours(*number / 100) + std::chrono::minutes(*number % 100);
  return word.front() == '-' ? -offset : offset;
}

void take_number(Parts& parts, std::string_view word) {
  const std::optional<int> number = number_of(word);
  if (!number) {
    return;
  }
  if (!parts.day && word.size() <= 2) {
    parts.day = number;
  } else if (!parts.year) {
    // RFC 5322, 4.3.
    const int century = word.size() >= 4 ? 0 : (word.size() == 2 && *number < 50 ? 2000 : 1900);
    parts.year = *number + century;
  }
}

void take_word(Parts& parts, std::string_view word) {
  if (word.find(':') != std::string_view::npos) {
    parts.time = parts.time ? parts.time : time_of(word);
  } else if (const auto month = month_of(word); month && !parts.month) {
    parts.month = month;
  } else if (const auto offset = offset_of(word); offset && parts.time) {
    parts.offset = *offset;
  } else {
    take_number(parts, word);
  }
}

}  // namespace

std::string parse_mail_date(std::string_view text) {
  text = trim(text.substr(0, 200));
  if (const std::optional<Timestamp> exact = parse_rfc3339(text)) {
    return format_rfc3339(*exact);
  }
  Parts parts;
  for (const std::string& word : words_of(text)) {
    // `15-Jan-2024` is one word.
    std::string_view rest = word;
    const std::size_t dash = rest.find('-');
    if (dash == std::string_view::npos || dash == 0) {
      take_word(parts, rest);
      continue;
    }
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('-'), rest.size());
      take_word(parts, rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  if (!parts.day || !parts.month || !parts.year) {
    return {};
  }
  const std::chrono::year_month_day date{std::chrono::year(*parts.year),
                                         std::chrono::month(static_cast<unsigned>(*parts.month)),
                                         std::chrono::day(static_cast<unsigned>(*parts.day))};
  if (!date.ok()) {
    return {};
  }
  const auto moment = std::chrono::sys_days(date) + parts.time.value_or(std::chrono::seconds(0)) - parts.offset;
  return format_rfc3339(std::chrono::time_point_cast<std::chrono::milliseconds>(moment));
}

}  // namespace docexport
