#include "documents/field_value.hpp"

#include "documents/field_amounts.hpp"
#include "documents/field_characters.hpp"
#include "documents/field_contacts.hpp"
#include "documents/field_dates.hpp"

namespace docexport {
namespace {

std::optional<FoundValue> value_at(std::string_view line, std::size_t place) {
  const char character = line[place];
  const bool is_number = is_digit(character);
  const bool is_letter = is_ascii_letter(character);
  std::optional<FoundValue> value;
  if (is_number || is_letter) {
    value = email_at(line, place);
  }
  if (!value && is_letter) {
    value = iban_at(line, place);
  }
  if (!value && (is_number || is_letter || static_cast<unsigned char>(character) >= 0xC3)) {
    value = date_at(line, place);
  }
  if (!value && (is_number || character == '+' || character == '(')) {
    value = phone_at(line, place);
  }
  return value ? value : amount_at(line, place);
}

/// Past what cannot begin a value: the rest of a word or of a number.
std::size_t next_start(std::string_view line, std::size_t place) {
  if (!is_word_character(line[place])) {
    return place + 1;
  }
  const bool is_number = is_digit(line[place]);
  while (place < line.size()) {
    const char character = line[place];
    const bool joins = character == '.' || character == ',' || character == '-' || character == '/' ||
                       character == ':' || character == '@' || character == '+';
    const char next = character_at(line, place + 1);
    if (!is_word_character(character) && !(joins && (is_number ? is_word_character(next) : is_digit(next)))) {
      break;
    }
    ++place;
  }
  return place;
}

/// A sign or a bracket after a word or number is part of that, as is a number in an address or a name.
bool may_start(std::string_view line, std::size_t place) {
  if (place == 0 || static_cast<unsigned char>(line[place]) >= 0x80) {
    return true;
  }
  constexpr std::string_view joining = "/\\-.=&?#@~";
  const char before = line[place - 1];
  return !is_word_character(before) && (!is_digit(line[place]) || joining.find(before) == std::string_view::npos);
}

}  // namespace

std::string_view name_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::date:
      return "date";
    case ValueKind::amount:
      return "amount";
    case ValueKind::email:
      return "email";
    case ValueKind::phone:
      return "phone";
    case ValueKind::iban:
      return "iban";
  }
  return "";
}

std::string_view type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::date:
      return "date";
    case ValueKind::amount:
      return "currency";
    case ValueKind::email:
      return "email";
    case ValueKind::phone:
      return "phone";
    case ValueKind::iban:
      return "text";
  }
  return "";
}

std::vector<FoundValue> find_values(std::string_view line) {
  std::vector<FoundValue> values;
  if (line.find_first_of("0123456789@") == std::string_view::npos) {
    return values;
  }
  std::size_t place = 0;
  while (place < line.size()) {
    const std::optional<FoundValue> value = may_start(line, place) ? value_at(line, place) : std::nullopt;
    if (value) {
      values.push_back(*value);
      place = value->end;
    } else {
      place = next_start(line, place);
    }
  }
  return values;
}

std::optional<FoundValue> whole_value(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const std::optional<FoundValue> value = value_at(text, 0);
  return value && value->end == text.size() ? value : std::nullopt;
}

}  // namespace docexport
