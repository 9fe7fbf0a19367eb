#include "formats/print_columns.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr double usual_size = 9;
constexpr double smallest_scale = 0.65;
constexpr double letter_width = 0.62;  // of the letters' size, on average; wide characters count as two
constexpr double widest_text = 260;
constexpr double widest_word = 110;
constexpr double narrowest_column = 14;
constexpr double widest_table = 14'000;

struct Need {
  double text = narrowest_column;
  double word = narrowest_column;
};

double width_of_letters(std::size_t letters) {
  return static_cast<double>(letters) * letter_width * usual_size + 2 * cell_padding;
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n-/"), text.size());
    longest = std::max(longest, display_width(text.substr(0, end)) + (end < text.size() ? 1 : 0));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    longest = std::max(longest, display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

std::vector<Need> needs_of(const std::vector<PrintRow>& rows) {
  std::vector<Need> needs;
  for (const PrintRow& row : rows) {
    for (const PrintCell& cell : row) {
      needs.resize(std::max(needs.size(), cell.column + static_cast<std::size_t>(cell.column_span)));
      if (cell.column_span > 1) {
        continue;
      }
      Need& need = needs[cell.column];
      // A long text wraps anyway: only its beginning is measured.
      const std::string_view text = std::string_view(cell.text).substr(0, 1000);
      need.text = std::max(need.text, std::min(widest_text, width_of_letters(longest_line(text))));
      need.word = std::max(need.word, std::min(widest_word, width_of_letters(longest_word(text))));
    }
  }
  for (Need& need : needs) {
    need.text = std::max(need.text, need.word);
  }
  return needs;
}

/// Cuts the next piece off the text: whole lines or words where it has such.
std::string cut_piece(std::string& text) {
  constexpr std::size_t piece_bytes = 4000;
  if (text.size() <= piece_bytes) {
    return std::exchange(text, {});
  }
  std::size_t end = text.find_last_of("\n ", piece_bytes);
  if (end == std::string::npos || end == 0) {
    end = piece_bytes;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      ++end;
    }
  }
  std::string piece = text.substr(0, end);
  text.erase(0, end);
  return piece;
}

}  // namespace

double PrintColumns::width() const {
  return left_of(widths.size());
}

double PrintColumns::left_of(std::size_t column) const {
  return std::accumulate(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(std::min(column, widths.size())),
                         0.0);
}

PrintColumns measure_columns(const std::vector<PrintRow>& rows, double width) {
  const std::vector<Need> needs = needs_of(rows);
  double texts = 0;
  double words = 0;
  for (const Need& need : needs) {
    texts += need.text;
    words += need.word;
  }
  PrintColumns columns{.font_size = usual_size};
  if (words > width) {
    const double scale = std::max(smallest_scale, width / words);
    const double fitting = std::min(1.0, widest_table / (words * scale));
    columns.font_size = usual_size * scale;
    for (const Need& need : needs) {
      columns.widths.push_back(need.word * scale * fitting);
    }
    return columns;
  }
  const double share = texts > width ? (width - words) / (texts - words) : 1;
  for (const Need& need : needs) {
    columns.widths.push_back(need.word + (need.text - need.word) * share);
  }
  return columns;
}

std::vector<PrintRow> printable_rows(PrintRow row, std::size_t columns) {
  while (!row.empty() && row.back().column >= columns) {
    const PrintCell last = std::move(row.back());
    row.pop_back();
    if (!row.empty()) {
      row.back().text += '\n' + last.text;
    }
  }
  std::vector<PrintRow> rows;
  bool is_left = true;
  while (is_left) {
    is_left = false;
    PrintRow part;
    for (PrintCell& cell : row) {
      std::string text = cut_piece(cell.text);
      is_left = is_left || !cell.text.empty();
      part.push_back({.column = cell.column,
                      .column_span = cell.column_span,
                      .row_span = cell.row_span,
                      .ends_at_right = cell.ends_at_right,
                      .text = std::move(text)});
    }
    rows.push_back(std::move(part));
  }
  return rows;
}

}  // namespace docexport
