#include "documents/json_tokens.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "documents/code_point.hpp"
#include "documents/limits.hpp"

namespace docexport {
namespace {

constexpr char32_t replacement_character = 0xFFFD;

bool is_digit_at_hand(int character) {
  return character >= '0' && character <= '9';
}
bool is_high_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(char32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

int digit_value(int character) {
  if (is_digit_at_hand(character)) {
    return character - '0';
  }
  if (character >= 'a' && character <= 'f') {
    return character - 'a' + 10;
  }
  return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
}

}  // namespace

void JsonTokens::append(std::string* out, std::string_view text) const {
  if (out == nullptr) {
    return;
  }
  if (out->size() + text.size() > max_record_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{}, line {}: a value has more than {}, the most that is read",
                                              input_->document(), input_->line(), format_size(max_record_bytes)));
  }
  out->append(text);
}

void JsonTokens::read_word(std::string_view word, std::string* out) {
  for (const char character : word) {
    if (input_->peek() != character) {
      input_->fail_expecting(fmt::format("the word {}", word));
    }
    input_->skip();
  }
  append(out, word);
}

void JsonTokens::read_character(std::string* out) {
  const auto character = static_cast<char>(input_->peek());
  input_->skip();
  append(out, {&character, 1});
}

void JsonTokens::read_digits(std::string* out) {
  if (!is_digit_at_hand(input_->peek())) {
    input_->fail_expecting("a digit");
  }
  while (is_digit_at_hand(input_->peek())) {
    read_character(out);
  }
}

void JsonTokens::read_number(std::string* out) {
  if (input_->peek() == '-') {
    read_character(out);
  }
  if (input_->peek() == '0') {
    read_character(out);
  } else {
    read_digits(out);
  }
  if (input_->peek() == '.') {
    read_character(out);
    read_digits(out);
  }
  if (input_->peek() == 'e' || input_->peek() == 'E') {
    read_character(out);
    if (input_->peek() == '+' || input_->peek() == '-') {
      read_character(out);
    }
    read_digits(out);
  }
}

void JsonTokens::read_string(std::string* out) {
  input_->skip();
  while (true) {
    append(out, input_->take_plain_run());
    const int next = input_->peek();
    if (next == '"') {
      input_->skip();
      return;
    }
    if (next == '\\') {
      input_->skip();
      read_escape(out);
    } else if (next == JsonInput::end) {
      input_->fail_expecting("'\"' at the end of a string");
    } else if (next < 0x20) {
      input_->fail("a control character in a string must be written as an escape");
    }
  }
}

/// Stands behind the backslash.
void JsonTokens::read_escape(std::string* out) {
  constexpr std::string_view names = "\"\\/bfnrt";
  constexpr std::string_view characters = "\"\\/\b\f\n\r\t";
  const int name = input_->peek();
  if (name == 'u') {
    read_code_point(out);
    return;
  }
  const std::size_t index = name == JsonInput::end ? std::string_view::npos : names.find(static_cast<char>(name));
  if (index == std::string_view::npos) {
    input_->fail_expecting("one of \"\\/bfnrtu after a backslash");
  }
  input_->skip();
  append(out, characters.substr(index, 1));
}

/// Stands at the `u` of an escape.
char32_t JsonTokens::read_code_unit() {
  input_->skip();
  char32_t unit = 0;
  for (int digit = 0; digit < 4; ++digit) {
    const int value = digit_value(input_->peek());
    if (value < 0) {
      input_->fail_expecting("four hexadecimal digits after \\u");
    }
    input_->skip();
    unit = unit * 16 + static_cast<char32_t>(value);
  }
  return unit;
}

void JsonTokens::replace_half_pair(std::string* out) {
  ++replaced_;
  std::string text;
  append_code_point(text, replacement_character);
  append(out, text);
}

void JsonTokens::read_code_point(std::string* out) {
  char32_t unit = read_code_unit();
  while (is_high_surrogate(unit)) {
    if (input_->peek() != '\\') {
      replace_half_pair(out);
      return;
    }
    input_->skip();
    if (input_->peek() != 'u') {
      replace_half_pair(out);
      read_escape(out);
      return;
    }
    const char32_t second = read_code_unit();
    if (is_low_surrogate(second)) {
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (second - 0xDC00);
    } else {
      replace_half_pair(out);
      unit = second;
    }
  }
  if (is_low_surrogate(unit)) {
    replace_half_pair(out);
    return;
  }
  std::string text;
  append_code_point(text, unit);
  append(out, text);
}

}  // namespace docexport
