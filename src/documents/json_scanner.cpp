#include "documents/json_scanner.hpp"

#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/json_text.hpp"
#include "documents/limits.hpp"

namespace docexport {

JsonScanner::JsonScanner(TextDecoder& text, std::string document, JsonLines lines)
    : input_(text, std::move(document)), tokens_(input_), lines_(lines) {}

void JsonScanner::skip_space() {
  for (int next = input_.peek(); next == ' ' || next == '\t' || next == '\r' || next == '\n'; next = input_.peek()) {
    if (next == '\n' && lines_ == JsonLines::between_values) {
      return;
    }
    input_.skip();
  }
}

bool JsonScanner::at_end() {
  skip_space();
  while (input_.peek() == '\n') {
    input_.skip();
    skip_space();
  }
  return input_.peek() == JsonInput::end;
}

void JsonScanner::expect_line_end() {
  skip_space();
  if (const int next = input_.peek(); next != '\n' && next != JsonInput::end) {
    input_.fail_expecting("the end of the line after the value");
  }
}

void JsonScanner::expect_end() {
  if (!at_end()) {
    input_.fail_expecting("nothing more after the value");
  }
}

void JsonScanner::expect(char character, std::string_view wanted) {
  skip_space();
  if (input_.peek() != character) {
    input_.fail_expecting(wanted);
  }
  input_.skip();
}

void JsonScanner::append_quoted(std::string* out, std::string_view text) {
  if (out != nullptr) {
    quoted_.clear();
    append_json_string(quoted_, text);
    tokens_.append(out, quoted_);
  }
}

JsonKind JsonScanner::kind() {
  skip_space();
  const int next = input_.peek();
  switch (next) {
    case '{':
      return JsonKind::object;
    case '[':
      return JsonKind::array;
    case '"':
      return JsonKind::string;
    case 't':
    case 'f':
      return JsonKind::boolean;
    case 'n':
      return JsonKind::null;
    default:
      if (next != '-' && (next < '0' || next > '9')) {
        input_.fail_expecting("a value");
      }
      return JsonKind::number;
  }
}

void JsonScanner::enter(char character) {
  expect(character, "an object or array");
  if (++depth_ > max_json_depth) {
    throw Error(ErrorKind::limit, fmt::format("{}, line {}: values nest deeper than {}, the most that is read",
                                              document(), line(), max_json_depth));
  }
  is_first_ = true;
}

void JsonScanner::enter_object() {
  enter('{');
}

void JsonScanner::enter_array() {
  enter('[');
}

bool JsonScanner::next_member(std::string& name) {
  skip_space();
  const bool is_first = std::exchange(is_first_, false);
  if (input_.peek() == '}') {
    input_.skip();
    --depth_;
    return false;
  }
  if (!is_first) {
    expect(',', "',' or '}' after a member");
    skip_space();
  }
  if (input_.peek() != '"') {
    input_.fail_expecting("a member's name in quotation marks");
  }
  name.clear();
  tokens_.read_string(&name);
  expect(':', "':' after a member's name");
  return true;
}

bool JsonScanner::next_element() {
  skip_space();
  const bool is_first = std::exchange(is_first_, false);
  if (input_.peek() == ']') {
    input_.skip();
    --depth_;
    return false;
  }
  if (!is_first) {
    expect(',', "',' or ']' after an element");
  }
  return true;
}

void JsonScanner::read_value(Cell& cell) {
  cell.text.clear();
  switch (kind()) {
    case JsonKind::object:
    case JsonKind::array:
      cell.type = CellType::json;
      copy_value(&cell.text);
      break;
    case JsonKind::string:
      cell.type = CellType::text;
      tokens_.read_string(&cell.text);
      break;
    case JsonKind::number:
      cell.type = CellType::number;
      tokens_.read_number(&cell.text);
      break;
    case JsonKind::boolean:
      cell.type = CellType::boolean;
      copy_value(&cell.text);
      break;
    case JsonKind::null:
      cell.type = CellType::null;
      skip_value();
      break;
  }
}

void JsonScanner::skip_value() {
  copy_value(nullptr);
}

void JsonScanner::copy_value(std::string* out) {
  switch (kind()) {
    case JsonKind::object:
      copy_object(out);
      break;
    case JsonKind::array:
      copy_array(out);
      break;
    case JsonKind::string:
      string_.clear();
      tokens_.read_string(out == nullptr ? nullptr : &string_);
      append_quoted(out, string_);
      break;
    case JsonKind::number:
      tokens_.read_number(out);
      break;
    case JsonKind::boolean:
      tokens_.read_word(input_.peek() == 't' ? "true" : "false", out);
      break;
    case JsonKind::null:
      tokens_.read_word("null", out);
      break;
  }
}

void JsonScanner::copy_object(std::string* out) {
  enter_object();
  tokens_.append(out, "{");
  for (std::string_view separator; next_member(string_); separator = ",") {
    tokens_.append(out, separator);
    append_quoted(out, string_);
    tokens_.append(out, ":");
    copy_value(out);
  }
  tokens_.append(out, "}");
}

void JsonScanner::copy_array(std::string* out) {
  enter_array();
  tokens_.append(out, "[");
  for (std::string_view separator; next_element(); separator = ",") {
    tokens_.append(out, separator);
    copy_value(out);
  }
  tokens_.append(out, "]");
}

}  // namespace docexport
