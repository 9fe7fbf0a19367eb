#include "formats/json_value.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include "formats/json_string.hpp"
#include "formats/json_token.hpp"

namespace docexport {

namespace {

/// Magnitudes from here on have no decimals that a double could hold, and too many digits to be written without an
/// exponent.
constexpr double largest_plain = 1e15;

template <typename... Number>
void append_digits(ByteBuffer& buffer, Number... value) {
  std::array<char, 64> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value...);
  buffer.append(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

/// Whether readers that keep numbers as doubles can read the literal at all.
bool fits_double(std::string_view literal) {
  constexpr std::size_t always_fits = 300;
  if (literal.size() < always_fits && literal.find_first_of("eE") == std::string_view::npos) {
    return true;
  }
  double value = 0;
  return std::from_chars(literal.data(), literal.data() + literal.size(), value).ec == std::errc();
}

}  // namespace

void append_json_integer(ByteBuffer& buffer, std::uint64_t value) {
  append_digits(buffer, value);
}

void append_json_integer(ByteBuffer& buffer, int value) {
  append_digits(buffer, value);
}

void append_json_real(ByteBuffer& buffer, double value) {
  if (!std::isfinite(value) || value == 0) {
    return buffer.append('0');
  }
  // A tiny number would be a long row of zeros.
  const bool is_plain = std::abs(value) < largest_plain && std::abs(value) > 1e-6;
  append_digits(buffer, value, is_plain ? std::chars_format::fixed : std::chars_format::scientific);
}

void append_json_measure(ByteBuffer& buffer, double value) {
  append_json_real(buffer, std::abs(value) < largest_plain ? std::round(value * 100) / 100 : value);
}

void append_json_number(ByteBuffer& buffer, std::string_view literal) {
  if (json_number_length(literal) == literal.size() && !literal.empty() && fits_double(literal)) {
    buffer.append(literal);
  } else {
    append_json_string(buffer, literal);
  }
}

void append_json_cell(ByteBuffer& buffer, const Cell& cell) {
  switch (cell.type) {
    case CellType::text:
    case CellType::date:
      return append_json_string(buffer, cell.text);
    case CellType::number:
      return append_json_number(buffer, cell.text);
    case CellType::boolean:
      if (cell.text == "true" || cell.text == "false") {
        return buffer.append(cell.text);
      }
      return append_json_string(buffer, cell.text);
    case CellType::json:
      return append_embedded_json(buffer, cell.text);
    case CellType::null:
    case CellType::absent:
      return buffer.append("null");
  }
}

}  // namespace docexport
