#include <cstdint>
#include <string>

#include "docexport/base/text.hpp"
#include "documents/spreadsheet_number.hpp"

namespace docexport {
namespace {

/// What a format's letters say.
struct Letters {
  bool date = false;
  bool time = false;
  bool elapsed = false;
  bool minute_or_month = false;
};

bool is_elapsed(std::string_view bracket) {
  return !bracket.empty() && (bracket.find_first_not_of('h') == std::string_view::npos ||
                              bracket.find_first_not_of('m') == std::string_view::npos ||
                              bracket.find_first_not_of('s') == std::string_view::npos);
}

void take_letter(Letters& letters, char letter) {
  if (letter == 'y' || letter == 'd') {
    letters.date = true;
  } else if (letter == 'h' || letter == 's') {
    letters.time = true;
  } else if (letter == 'm') {
    letters.minute_or_month = true;
  }
}

/// Past what stands at `at` and is shown as it is: a quoted text, an escaped character, a bracket.
std::size_t after_literal(std::string_view code, std::size_t at, Letters& letters) {
  if (code[at] == '"' || code[at] == '[') {
    const std::size_t end = code.find(code[at] == '"' ? '"' : ']', at + 1);
    if (code[at] == '[' && end != std::string_view::npos && is_elapsed(code.substr(at + 1, end - at - 1))) {
      letters.elapsed = true;
    }
    return end == std::string_view::npos ? code.size() : end + 1;
  }
  const bool is_escape = code[at] == '\\' || code[at] == '_' || code[at] == '*';
  return is_escape ? at + 2 : at;
}

Letters letters_of(std::string_view code) {
  Letters letters;
  std::size_t at = 0;
  while (at < code.size() && code[at] != ';') {
    const std::size_t next = after_literal(code, at, letters);
    if (next > at) {
      at = next;
      continue;
    }
    if (code.substr(at).starts_with("am/pm")) {
      letters.time = true;
      at += std::string_view("am/pm").size();
      continue;
    }
    take_letter(letters, code[at]);
    ++at;
  }
  return letters;
}

}  // namespace

NumberKind kind_of_number_format(std::string_view code) {
  const std::string lower = to_lower_ascii(code);
  if (lower.starts_with("general") || lower == "standard") {
    return NumberKind::number;
  }
  const Letters letters = letters_of(lower);
  if (letters.elapsed) {
    return NumberKind::elapsed;
  }
  // `m` is minutes beside hours or seconds, months otherwise; `d/m h` and the like have told what they are.
  if (letters.time) {
    return letters.date ? NumberKind::date_time : NumberKind::time;
  }
  return letters.date || letters.minute_or_month ? NumberKind::date : NumberKind::number;
}

NumberKind kind_of_builtin_format(std::uint32_t id) {
  const auto between = [id](std::uint32_t first, std::uint32_t last) { return id >= first && id <= last; };
  if (between(14, 17) || between(27, 31) || id == 36 || between(50, 54) || between(57, 58)) {
    return NumberKind::date;
  }
  if (between(18, 21) || between(32, 35) || id == 45 || id == 47 || between(55, 56)) {
    return NumberKind::time;
  }
  if (id == 46) {
    return NumberKind::elapsed;
  }
  return id == 22 ? NumberKind::date_time : NumberKind::number;
}

}  // namespace docexport
