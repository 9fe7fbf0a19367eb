#include "documents/pdf_font.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t subset_prefix_length = 6;

constexpr std::array<std::string_view, 8> bold_marks = {"bold", "black", "heavy", "demi",
                                                        "cmbx", "sfbx",  "ecbx",  "-bd"};
constexpr std::array<std::string_view, 6> italic_marks = {"italic", "oblique", "cmti", "sfti", "ecti", "kursiv"};
constexpr std::array<std::string_view, 12> fixed_width_marks = {"mono",       "courier", "consolas", "cmtt",
                                                                "typewriter", "sftt",    "ectt",     "menlo",
                                                                "inconsol",   "fixed",   "lmtt",     "nimbusmon"};

bool contains_any(std::string_view name, std::span<const std::string_view> marks) {
  const std::string lower = to_lower_ascii(name);
  return std::any_of(marks.begin(), marks.end(),
                     [&lower](std::string_view mark) { return lower.find(mark) != std::string::npos; });
}

bool is_capital(char character) {
  return character >= 'A' && character <= 'Z';
}

}  // namespace

std::string font_display_name(std::string_view name) {
  if (name.size() > subset_prefix_length && name[subset_prefix_length] == '+' &&
      std::all_of(name.begin(), name.begin() + subset_prefix_length, is_capital)) {
    name.remove_prefix(subset_prefix_length + 1);
  }
  return to_valid_utf8(name);
}

bool is_bold_font_name(std::string_view name) {
  return contains_any(name, bold_marks);
}
bool is_italic_font_name(std::string_view name) {
  return contains_any(name, italic_marks);
}
bool is_fixed_width_font_name(std::string_view name) {
  return contains_any(name, fixed_width_marks);
}

}  // namespace docexport
