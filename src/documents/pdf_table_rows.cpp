#include "documents/pdf_table_rows.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr double narrowest_column = 6;
constexpr double narrowest_row = 4;
constexpr std::size_t most_ruled_header_rows = 5;

/// Which steps of a direction stay: those that are wide enough, and later those that hold a text.
std::vector<bool> kept_steps(const std::vector<double>& edges, double narrowest) {
  std::vector<bool> kept;
  for (std::size_t step = 0; step + 1 < edges.size(); ++step) {
    kept.push_back(edges[step + 1] - edges[step] >= narrowest);
  }
  return kept;
}

/// The number of each step among those that stay, and, behind the last, how many these are.
std::vector<std::size_t> numbers_of(const std::vector<bool>& kept) {
  std::vector<std::size_t> numbers{0};
  for (const bool is_kept : kept) {
    numbers.push_back(numbers.back() + (is_kept ? 1 : 0));
  }
  return numbers;
}

/// Moves a cell to its place among the columns or rows that stay; false if none of its own does.
bool renumber(std::size_t& begin, std::size_t& span, const std::vector<std::size_t>& numbers) {
  const std::size_t end = numbers[begin + span];
  begin = numbers[begin];
  span = end - begin;
  return span > 0;
}

/// Keeps the first of these steps if none of them stays by itself.
void keep_one(std::size_t begin, std::size_t span, std::vector<bool>& kept) {
  const auto first = kept.begin() + static_cast<std::ptrdiff_t>(begin);
  if (std::find(first, first + static_cast<std::ptrdiff_t>(span), true) == first + static_cast<std::ptrdiff_t>(span)) {
    *first = true;
  }
}

std::string text_of(const PdfTableCell& cell) {
  std::string text;
  for (const PdfLine& line : cell.lines) {
    text += (text.empty() ? "" : "\n") + line.text;
  }
  return text;
}

bool is_bold(const PdfTableCell& cell) {
  return std::all_of(cell.lines.begin(), cell.lines.end(), [](const PdfLine& line) { return line.bold; });
}

/// What of a row tells whether it is a header.
struct RowLook {
  bool is_bold = true;
  bool is_empty = true;
  std::size_t numbers = 0;
  std::size_t texts = 0;
  std::size_t reach = 1;  ///< rows that its cells cover
};

std::vector<RowLook> looks_of(const std::vector<PdfTableCell>& cells, std::size_t row_count) {
  std::vector<RowLook> looks(row_count);
  for (const PdfTableCell& cell : cells) {
    RowLook& look = looks[cell.place.row];
    if (cell.lines.empty()) {
      continue;
    }
    look.is_empty = false;
    look.is_bold = look.is_bold && is_bold(cell);
    look.reach = std::max(look.reach, cell.place.row_span);
    if (is_numeric(text_of(cell))) {
      ++look.numbers;
    } else {
      ++look.texts;
    }
  }
  return looks;
}

std::size_t bold_rows(const std::vector<RowLook>& looks) {
  std::size_t count = 0;
  while (count < looks.size() && (looks[count].is_bold || looks[count].is_empty)) {
    count = std::max(count + 1, count + (looks[count].is_empty ? 1 : looks[count].reach));
  }
  return count <= most_ruled_header_rows && count < looks.size() ? count : 0;
}

/// Rows of words over rows of numbers.
std::size_t rows_over_numbers(const std::vector<RowLook>& looks) {
  std::size_t count = 0;
  std::size_t texts = 0;
  while (count < looks.size() && looks[count].numbers == 0) {
    texts = std::max(texts, looks[count].texts);
    ++count;
  }
  if (count == looks.size() || count > most_ruled_header_rows || texts < 2) {
    return 0;
  }
  const auto with_numbers =
      std::count_if(looks.begin() + static_cast<std::ptrdiff_t>(count), looks.end(),
                    [](const RowLook& look) { return look.numbers > 0 && look.numbers + 1 >= look.texts; });
  return static_cast<std::size_t>(with_numbers) * 3 >= (looks.size() - count) * 2 ? count : 0;
}

