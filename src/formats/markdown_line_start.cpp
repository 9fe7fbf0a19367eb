#include "formats/markdown_line_start.hpp"

#include <algorithm>

#include "formats/ascii.hpp"

namespace docexport {

namespace {

/// Whether the text that begins at the position is separated from what precedes it.
bool is_blank_at(std::string_view line, std::size_t position) {
  return position >= line.size() || line[position] == ' ' || line[position] == '\t';
}

bool is_heading(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  return level >= 1 && level <= 6 && is_blank_at(line, level);
}

bool is_bullet(std::string_view line) {
  return (line.front() == '-' || line.front() == '+' || line.front() == '*') && is_blank_at(line, 1);
}

/// A rule, an underline of a heading, or the delimiter row of a table.
bool is_drawn_line(std::string_view line) {
  const auto consists_of = [line](std::string_view bytes) {
    return line.find_first_not_of(bytes) == std::string_view::npos;
  };
  const bool has_dash = line.find('-') != std::string_view::npos;
  return (has_dash && consists_of("-:| \t")) || consists_of("=") || consists_of("* \t") || consists_of("_ \t");
}

bool is_fence(std::string_view line) {
  return line.starts_with("~~~");
}

/// Bytes of a list number at the start of the line, without its delimiter; 0 if there is none.
std::size_t list_number_length(std::string_view line) {
  constexpr std::size_t longest = 9;
  std::size_t digits = 0;
  while (digits < line.size() && is_ascii_digit(line[digits])) {
    ++digits;
  }
  const bool has_delimiter = digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  return digits >= 1 && digits <= longest && has_delimiter && is_blank_at(line, digits + 1) ? digits : 0;
}

}  // namespace

std::string escape_line_start(std::string_view line) {
  std::string escaped(line);
  if (line.empty()) {
    return escaped;
  }
  if (const std::size_t number = list_number_length(line); number > 0) {
    escaped.insert(number, 1, '\\');
  } else if (line.front() == '>' || is_heading(line) || is_bullet(line) || is_fence(line) || is_drawn_line(line)) {
    escaped.insert(0, 1, '\\');
  }
  return escaped;
}

}  // namespace docexport
