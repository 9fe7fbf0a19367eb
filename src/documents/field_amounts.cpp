#include "documents/field_amounts.hpp"

#include <algorithm>
#include <array>

#include "documents/field_characters.hpp"

namespace docexport {
namespace {

constexpr double with_decimals = 85;
constexpr double whole = 70;
constexpr std::size_t most_digits = 15;

constexpr std::array<std::string_view, 14> symbols{"\xE2\x82\xAC", "$",
                                                   "\xC2\xA3",     "\xC2\xA5",
                                                   "\xE2\x82\xB9", "\xE2\x82\xBD",
                                                   "\xE2\x82\xA9", "\xE2\x82\xBA",
                                                   "\xE2\x82\xB4", "\xE2\x82\xAA",
                                                   "US$",          "z\xC5\x82",
                                                   "K\xC4\x8D",    "R$"};

constexpr std::array<std::string_view, 34> codes{"EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK",
                                                 "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB", "UAH", "INR",
                                                 "BRL", "MXN", "CAD", "AUD", "NZD", "ZAR", "SGD", "HKD", "KRW",
                                                 "THB", "ILS", "AED", "SAR", "IDR", "MYR", "PHP"};

enum class CurrencyKind { none, symbol, dollar, code };

struct Currency {
  CurrencyKind kind = CurrencyKind::none;
  std::size_t length = 0;
};

/// Most places hold a small letter, a digit or a blank, and no currency begins with those but `z`.
bool may_begin_currency(char character) {
  const bool is_capital = character >= 'A' && character <= 'Z';
  return is_capital || character == '$' || character == 'z' || static_cast<unsigned char>(character) >= 0x80;
}

Currency currency_at(std::string_view text, std::size_t place) {
  Currency longest;
  if (!may_begin_currency(character_at(text, place))) {
    return longest;
  }
  const std::string_view rest = text.substr(place);
  for (const std::string_view symbol : symbols) {
    if (rest.starts_with(symbol) && symbol.size() > longest.length) {
      longest = {.kind = symbol == "$" ? CurrencyKind::dollar : CurrencyKind::symbol, .length = symbol.size()};
    }
  }
  if (longest.length > 0) {
    return longest;
  }
  for (const std::string_view code : codes) {
    if (rest.starts_with(code)) {
      return {.kind = CurrencyKind::code, .length = code.size()};
    }
  }
  return longest;
}

/// Bytes of what stands between thousands here; 0 if nothing does.
std::size_t group_separator(std::string_view text, std::size_t place) {
  const char character = character_at(text, place);
  if (character == ',' || character == '.' || character == '\'') {
    return 1;
  }
  return text.substr(std::min(place, text.size())).starts_with("\xE2\x80\x99") ? 3 : blank_length(text, place);
}

struct Number {
  std::size_t end = 0;
  std::size_t digits = 0;
  bool has_decimals = false;
};

std::size_t after_groups(std::string_view text, std::size_t place) {
  const std::size_t length = group_separator(text, place);
  const std::string_view separator = text.substr(std::min(place, text.size()), length);
  while (length > 0 && text.substr(std::min(place, text.size())).starts_with(separator) &&
         count_digits(text, place + length) == 3) {
    place += length + 3;
  }
  return place;
}

Number number_at(std::string_view text, std::size_t place) {
  const std::size_t digits = count_digits(text, place);
  if (digits == 0 || digits > most_digits) {
    return {.end = place};
  }
  Number number{.end = place + digits, .digits = digits};
  if (digits <= 3) {
    const std::size_t end = after_groups(text, number.end);
    number.digits += (end - number.end) / 4 * 3;
    number.end = end;
  }
  const char point = character_at(text, number.end);
  const std::size_t decimals = point == '.' || point == ',' ? count_digits(text, number.end + 1) : 0;
  if (decimals == 1 || decimals == 2) {
    number.end += 1 + decimals;
    number.has_decimals = true;
  }
  return number;
}

std::optional<FoundValue> currency_first(std::string_view text, std::size_t place) {
  const Currency currency = currency_at(text, place);
  if (currency.kind == CurrencyKind::none) {
    return std::nullopt;
  }
  std::size_t start = place + currency.length;
  start += blank_length(text, start);
  start += character_at(text, start) == '-' ? 1U : 0U;
  const Number number = number_at(text, start);
  // A dollar before a single digit is a place holder more often than money.
  const bool is_variable = currency.kind == CurrencyKind::dollar && number.digits < 2 && !number.has_decimals;
  if (number.digits == 0 || is_variable || !is_end_of_value(text, number.end) ||
      character_at(text, number.end) == '$') {
    return std::nullopt;
  }
  return FoundValue{place, number.end, ValueKind::amount, number.has_decimals ? with_decimals : whole};
}

std::optional<FoundValue> number_first(std::string_view text, std::size_t place) {
  const Number number = number_at(text, place);
  if (number.digits == 0) {
    return std::nullopt;
  }
  const std::size_t unit = number.end + blank_length(text, number.end);
  const Currency currency = currency_at(text, unit);
  const std::size_t end = unit + currency.length;
  // `5 $10`: the sign belongs to what follows; `2$`: to a formula.
  const bool is_dollar = currency.kind == CurrencyKind::dollar;
  const bool is_other = is_dollar && (is_digit(character_at(text, end)) || (number.digits < 2 && !number.has_decimals));
  if (currency.kind == CurrencyKind::none || is_other || is_word_character(character_at(text, end))) {
    return std::nullopt;
  }
  return FoundValue{place, end, ValueKind::amount, number.has_decimals ? with_decimals : whole};
}

}  // namespace

std::optional<FoundValue> amount_at(std::string_view text, std::size_t place) {
  const std::size_t unsigned_place = place + (character_at(text, place) == '-' ? 1 : 0);
  std::optional<FoundValue> amount = is_digit(character_at(text, unsigned_place))
                                         ? number_first(text, unsigned_place)
                                         : currency_first(text, unsigned_place);
  if (amount) {
    amount->begin = place;
  }
  return amount;
}

std::size_t end_of_number(std::string_view text, std::size_t place) {
  return number_at(text, place).end;
}

}  // namespace docexport