int header_rows_of(const std::vector<PdfTableCell>& cells, std::size_t row_count) {
  const std::vector<RowLook> looks = looks_of(cells, row_count);
  if (const std::size_t bold = bold_rows(looks); bold > 0) {
    return static_cast<int>(bold);
  }
  const std::size_t reach = looks.empty() ? 0 : looks.front().reach;
  if (reach > 1 && reach <= most_ruled_header_rows && reach < row_count) {
    return static_cast<int>(reach);
  }
  return static_cast<int>(rows_over_numbers(looks));
}

double usual_size(const std::vector<PdfTableCell>& cells) {
  std::map<double, std::size_t> characters;
  for (const PdfTableCell& cell : cells) {
    for (const PdfLine& line : cell.lines) {
      characters[line.size] += line.characters;
    }
  }
  const auto most = std::max_element(characters.begin(), characters.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == characters.end() ? 0 : most->first;
}

std::vector<double> edges_of(const std::vector<double>& edges, const std::vector<bool>& kept) {
  std::vector<double> result;
  for (std::size_t step = 0; step < kept.size(); ++step) {
    if (kept[step]) {
      result.push_back(edges[step]);
    }
  }
  result.push_back(edges.back());
  return result;
}

/// A cell for each place that no other covers: an empty one where there is none.
void fill_rows(const std::vector<PdfTableCell>& cells, std::size_t width, std::vector<Row>& rows) {
  std::vector<std::size_t> covered_until(width);  // for each column, the first row that is free again
  auto next = cells.begin();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      if (covered_until[column] > row) {
        continue;
      }
      if (next == cells.end() || next->place.row != row || next->place.column != column) {
        rows[row].push_back({});
        continue;
      }
      const PdfGridCell& place = next->place;
      for (std::size_t covered = column; covered < column + place.column_span; ++covered) {
        covered_until[covered] = row + place.row_span;
      }
      rows[row].push_back({.text = text_of(*next),
                           .column_span = static_cast<int>(place.column_span),
                           .row_span = static_cast<int>(place.row_span)});
      ++next;
    }
  }
}

}  // namespace

PdfTable make_table(const PdfGrid& grid, std::vector<PdfTableCell> cells) {
  std::vector<bool> columns = kept_steps(grid.columns, narrowest_column);
  std::vector<bool> rows = kept_steps(grid.rows, narrowest_row);
  for (const PdfTableCell& cell : cells) {
    if (!cell.lines.empty()) {
      keep_one(cell.place.column, cell.place.column_span, columns);
      keep_one(cell.place.row, cell.place.row_span, rows);
    }
  }
  const std::vector<std::size_t> column_numbers = numbers_of(columns);
  const std::vector<std::size_t> row_numbers = numbers_of(rows);
  std::erase_if(cells, [&](PdfTableCell& cell) {
    const bool has_columns = renumber(cell.place.column, cell.place.column_span, column_numbers);
    const bool has_rows = renumber(cell.place.row, cell.place.row_span, row_numbers);
    return !has_columns || !has_rows;
  });
  PdfTable table{.box = grid.box(), .columns = edges_of(grid.columns, columns), .size = usual_size(cells)};
  table.rows.resize(row_numbers.back());
  table.header_rows = header_rows_of(cells, table.rows.size());
  fill_rows(cells, column_numbers.back(), table.rows);
  return table;
}

bool is_numeric(const std::string& text) {
  constexpr std::string_view parts_of_numbers = "0123456789.,'%()+-$/: ";
  if (text == "-" || text == "–" || text == "—" || text == "n/a") {
    return true;
  }
  const bool has_digit = std::any_of(text.begin(), text.end(), is_digit);
  std::size_t others = 0;
  for (const char byte : text) {
    others += parts_of_numbers.find(byte) == std::string_view::npos ? 1U : 0U;
  }
  constexpr std::size_t letters_of_unit = 3;  // the bytes of a currency's sign, or its code
  return has_digit && others <= letters_of_unit;
}

}  // namespace docexport
