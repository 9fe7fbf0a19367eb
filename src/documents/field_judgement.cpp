#include "documents/field_judgement.hpp"

#include <algorithm>
#include <vector>

#include "documents/field_amounts.hpp"
#include "documents/field_characters.hpp"
#include "documents/field_contacts.hpp"
#include "documents/field_value.hpp"

namespace docexport {
namespace {

constexpr double as_expected = 90;
constexpr double of_other_kind = 85;
constexpr double unknown_label = 80;
constexpr double text_of_known_label = 80;
constexpr double doubtful = 75;
constexpr std::size_t longest_text = 100;
constexpr std::size_t longest_identifier = 40;
constexpr std::size_t longest_form_value = 60;

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

bool is_sentence(std::string_view text) {
  const std::size_t words = count_words(text);
  return words > 12 || (words > 5 && text.ends_with('.')) || text.find(". ") != std::string_view::npos;
}

bool is_of_kind(const FoundValue& value, LabelKind kind) {
  switch (kind) {
    case LabelKind::date:
      return value.kind == ValueKind::date;
    case LabelKind::amount:
      return value.kind == ValueKind::amount;
    case LabelKind::email:
      return value.kind == ValueKind::email;
    case LabelKind::phone:
      return value.kind == ValueKind::phone;
    case LabelKind::identifier:
      return value.kind == ValueKind::iban;
    case LabelKind::text:
      return value.kind == ValueKind::email;
  }
  return false;
}

FieldJudgement judge_value(const FoundValue& value, std::optional<LabelKind> kind) {
  if (value.kind == ValueKind::iban) {
    return {.confidence = value.confidence};
  }
  double confidence = unknown_label;
  if (kind) {
    confidence = is_of_kind(value, *kind) ? as_expected : of_other_kind;
  }
  return {.type = type_of(value.kind), .confidence = confidence};
}

/// With its weekday, its time: `Mon, 15 Jan 2024 10:30:00 +0100`.
bool holds_date(std::string_view value) {
  const std::vector<FoundValue> values = count_words(value) <= 8 ? find_values(value) : std::vector<FoundValue>();
  return !values.empty() && values.front().kind == ValueKind::date;
}

std::optional<FieldJudgement> judge_text(std::string_view value, LabelKind kind) {
  switch (kind) {
    case LabelKind::date:
      if (holds_date(value)) {
        return FieldJudgement{.type = "date", .confidence = of_other_kind};
      }
      return has_digit(value) && count_words(value) <= 5 ? std::optional(FieldJudgement{.confidence = doubtful})
                                                         : std::nullopt;
    case LabelKind::amount:
      if (end_of_number(value, 0) == value.size()) {
        return FieldJudgement{.type = "number", .confidence = of_other_kind};
      }
      return is_digit(value.front()) && count_words(value) <= 3 ? std::optional(FieldJudgement{.confidence = doubtful})
                                                                : std::nullopt;
    case LabelKind::email:
      return std::nullopt;
    case LabelKind::phone:
      return looks_like_phone(value) ? std::optional(FieldJudgement{.type = "phone", .confidence = as_expected})
                                     : std::nullopt;
    case LabelKind::identifier:
      return has_digit(value) && value.size() <= longest_identifier && count_words(value) <= 6
                 ? std::optional(FieldJudgement{.confidence = as_expected})
                 : std::nullopt;
    case LabelKind::text:
      return value.size() <= longest_text && !is_sentence(value)
                 ? std::optional(FieldJudgement{.confidence = text_of_known_label})
                 : std::nullopt;
  }
  return std::nullopt;
}

bool is_identifier_character(char character) {
  return is_word_character(character) || character == '-' || character == '/' || character == '.';
}

}  // namespace

std::optional<FieldJudgement> judge_labelled(std::string_view label, std::string_view value) {
  // Two labels beside each other are the head of a table.
  if (value.empty() || known_label(value)) {
    return std::nullopt;
  }
  const std::optional<LabelKind> kind = known_label(label);
  if (const std::optional<FoundValue> whole = whole_value(value)) {
    return judge_value(*whole, kind);
  }
  return kind ? judge_text(value, *kind) : std::nullopt;
}

bool is_like_form_line(const LabelledLine& line) {
  const bool has_capital = (line.label.front() >= 'A' && line.label.front() <= 'Z') ||
                           static_cast<unsigned char>(line.label.front()) >= 0x80;
  constexpr std::string_view goes_on = ".;,:!?\\{";
  return has_capital && !line.has_dot_leader && !line.value.empty() && line.value.size() <= longest_form_value &&
         count_words(line.label) <= 4 && count_words(line.value) <= 8 &&
         goes_on.find(line.value.back()) == std::string_view::npos;
}

std::string_view value_at_start(std::string_view text, LabelKind kind) {
  for (const FoundValue& value : find_values(text.substr(0, 80))) {
    if (value.begin == 0 && is_of_kind(value, kind)) {
      return text.substr(0, value.end);
    }
    break;
  }
  if (kind != LabelKind::identifier) {
    return {};
  }
  std::size_t end = 0;
  while (is_identifier_character(character_at(text, end))) {
    ++end;
  }
  while (end > 0 && !is_word_character(text[end - 1])) {
    --end;
  }
  const std::string_view token = text.substr(0, end);
  return token.size() >= 3 && token.size() <= longest_identifier && has_digit(token) ? token : std::string_view();
}

std::string_view type_of(LabelKind kind) {
  switch (kind) {
    case LabelKind::date:
      return "date";
    case LabelKind::amount:
      return "currency";
    case LabelKind::email:
      return "email";
    case LabelKind::phone:
      return "phone";
    case LabelKind::identifier:
    case LabelKind::text:
      return "text";
  }
  return "text";
}

}  // namespace docexport
