#include "formats/csv_text.hpp"

#include <array>

#include "formats/byte_scan.hpp"
#include "formats/json_token.hpp"

namespace docexport {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr ByteSet make_special_csv_bytes() {
  ByteSet special{};
  for (std::size_t byte = 0; byte < special.size(); ++byte) {
    special[byte] = byte == 0 || byte == '"' || byte == ',' || byte == '\r' || byte == '\n' || byte >= 0x80;
  }
  return special;
}

constexpr ByteSet special_csv_bytes = make_special_csv_bytes();

std::size_t plain_csv_run(std::string_view text) {
  return plain_run(text, special_csv_bytes, [](EightBytes bytes) {
    return (bytes.above_ascii() | bytes.below(1) | bytes.equal_to('"') | bytes.equal_to(',') | bytes.equal_to('\r') |
            bytes.equal_to('\n')) != 0;
  });
}

/// Blanks that a spreadsheet may skip before it decides what a cell is.
std::string_view without_leading_blanks(std::string_view text) {
  constexpr std::array<std::string_view, 5> blanks = {" ", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", byte_order_mark};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view blank : blanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        found = true;
      }
    }
  }
  return text;
}

bool is_plain_number(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return false;
    }
  }
  const bool is_negative = text.starts_with('-');
  std::string_view digits = text.substr(is_negative ? 1 : 0);
  // JSON has no leading zeros and no bare decimal point; spreadsheets read both as numbers.
  while (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') {
    digits.remove_prefix(1);
  }
  if (digits.starts_with('-')) {
    return false;
  }
  return !digits.empty() && json_number_length(digits) == digits.size();
}

bool can_begin_formula(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0x80U || byte <= ' ' || first == '=' || first == '+' || first == '-' || first == '@';
}

bool needs_quotation_marks(std::string_view text) {
  // A cell at the start of the file must not pass for the file's own byte order mark.
  return text.find_first_of("\",\r\n") != std::string_view::npos || text.starts_with(byte_order_mark);
}

}  // namespace

bool looks_like_formula(std::string_view text) {
  constexpr std::array<std::string_view, 4> full_width = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                                          "\xEF\xBC\xA0"};
  const std::string_view shown = without_leading_blanks(text);
  if (shown.empty()) {
    return false;
  }
  for (const std::string_view sign : full_width) {
    if (shown.starts_with(sign)) {
      return true;
    }
  }
  constexpr std::string_view signs = "=+-@\t\r\n";
  return signs.find(shown.front()) != std::string_view::npos && !is_plain_number(shown);
}

void append_csv_characters(ByteBuffer& buffer, std::string_view text) {
  while (true) {
    const std::size_t run = plain_csv_run(text);
    buffer.append(text.substr(0, run));
    text.remove_prefix(run);
    if (text.empty()) {
      return;
    }
    const bool is_ascii = static_cast<unsigned char>(text.front()) < 0x80U;
    const std::size_t length = is_ascii ? 1 : utf8_sequence_length(text);
    if (text.front() == '"') {
      buffer.append("\"\"");
    } else if (length == 0 || text.front() == '\0') {
      buffer.append(replacement_text);
    } else {
      buffer.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

void append_csv_cell(ByteBuffer& buffer, std::string_view text, FormulaCells formulas) {
  if (text.empty()) {
    return;
  }
  const bool is_harmless = formulas == FormulaCells::raw || !can_begin_formula(text.front());
  if (is_harmless && plain_csv_run(text) == text.size()) {
    return buffer.append(text);
  }
  const bool is_formula = !is_harmless && looks_like_formula(text);
  const bool is_quoted = needs_quotation_marks(text);
  if (is_quoted) {
    buffer.append('"');
  }
  if (is_formula) {
    buffer.append('\'');
  }
  append_csv_characters(buffer, text);
  if (is_quoted) {
    buffer.append('"');
  }
}

}  // namespace docexport
