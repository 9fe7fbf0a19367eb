#include "formats/json_token.hpp"

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

std::size_t skip_digits(std::string_view text, std::size_t position) {
  while (position < text.size() && is_digit(text[position])) {
    ++position;
  }
  return position;
}

}  // namespace

std::size_t json_number_length(std::string_view text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  if (first == text.size() || !is_digit(text[first])) {
    return 0;
  }
  std::size_t end = text[first] == '0' ? first + 1 : skip_digits(text, first);
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
    end = skip_digits(text, end + 1);
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const bool has_sign = end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-');
    const std::size_t digits = end + (has_sign ? 2 : 1);
    const std::size_t exponent_end = skip_digits(text, digits);
    end = exponent_end > digits ? exponent_end : end;
  }
  return end;
}

}  // namespace docexport
