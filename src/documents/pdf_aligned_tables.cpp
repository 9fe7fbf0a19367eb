#include "documents/pdf_aligned_tables.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "documents/pdf_aligned_columns.hpp"
#include "documents/pdf_table_rows.hpp"

namespace docexport {
namespace {

/// In units of the font size.
constexpr double widest_pitch = 3;
constexpr double pitch_of_header = 1.8;

constexpr std::size_t most_rows_without_gap = 2;  ///< one after the other, inside a table
constexpr std::size_t most_words_without_gap = 8;
constexpr std::size_t most_aligned_header_rows = 4;
constexpr int deepest_search = 8;
constexpr double pitch_inside_row = 0.85;  ///< in units of the pitch of rows
constexpr double wider_pitch = 1.25;
constexpr double clearly_apart = 1.12;

bool is_leader(const PdfWord& word) {
  return word.text.find("....") != std::string::npos || word.text == ".";
}

bool is_fixed_width(const PdfWord& word, const std::vector<PdfFont>& fonts) {
  const auto font = static_cast<std::size_t>(word.font);
  return font < fonts.size() && fonts[font].fixed_width;
}

/// Text in a font of equal widths is code, unless everything is.
bool is_code_in_text(const std::vector<const PdfWord*>& row, const std::vector<PdfWord>& words,
                     const std::vector<PdfFont>& fonts) {
  const auto is_fixed = [&fonts](const PdfWord& word) { return is_fixed_width(word, fonts); };
  return std::all_of(row.begin(), row.end(), [&is_fixed](const PdfWord* word) { return is_fixed(*word); }) &&
         std::count_if(words.begin(), words.end(), is_fixed) * 2 < static_cast<std::ptrdiff_t>(words.size());
}

class AlignedTableFinder {
 public:
  AlignedTableFinder(const PdfColumnRows& column, const std::vector<PdfSegment>& segments,
                     const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts)
      : words_(words), fonts_(fonts) {
    for (const PdfRow& row : column.rows) {
      take(column.segments_in_order.subspan(row.first, row.last - row.first), segments);
    }
  }

  std::vector<PdfAlignedTable> find() {
    for (std::size_t begin = 0; begin < rows_.size();) {
      const std::size_t end = rows_[begin].has_gap ? end_of_run(begin) : begin;
      if (end > begin) {
        search(begin, end, 0);
      }
      begin = std::max(end, begin + 1);
    }
    return std::move(tables_);
  }

 private:
  void take(std::span<const std::size_t> members, const std::vector<PdfSegment>& segments) {
    PdfRowWords row{.baseline = segments[members.front()].baseline};
    bool is_table_place = false;
    for (const std::size_t index : members) {
      row.size = std::max(row.size, segments[index].size);
      is_table_place |= segments[index].table.has_value();
      for (const std::size_t word : segments[index].words) {
        row.words.push_back(&words_[word]);
      }
    }
    std::stable_sort(row.words.begin(), row.words.end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->box.left < b->box.left; });
    const bool has_leader =
        std::any_of(row.words.begin(), row.words.end(), [](const PdfWord* word) { return is_leader(*word); });
    const bool is_barred = is_table_place || has_leader || is_code_in_text(row.words, words_, fonts_);
    row.has_gap = members.size() > 1 && !is_barred;
    barred_.push_back(is_barred);
    rows_.push_back(std::move(row));
  }

  [[nodiscard]] double pitch_above(std::size_t row) const { return rows_[row].baseline - rows_[row - 1].baseline; }

  /// Behind the last row with a gap that follows without a break.
  [[nodiscard]] std::size_t end_of_run(std::size_t begin) const {
    std::size_t end = begin + 1;
    for (std::size_t row = begin + 1; row < rows_.size() && row <= end + most_rows_without_gap; ++row) {
      if (barred_[row] || pitch_above(row) > widest_pitch * std::max(rows_[row].size, rows_[row - 1].size)) {
        break;
      }
      if (rows_[row].has_gap) {
        end = row + 1;
      } else if (rows_[row].words.size() > most_words_without_gap) {
        break;
      }
    }
    return end;
  }

