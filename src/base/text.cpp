#include "docexport/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace docexport {

namespace {

constexpr std::size_t file_name_limit = 255;

bool is_control(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value <= 0x9F);
}

/// Characters that end a line or turn the direction of text: they can forge what a person reads.
bool is_deceptive(char32_t value) {
  return value == 0x2028 || value == 0x2029 || value == 0x200E || value == 0x200F || value == 0x061C ||
         (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

std::string escape_of(char32_t value) {
  switch (value) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return value < 0x100 ? fmt::format("\\x{:02x}", static_cast<unsigned>(value))
                           : fmt::format("\\u{:04x}", static_cast<unsigned>(value));
  }
}

std::size_t width_of(char32_t value) {
  // wcwidth follows the locale, which is C in cron; these ranges are what matters to a table of names.
  const bool is_combining = (value >= 0x300 && value <= 0x36F) || (value >= 0x200B && value <= 0x200F) ||
                            (value >= 0xFE00 && value <= 0xFE0F) || (value >= 0x20D0 && value <= 0x20FF);
  if (is_combining) {
    return 0;
  }
  const bool is_wide = (value >= 0x1100 && value <= 0x115F) || (value >= 0x2E80 && value <= 0xA4CF) ||
                       (value >= 0xAC00 && value <= 0xD7A3) || (value >= 0xF900 && value <= 0xFAFF) ||
                       (value >= 0xFE30 && value <= 0xFE6F) || (value >= 0xFF00 && value <= 0xFF60) ||
                       (value >= 0xFFE0 && value <= 0xFFE6) || (value >= 0x1F300 && value <= 0x1F64F) ||
                       (value >= 0x1F900 && value <= 0x1F9FF) || (value >= 0x20000 && value <= 0x3FFFD);
  return is_wide ? 2 : 1;
}

/// Cuts to `limit` bytes between two characters.
std::string_view cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) {
    return text;
  }
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) {
    --limit;
  }
  return text.substr(0, limit);
}

std::string limit_file_name(const std::string& name) {
  if (name.size() <= file_name_limit) {
    return name;
  }
  const std::size_t dot = name.rfind('.');
  const bool has_extension = dot != std::string::npos && dot > 0 && name.size() - dot <= 32;
  const std::string extension = has_extension ? name.substr(dot) : std::string();
  return std::string(cut(name, file_name_limit - extension.size())) + extension;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t column = 0; column < row.size(); ++column) {
    row[column] = column;
  }
  for (std::size_t line = 1; line <= left.size(); ++line) {
    std::size_t diagonal = row[0];
    row[0] = line;
    for (std::size_t column = 1; column < row.size(); ++column) {
      const std::size_t above = row[column];
      const std::size_t replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
      row[column] = std::min({above + 1, row[column - 1] + 1, replaced});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string escape_controls(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  while (!text.empty()) {
    const auto point = first_code_point(text);
    if (!point) {
      escaped += escape_of(static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    if (is_control(point->value) || is_deceptive(point->value)) {
      escaped += escape_of(point->value);
    } else {
      escaped += text.substr(0, point->length);
    }
    text.remove_prefix(point->length);
  }
  return escaped;
}

std::string safe_file_name(std::string_view name, std::string_view fallback) {
  const std::size_t separator = name.find_last_of("/\\");
  if (separator != std::string_view::npos) {
    name.remove_prefix(separator + 1);
  }
  std::string safe;
  for (std::string_view rest = name; !rest.empty();) {
    const auto point = first_code_point(rest);
    if (!point || is_control(point->value) || is_deceptive(point->value)) {
      safe += '_';
    } else {
      safe += rest.substr(0, point->length);
    }
    rest.remove_prefix(point ? point->length : 1);
  }
  safe = limit_file_name(std::string(trim(safe)));
  const bool is_unusable = safe.find_first_not_of('.') == std::string::npos;
  return is_unusable ? std::string(fallback) : safe;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto point = first_code_point(text);
    width += point ? width_of(point->value) : 1;
    text.remove_prefix(point ? point->length : 1);
  }
  return width;
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  return lower;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace docexport
