#include "formats/print_columns.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr double smallest_scale = 0.65;
constexpr double most_stretch = 1.25;
constexpr double widest_text = 260;
constexpr double widest_word = 110;
constexpr double narrowest_column = 14;
constexpr double widest_table = 14'000;

/// What looks longest, of which only that is measured.
struct Longest {
  std::string text{};
  std::size_t letters = 0;

  void take(std::string_view candidate) {
    const std::size_t count = display_width(candidate);
    if (count > letters) {
      letters = count;
      text = candidate;
    }
  }
};

struct ColumnTexts {
  Longest line{};
  Longest word{};
  Longest header_line{};
  Longest header_word{};
};

struct Need {
  double text = narrowest_column;
  double word = narrowest_column;
};

void take_pieces(std::string_view text, const char* borders, Longest& longest) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(borders), text.size());
    // Where a line may break behind the border, that stays in the line.
    longest.take(text.substr(0, end < text.size() && text[end] == '-' ? end + 1 : end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<ColumnTexts> texts_of(const std::vector<PrintRow>& rows, std::size_t header_rows) {
  std::vector<ColumnTexts> columns;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const PrintCell& cell : rows[row]) {
      columns.resize(std::max(columns.size(), cell.column + static_cast<std::size_t>(cell.column_span)));
      if (cell.column_span > 1) {
        continue;
      }
      ColumnTexts& column = columns[cell.column];
      // A long text wraps anyway: only its beginning is looked at.
      constexpr std::size_t looked_at = 1000;
      const std::string_view text = std::string_view(cell.text).substr(0, looked_at);
      const bool is_header = row < header_rows;
      take_pieces(text, "\n", is_header ? column.header_line : column.line);
      take_pieces(text, " \t\r\n-", is_header ? column.header_word : column.word);
    }
  }
  return columns;
}

std::vector<Need> needs_of(const std::vector<ColumnTexts>& columns, const WidthOfText& width_of) {
  constexpr double reserve = 1.03;  // another text may be a little wider than the one with the most letters
  const auto measure = [&](const Longest& normal, const Longest& bold, double most) {
    const double widest = std::max(width_of(normal.text, TextWeight::normal), width_of(bold.text, TextWeight::bold));
    return std::clamp(widest * reserve + 2 * cell_padding, narrowest_column, most);
  };
  std::vector<Need> needs;
  for (const ColumnTexts& column : columns) {
    Need need{.text = measure(column.line, column.header_line, widest_text),
              .word = measure(column.word, column.header_word, widest_word)};
    need.text = std::max(need.text, need.word);
    needs.push_back(need);
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

PrintColumns measure_columns(const std::vector<PrintRow>& rows, std::size_t header_rows, double width,
                             const WidthOfText& width_of) {
  const std::vector<Need> needs = needs_of(texts_of(rows, header_rows), width_of);
  double texts = 0;
  double words = 0;
  for (const Need& need : needs) {
    texts += need.text;
    words += need.word;
  }
  PrintColumns columns;
  if (words > width) {
    // What is around the letters keeps its size.
    const double padding = 2 * cell_padding;
    const double paddings = padding * static_cast<double>(needs.size());
    const double scale = std::clamp((width - paddings) / (words - paddings), smallest_scale, 1.0);
    const double fitting = std::min(1.0, widest_table / ((words - paddings) * scale + paddings));
    columns.font_size = usual_table_size * scale;
    for (const Need& need : needs) {
      columns.widths.push_back(((need.word - padding) * scale + padding) * fitting);
    }
    return columns;
  }
  const double share = texts > width ? (width - words) / (texts - words) : 1;
  // Rows that were not measured may need a little more.
  const double stretch = std::clamp(width / texts, 1.0, most_stretch);
  for (const Need& need : needs) {
    columns.widths.push_back((need.word + (need.text - need.word) * share) * stretch);
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
