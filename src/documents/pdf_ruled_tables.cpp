#include "documents/pdf_ruled_tables.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "documents/pdf_grid.hpp"
#include "documents/pdf_rows.hpp"
#include "documents/pdf_table_rows.hpp"

namespace docexport {
namespace {

constexpr std::size_t fewest_filled_cells = 3;
constexpr double smallest_filled_share = 0.1;
constexpr std::size_t words_of_running_text = 80;
constexpr double largest_share_of_one_cell = 0.5;
constexpr double largest_share_of_divided_cells = 0.35;

constexpr std::size_t fewest_unruled_rows = 4;
constexpr double share_of_filled_lines = 0.8;
constexpr double same_line = 0.35;  ///< in units of the font size

/// The number of the step of rising edges that the place lies in.
std::optional<std::size_t> step_at(const std::vector<double>& edges, double place) {
  const auto next = std::upper_bound(edges.begin(), edges.end(), place);
  if (next == edges.begin() || next == edges.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(next - edges.begin()) - 1;
}

/// A grid with the words that stand in it.
class RuledTable {
 public:
  RuledTable(PdfGrid grid, const std::vector<PdfWord>& words) : grid_(std::move(grid)), words_of_(grid_.cells.size()) {
    std::vector<std::size_t> cell_at((grid_.columns.size() - 1) * (grid_.rows.size() - 1));
    for (std::size_t index = 0; index < grid_.cells.size(); ++index) {
      const PdfGridCell& cell = grid_.cells[index];
      for (std::size_t row = cell.row; row < cell.row + cell.row_span; ++row) {
        for (std::size_t column = cell.column; column < cell.column + cell.column_span; ++column) {
          cell_at[row * (grid_.columns.size() - 1) + column] = index;
        }
      }
    }
    for (std::size_t index = 0; index < words.size(); ++index) {
      const BoundingBox& box = words[index].box;
      const auto column = step_at(grid_.columns, (box.left + box.right) / 2);
      const auto row = step_at(grid_.rows, (box.top + box.bottom) / 2);
      if (column && row) {
        words_of_[cell_at[*row * (grid_.columns.size() - 1) + *column]].push_back(index);
        ++word_count_;
      }
    }
  }

  /// Before the words are composed: whether enough cells have some, in two columns and two rows at least.
  [[nodiscard]] bool has_filled_cells() const {
    std::set<std::size_t> columns;
    std::set<std::size_t> rows;
    std::size_t filled = 0;
    std::size_t largest = 0;
    for (std::size_t index = 0; index < grid_.cells.size(); ++index) {
      if (!words_of_[index].empty()) {
        ++filled;
        columns.insert(grid_.cells[index].column);
        rows.insert(grid_.cells[index].row);
        largest = std::max(largest, words_of_[index].size());
      }
    }
    const bool is_running_text =
        largest > words_of_running_text &&
        static_cast<double>(largest) > largest_share_of_one_cell * static_cast<double>(word_count_);
    return filled >= fewest_filled_cells && columns.size() >= 2 && rows.size() >= 2 && !is_running_text &&
           static_cast<double>(filled) >= smallest_filled_share * static_cast<double>(grid_.cells.size());
  }

  void compose(const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts) {
    for (std::size_t index = 0; index < grid_.cells.size(); ++index) {
      PdfTableCell& cell = cells_.emplace_back();
      cell.place = grid_.cells[index];
      std::vector<PdfWord> members;
      for (const std::size_t member : words_of_[index]) {
        members.push_back(words[member]);
      }
      cell.lines = compose_rows(members, fonts);
    }
  }

  /// Whether the rulings leave columns undivided, so that cells hold several of them.
  [[nodiscard]] bool has_undivided_columns() const {
    std::size_t filled = 0;
    std::size_t divided = 0;
    for (const PdfTableCell& cell : cells_) {
      filled += cell.lines.empty() ? 0U : 1U;
      divided +=
          std::any_of(cell.lines.begin(), cell.lines.end(), [](const PdfLine& line) { return line.is_row; }) ? 1U : 0U;
    }
    return static_cast<double>(divided) > largest_share_of_divided_cells * static_cast<double>(filled);
  }

  PdfTable table() && {
    split_unruled_rows();
    return make_table(grid_, std::move(cells_));
  }

  [[nodiscard]] const std::vector<std::vector<std::size_t>>& words_of_cells() const { return words_of_; }

 private:
  /// Where rulings stand only around a group of rows, its lines are the rows.
  void split_unruled_rows() {
    for (std::size_t row = grid_.rows.size() - 1; row > 0; --row) {
      if (const std::vector<double> baselines = unruled_rows_in(row - 1); !baselines.empty()) {
        split(row - 1, baselines);
      }
    }
  }

  /// The baselines of a row's lines, if nearly every cell has a line on each of them.
  [[nodiscard]] std::vector<double> unruled_rows_in(std::size_t row) const {
    std::vector<double> baselines;
    std::size_t lines = 0;
    std::size_t filled = 0;
    double size = 0;
    for (const PdfTableCell& cell : cells_) {
      const bool touches = cell.place.row <= row && row < cell.place.row + cell.place.row_span;
      if (touches && cell.place.row_span > 1) {
        return {};
      }
      if (touches && !cell.lines.empty()) {
        ++filled;
        lines += cell.lines.size();
        for (const PdfLine& line : cell.lines) {
          baselines.push_back(line.baseline);
          size = std::max(size, line.size);
        }
      }
    }
    std::sort(baselines.begin(), baselines.end());
    const auto is_same = [size](double a, double b) { return b - a <= same_line * size; };
    baselines.erase(std::unique(baselines.begin(), baselines.end(), is_same), baselines.end());
    const auto places = static_cast<double>(filled * baselines.size());
    const bool are_rows = filled >= 2 && baselines.size() >= fewest_unruled_rows &&
                          static_cast<double>(lines) >= share_of_filled_lines * places;
    return are_rows ? baselines : std::vector<double>();
  }

  void split(std::size_t row, const std::vector<double>& baselines) {
    const std::size_t more = baselines.size() - 1;
    std::vector<double> edges;
    for (std::size_t index = 1; index < baselines.size(); ++index) {
      edges.push_back((baselines[index - 1] + baselines[index]) / 2);
    }
    grid_.rows.insert(grid_.rows.begin() + static_cast<std::ptrdiff_t>(row) + 1, edges.begin(), edges.end());
    std::vector<PdfTableCell> result;
    std::vector<PdfTableCell> parts;
    for (PdfTableCell& cell : cells_) {
      if (cell.place.row == row) {
        append_parts(cell, edges, parts);
      } else {
        cell.place.row += cell.place.row > row ? more : 0;
        result.push_back(std::move(cell));
      }
    }
    result.insert(result.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
    std::stable_sort(result.begin(), result.end(), [](const PdfTableCell& a, const PdfTableCell& b) {
      return std::pair(a.place.row, a.place.column) < std::pair(b.place.row, b.place.column);
    });
    cells_ = std::move(result);
  }

  static void append_parts(const PdfTableCell& cell, const std::vector<double>& edges,
                           std::vector<PdfTableCell>& parts) {
    const std::size_t first = parts.size();
    for (std::size_t index = 0; index <= edges.size(); ++index) {
      parts.push_back({.place = cell.place});
      parts.back().place.row += index;
    }
    for (const PdfLine& line : cell.lines) {
      const auto part = std::upper_bound(edges.begin(), edges.end(), line.baseline) - edges.begin();
      parts[first + static_cast<std::size_t>(part)].lines.push_back(line);
    }
  }

  PdfGrid grid_;
  std::vector<std::vector<std::size_t>> words_of_;
  std::size_t word_count_ = 0;
  std::vector<PdfTableCell> cells_{};
};

void remove_words(const std::vector<bool>& taken, std::vector<PdfWord>& words) {
  std::vector<PdfWord> left;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (!taken[index]) {
      left.push_back(std::move(words[index]));
    }
  }
  words = std::move(left);
}

}  // namespace

std::vector<PdfTable> take_ruled_tables(const PdfRulings& rulings, const std::vector<PdfFont>& fonts,
                                        std::vector<PdfWord>& words) {
  std::vector<PdfTable> tables;
  if (words.empty()) {
    return tables;
  }
  for (PdfGrid& grid : find_grids(rulings)) {
    RuledTable ruled(std::move(grid), words);
    if (!ruled.has_filled_cells()) {
      continue;
    }
    ruled.compose(words, fonts);
    if (ruled.has_undivided_columns()) {
      continue;
    }
    std::vector<bool> taken(words.size());
    for (const auto& members : ruled.words_of_cells()) {
      for (const std::size_t index : members) {
        taken[index] = true;
      }
    }
    tables.push_back(std::move(ruled).table());
    remove_words(taken, words);
  }
  return tables;
}

}  // namespace docexport