  /// Where rows do not fit under each other as a whole, parts of them may that are set apart.
  void search(std::size_t begin, std::size_t end, int depth) {
    const std::span<const PdfRowWords> rows = std::span(rows_).subspan(begin, end - begin);
    const PdfAlignedColumns columns = find_aligned_columns(rows);
    if (are_table_rows(rows, columns)) {
      append_table(begin, end, columns);
      return;
    }
    if (const std::size_t middle = widest_break(begin, end); middle > begin && depth < deepest_search) {
      search_part(begin, middle, depth + 1);
      search_part(middle, end, depth + 1);
    }
  }

  void search_part(std::size_t begin, std::size_t end, int depth) {
    while (begin < end && !rows_[begin].has_gap) {
      ++begin;
    }
    while (end > begin && !rows_[end - 1].has_gap) {
      --end;
    }
    if (begin < end) {
      search(begin, end, depth);
    }
  }

  /// The row with the most white above it; `begin` if it is not more than above the others.
  [[nodiscard]] std::size_t widest_break(std::size_t begin, std::size_t end) const {
    std::size_t widest = begin;
    for (std::size_t row = begin + 1; row < end; ++row) {
      if (widest == begin || pitch_above(row) > pitch_above(widest)) {
        widest = row;
      }
    }
    return widest > begin && pitch_above(widest) > wider_pitch * usual_pitch(begin, end) ? widest : begin;
  }

  [[nodiscard]] double usual_pitch(std::size_t begin, std::size_t end) const {
    std::vector<double> pitches;
    for (std::size_t row = begin + 1; row < end; ++row) {
      pitches.push_back(pitch_above(row));
    }
    if (pitches.empty()) {
      return 0;
    }
    const auto middle = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 2);
    std::nth_element(pitches.begin(), middle, pitches.end());
    return *middle;
  }

  /// Lines over the first row that hold the upper parts of a header that stands on several.
  [[nodiscard]] std::size_t with_header(std::size_t begin, const PdfAlignedColumns& columns) const {
    std::size_t first = begin;
    while (first > 0 && begin - first < most_aligned_header_rows && !barred_[first - 1] &&
           pitch_above(first) <= pitch_of_header * rows_[first].size && is_part_of_header(rows_[first - 1], columns)) {
      --first;
    }
    return first;
  }

  static bool is_part_of_header(const PdfRowWords& row, const PdfAlignedColumns& columns) {
    const std::vector<PdfAlignedCell> cells = columns.divide(row);
    const double right = row.words.back()->box.right;
    return cells.front().column > 0 && right <= columns.columns.back().right + row.size &&
           std::all_of(cells.begin(), cells.end(), [](const PdfAlignedCell& cell) { return cell.column_span == 1; });
  }

  void append_table(std::size_t begin, std::size_t end, const PdfAlignedColumns& columns) {
    const std::size_t lowest = tables_.empty() ? 0 : tables_.back().last;
    begin = std::max(with_header(begin, columns), lowest);
    PdfGrid grid{.columns = columns.edges(), .rows = {top_of(rows_[begin])}};
    std::vector<PdfTableCell> cells;
    const double pitch = pitch_of_rows(begin, end, columns);
    const double line_pitch = pitch_inside_cells(begin, end, columns);
    for (std::size_t row = begin; row < end; ++row) {
      const std::vector<PdfAlignedCell> parts = columns.divide(rows_[row]);
      const bool is_close = row > begin && parts.front().column > 0 && pitch_above(row) < pitch_inside_row * pitch;
      const bool goes_on = is_close || (row > begin && pitch_above(row) <= line_pitch);
      if (row > begin && !goes_on) {
        grid.rows.push_back((rows_[row - 1].baseline + top_of(rows_[row])) / 2);
      }
      for (const PdfAlignedCell& part : parts) {
        append_cell(part, grid.rows.size() - 1, cells);
      }
    }
    grid.rows.push_back(bottom_of(rows_[end - 1]));
    std::stable_sort(cells.begin(), cells.end(), [](const PdfTableCell& a, const PdfTableCell& b) {
      return std::pair(a.place.row, a.place.column) < std::pair(b.place.row, b.place.column);
    });
    tables_.push_back({.first = begin, .last = end, .table = make_table(grid, std::move(cells))});
  }

