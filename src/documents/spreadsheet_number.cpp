#include "documents/spreadsheet_number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "docexport/base/text.hpp"
#include "documents/spreadsheet_date.hpp"

namespace docexport {
namespace {

// From here on not every whole number is a double: beyond it, and with more digits, the shortest form may be another.
constexpr std::size_t exact_digits = 15;
constexpr double plain_from = 1e-6;
constexpr double plain_below = 1e17;

/// Digits with at most one point, in JSON's syntax, and few enough that no shorter form reads back the same.
bool is_shortest(std::string_view literal) {
  std::size_t at = literal.starts_with('-') ? 1 : 0;
  const std::size_t first = at;
  while (at < literal.size() && is_digit(literal[at])) {
    ++at;
  }
  const std::size_t whole = at - first;
  if (whole == 0 || (whole > 1 && literal[first] == '0')) {
    return false;
  }
  if (at < literal.size() && literal[at] == '.') {
    ++at;
    while (at < literal.size() && is_digit(literal[at])) {
      ++at;
    }
    if (literal.back() == '0' || literal.back() == '.') {
      return false;
    }
  }
  return at == literal.size() && at - first <= exact_digits && literal != "-0";
}

std::optional<double> parse_double(std::string_view literal) {
  if (literal.starts_with('+')) {
    literal.remove_prefix(1);
  }
  double value = 0;
  const char* const end = literal.data() + literal.size();
  const std::from_chars_result result = std::from_chars(literal.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

void append_shortest(std::string& text, double value) {
  if (value == 0) {
    text += '0';
    return;
  }
  std::array<char, 64> buffer{};
  const double size = std::abs(value);
  const auto style =
      size >= plain_from && size < plain_below ? std::chars_format::fixed : std::chars_format::scientific;
  const std::to_chars_result result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, style);
  text.append(buffer.data(), result.ptr);
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Whether the serial number was a date or time, which is then the cell's text.
bool set_date(Cell& cell, double serial, NumberKind kind, DateSystem system) {
  if (kind == NumberKind::elapsed) {
    cell.text = elapsed_text(serial);
    cell.type = CellType::text;
    return !cell.text.empty();
  }
  cell.text = date_text(serial, kind, system);
  cell.type = CellType::date;
  return !cell.text.empty();
}

}  // namespace

void set_number(Cell& cell, std::string_view literal, NumberKind kind, DateSystem system) {
  literal = trim_blanks(literal);
  if (kind == NumberKind::number && is_shortest(literal)) {
    cell.text.assign(literal);
    cell.type = CellType::number;
    return;
  }
  const std::optional<double> value = parse_double(literal);
  if (!value) {
    cell.text.assign(literal);
    cell.type = CellType::text;
    return;
  }
  if (kind != NumberKind::number && set_date(cell, *value, kind, system)) {
    return;
  }
  cell.text.clear();
  append_shortest(cell.text, *value);
  cell.type = CellType::number;
}

}  // namespace docexport
