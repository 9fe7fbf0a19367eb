#include "documents/field_dates.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "docexport/base/text.hpp"
#include "documents/field_characters.hpp"

namespace docexport {
namespace {

constexpr double written_out = 85;
constexpr double clear_numbers = 80;
constexpr double numbers = 70;
constexpr int first_year = 1800;
constexpr int last_year = 2199;

struct MonthName {
  std::string_view name;  // lower case
  int month;
};

constexpr std::array<MonthName, 62> month_names{{
    {"january", 1},
    {"february", 2},
    {"march", 3},
    {"april", 4},
    {"may", 5},
    {"june", 6},
    {"july", 7},
    {"august", 8},
    {"september", 9},
    {"october", 10},
    {"november", 11},
    {"december", 12},
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"sept", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    {"januar", 1},
    {"februar", 2},
    {"m\xC3\xA4rz", 3},
    {"mai", 5},
    {"juni", 6},
    {"juli", 7},
    {"oktober", 10},
    {"dezember", 12},
    {"okt", 10},
    {"dez", 12},
    {"janvier", 1},
    {"f\xC3\xA9vrier", 2},
    {"mars", 3},
    {"avril", 4},
    {"juin", 6},
    {"juillet", 7},
    {"ao\xC3\xBBt", 8},
    {"septembre", 9},
    {"octobre", 10},
    {"novembre", 11},
    {"d\xC3\xA9"
     "cembre",
     12},
    {"enero", 1},
    {"febrero", 2},
    {"marzo", 3},
    {"abril", 4},
    {"mayo", 5},
    {"junio", 6},
    {"julio", 7},
    {"agosto", 8},
    {"septiembre", 9},
    {"setiembre", 9},
    {"octubre", 10},
    {"noviembre", 11},
    {"diciembre", 12},
    {"j\xC3\xA4nner", 1},
    {"ene", 1},
    {"abr", 4},
    {"dic", 12},
}};

int digits_at(std::string_view text, std::size_t place, std::size_t digits) {
  int value = 0;
  for (std::size_t index = 0; index < digits; ++index) {
    value = value * 10 + (text[place + index] - '0');
  }
  return value;
}

bool is_day(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return year >= first_year && year <= last_year && date.ok();
}

std::optional<FoundValue> found(std::string_view text, std::size_t begin, std::size_t end, double confidence) {
  const char next = character_at(text, end);
  const bool is_in_name = (next == '-' || next == '/') && is_word_character(character_at(text, end + 1));
  return is_end_of_value(text, end) && !is_in_name ? std::optional(FoundValue{begin, end, ValueKind::date, confidence})
                                                   : std::nullopt;
}

/// The year of four digits here; 0 if there is none.
int year_at(std::string_view text, std::size_t place) {
  return count_digits(text, place) == 4 ? digits_at(text, place, 4) : 0;
}

std::optional<FoundValue> year_first(std::string_view text, std::size_t place) {
  const char separator = character_at(text, place + 4);
  const bool is_date = (separator == '-' || separator == '/') && count_digits(text, place + 5) == 2 &&
                       character_at(text, place + 7) == separator && count_digits(text, place + 8) >= 2;
  if (!is_date || !is_day(digits_at(text, place, 4), digits_at(text, place + 5, 2), digits_at(text, place + 8, 2))) {
    return std::nullopt;
  }
  const std::size_t end = place + 10;
  // With its time it is a moment, which is a date too.
  const bool has_time = character_at(text, end) == 'T' && is_digit(character_at(text, end + 1));
  std::size_t time_end = has_time ? std::min(text.find_first_not_of("0123456789T:.Z+-", end), text.size()) : end;
  while (time_end > end && !is_word_character(text[time_end - 1])) {
    --time_end;
  }
  return found(text, place, time_end, written_out);
}

std::optional<FoundValue> numbers_only(std::string_view text, std::size_t place) {
  const std::size_t first = count_digits(text, place);
  const char separator = character_at(text, place + first);
  if (separator != '.' && separator != '/' && separator != '-') {
    return std::nullopt;
  }
  const std::size_t second_place = place + first + 1;
  const std::size_t second = count_digits(text, second_place);
  const std::size_t year_place = second_place + second + 1;
  if (first > 2 || second == 0 || second > 2 || character_at(text, second_place + second) != separator) {
    return std::nullopt;
  }
  const int year = year_at(text, year_place);
  const int left = digits_at(text, place, first);
  const int right = digits_at(text, second_place, second);
  const bool day_first = is_day(year, right, left);
  const bool month_first = separator != '.' && is_day(year, left, right);
  if (!day_first && !month_first) {
    return std::nullopt;
  }
  const bool is_clear = separator == '.' || day_first != month_first;
  return found(text, place, year_place + 4, is_clear && separator != '-' ? clear_numbers : numbers);
}

struct Word {
  std::size_t end = 0;
  int month = 0;
};

/// The name of a month here, with the point of an abbreviation.
std::optional<Word> month_at(std::string_view text, std::size_t place) {
  constexpr std::string_view first_letters = "ADEFJMNOSadefjmnos";
  if (first_letters.find(character_at(text, place)) == std::string_view::npos) {
    return std::nullopt;
  }
  std::size_t end = place;
  while (is_ascii_letter(character_at(text, end)) || static_cast<unsigned char>(character_at(text, end)) >= 0xC3) {
    end += is_ascii_letter(text[end]) ? 1U : 2U;
    if (end > place + 12) {
      return std::nullopt;
    }
  }
  const std::string name = to_lower_ascii(text.substr(place, end - place));
  const auto* const known = std::find_if(month_names.begin(), month_names.end(),
                                         [&name](const MonthName& month) { return month.name == name; });
  if (known == month_names.end()) {
    return std::nullopt;
  }
  return Word{.end = end + (character_at(text, end) == '.' ? 1 : 0), .month = known->month};
}

/// Where the next word begins, after one blank or hyphen.
std::size_t after_gap(std::string_view text, std::size_t place) {
  const std::size_t blank = blank_length(text, place);
  return place + (blank > 0 ? blank : (character_at(text, place) == '-' ? 1 : 0));
}

std::size_t skip_word(std::string_view text, std::size_t place, std::string_view word) {
  return to_lower_ascii(text.substr(std::min(place, text.size()), word.size())) == word ? place + word.size() : place;
}

/// After the day's number: `15th`, `15.`, `1er`, and the Spanish `de`.
std::size_t after_day(std::string_view text, std::size_t place) {
  for (const std::string_view ending : {"st", "nd", "rd", "th", "er", "."}) {
    const std::size_t next = skip_word(text, place, ending);
    if (next != place) {
      place = next;
      break;
    }
  }
  place = after_gap(text, place);
  const std::size_t next = skip_word(text, place, "de ");
  return next;
}

std::optional<FoundValue> day_first_in_words(std::string_view text, std::size_t place) {
  const std::size_t digits = count_digits(text, place);
  if (digits == 0 || digits > 2) {
    return std::nullopt;
  }
  const std::optional<Word> month = month_at(text, after_day(text, place + digits));
  if (!month) {
    return std::nullopt;
  }
  std::size_t year_place = month->end + (character_at(text, month->end) == ',' ? 1 : 0);
  year_place = after_gap(text, year_place);
  year_place = skip_word(text, year_place, "de ");
  if (!is_day(year_at(text, year_place), month->month, digits_at(text, place, digits))) {
    return std::nullopt;
  }
  return found(text, place, year_place + 4, written_out);
}

std::optional<FoundValue> month_first_in_words(std::string_view text, std::size_t place) {
  const std::optional<Word> month = month_at(text, place);
  const std::size_t day_place = month ? after_gap(text, month->end) : 0;
  const std::size_t digits = month ? count_digits(text, day_place) : 0;
  if (digits == 0 || digits > 2 || day_place == month->end) {
    return std::nullopt;
  }
  std::size_t year_place = day_place + digits;
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    year_place = skip_word(text, year_place, ending);
  }
  year_place += character_at(text, year_place) == ',' ? 1U : 0U;
  year_place = after_gap(text, year_place);
  if (!is_day(year_at(text, year_place), month->month, digits_at(text, day_place, digits))) {
    return std::nullopt;
  }
  return found(text, place, year_place + 4, written_out);
}

}  // namespace

std::optional<FoundValue> date_at(std::string_view text, std::size_t place) {
  if (!is_digit(character_at(text, place))) {
    return month_first_in_words(text, place);
  }
  if (count_digits(text, place) == 4) {
    return year_first(text, place);
  }
  const std::optional<FoundValue> date = numbers_only(text, place);
  return date ? date : day_first_in_words(text, place);
}

}  // namespace docexport