  /// Up to which pitch lines belong to the row above: 0 unless all rows with many cells are further apart than that.
  [[nodiscard]] double pitch_inside_cells(std::size_t begin, std::size_t end, const PdfAlignedColumns& columns) const {
    double smallest_of_rows = 0;
    double smallest = 0;
    for (std::size_t row = begin + 1; row < end; ++row) {
      const double pitch = pitch_above(row);
      const bool has_many_cells = columns.divide(rows_[row]).size() * 2 > columns.columns.size();
      smallest = smallest == 0 ? pitch : std::min(smallest, pitch);
      if (has_many_cells) {
        smallest_of_rows = smallest_of_rows == 0 ? pitch : std::min(smallest_of_rows, pitch);
      }
    }
    return smallest_of_rows > clearly_apart * smallest ? clearly_apart * smallest : 0;
  }

  /// From row to row, as far as these begin in the first column.
  [[nodiscard]] double pitch_of_rows(std::size_t begin, std::size_t end, const PdfAlignedColumns& columns) const {
    std::vector<double> pitches;
    std::optional<double> previous;
    for (std::size_t row = begin; row < end; ++row) {
      if (columns.divide(rows_[row]).front().column > 0) {
        continue;
      }
      if (previous) {
        pitches.push_back(rows_[row].baseline - *previous);
      }
      previous = rows_[row].baseline;
    }
    std::sort(pitches.begin(), pitches.end());
    return pitches.empty() ? 0 : pitches[pitches.size() / 2];
  }

  /// A line of a cell; cells stay in the order of rows and columns, empty places have none.
  void append_cell(const PdfAlignedCell& part, std::size_t row, std::vector<PdfTableCell>& cells) const {
    std::vector<PdfWord> members;
    for (const PdfWord* word : part.words) {
      members.push_back(*word);
    }
    std::vector<PdfLine> lines = compose_rows(members, fonts_);
    for (auto cell = cells.rbegin(); cell != cells.rend() && cell->place.row == row; ++cell) {
      if (cell->place.column < part.column + part.column_span &&
          part.column < cell->place.column + cell->place.column_span) {
        cell->lines.insert(cell->lines.end(), lines.begin(), lines.end());
        return;
      }
    }
    cells.push_back(
        {.place = {.column = part.column, .row = row, .column_span = part.column_span}, .lines = std::move(lines)});
  }

  static double top_of(const PdfRowWords& row) {
    double top = row.words.front()->box.top;
    for (const PdfWord* word : row.words) {
      top = std::min(top, word->box.top);
    }
    return top;
  }

  static double bottom_of(const PdfRowWords& row) {
    double bottom = row.words.front()->box.bottom;
    for (const PdfWord* word : row.words) {
      bottom = std::max(bottom, word->box.bottom);
    }
    return bottom;
  }

  const std::vector<PdfWord>& words_;
  const std::vector<PdfFont>& fonts_;
  std::vector<PdfRowWords> rows_{};
  std::vector<bool> barred_{};  ///< rows that are surely none of a table's
  std::vector<PdfAlignedTable> tables_{};
};

}  // namespace

std::vector<PdfAlignedTable> find_aligned_tables(const PdfColumnRows& column, const std::vector<PdfSegment>& segments,
                                                 const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts) {
  return AlignedTableFinder(column, segments, words, fonts).find();
}

}  // namespace docexport
