#include "documents/pdf_aligned_columns.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "documents/pdf_list_marker.hpp"
#include "documents/pdf_table_rows.hpp"

namespace docexport {
namespace {

/// In units of the font size.
constexpr double narrowest_channel = 0.55;
constexpr double gap_between_cells = 0.4;
constexpr double gap_in_plain_row = 0.65;
constexpr double same_column_edge = 0.4;
constexpr double wide_channel = 1.5;

constexpr std::size_t rows_for_an_exception = 10;  ///< one of so many may cross a channel
constexpr std::size_t fewest_rows = 3;
constexpr std::size_t fewest_rows_of_two_columns = 4;
constexpr double least_filled = 0.45;
constexpr double least_filled_of_two_columns = 0.75;
constexpr double mostly_looks_like_it = 0.6;
constexpr double average_words_of_running_text = 5;
constexpr double words_of_a_value = 4;
constexpr double words_of_a_name = 7;

double median(std::vector<double> values) {
  if (values.empty()) {
    return 0;
  }
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Edge {
  double x = 0;
  int step = 0;  ///< +1 where a word begins, -1 where it ends
};

/// The places that more than `allowed` rows have words at.
PdfAlignedColumns columns_crossed_by(std::span<const PdfRowWords> rows, int allowed) {
  std::vector<Edge> edges;
  std::vector<double> sizes;
  for (const PdfRowWords& row : rows) {
    if (!row.has_gap) {
      continue;
    }
    sizes.push_back(row.size);
    for (const PdfWord* word : row.words) {
      edges.push_back({.x = word->box.left, .step = 1});
      edges.push_back({.x = std::max(word->box.right, word->box.left), .step = -1});
    }
  }
  std::sort(edges.begin(), edges.end(),
            [](const Edge& a, const Edge& b) { return std::pair(a.x, -a.step) < std::pair(b.x, -b.step); });
  const double channel = narrowest_channel * median(sizes);
  PdfAlignedColumns result;
  int height = 0;
  for (const Edge& edge : edges) {
    height += edge.step;
    if (height == allowed + 1 && edge.step > 0) {
      if (result.columns.empty() || edge.x - result.columns.back().right >= channel) {
        result.columns.push_back({.left = edge.x, .right = edge.x});
      }
    } else if (height == allowed && edge.step < 0) {
      result.columns.back().right = edge.x;
    }
  }
  return result;
}

/// What the cells of a column have in common.
struct ColumnLook {
  std::vector<double> lefts{};
  std::vector<double> rights{};
  std::vector<double> centers{};
  std::vector<double> word_counts{};
  std::size_t numbers = 0;
  std::size_t markers = 0;

  [[nodiscard]] std::size_t cells() const { return lefts.size(); }
};

std::string text_of(const PdfAlignedCell& cell) {
  std::string text;
  for (const PdfWord* word : cell.words) {
    text += (text.empty() ? "" : " ") + word->text;
  }
  return text;
}

std::vector<ColumnLook> looks_of(std::span<const PdfRowWords> rows, const PdfAlignedColumns& columns) {
  std::vector<ColumnLook> looks(columns.columns.size());
  for (const PdfRowWords& row : rows) {
    for (const PdfAlignedCell& cell : columns.divide(row)) {
      if (!row.has_gap || cell.column_span > 1) {
        continue;
      }
      ColumnLook& look = looks[cell.column];
      const double left = cell.words.front()->box.left;
      const double right = cell.words.back()->box.right;
      const std::string text = text_of(cell);
      look.lefts.push_back(left);
      look.rights.push_back(right);
      look.centers.push_back((left + right) / 2);
      look.word_counts.push_back(static_cast<double>(cell.words.size()));
      look.numbers += is_numeric(text) ? 1U : 0U;
      look.markers += is_list_marker(text) ? 1U : 0U;
    }
  }
  return looks;
}

double share_near(const std::vector<double>& places, double tolerance) {
  const double middle = median(places);
  const auto near = std::count_if(places.begin(), places.end(),
                                  [middle, tolerance](double place) { return std::abs(place - middle) <= tolerance; });
  // A cell alone is aligned with nothing.
  return places.size() < 2 ? 0 : static_cast<double>(near - 1) / static_cast<double>(places.size() - 1);
}

double aligned_share(const ColumnLook& look, double tolerance) {
  return std::max(
      {share_near(look.lefts, tolerance), share_near(look.rights, tolerance), share_near(look.centers, tolerance)});
}

bool is_running_text(const ColumnLook& look) {
  return median(look.word_counts) >= average_words_of_running_text;
}

/// Two columns are as often a list, a pair of paragraphs or an index as they are a table.
bool are_names_and_values(const std::vector<ColumnLook>& looks, const PdfAlignedColumns& columns, double size) {
  const ColumnLook& names = looks.front();
  const ColumnLook& values = looks.back();
  if (names.markers * 2 > names.cells() || names.numbers * 2 > names.cells() ||
      median(names.word_counts) > words_of_a_name || median(values.word_counts) > words_of_a_value) {
    return false;
  }
  const bool are_numbers =
      static_cast<double>(values.numbers) >= mostly_looks_like_it * static_cast<double>(values.cells());
  const bool are_apart = columns.columns[1].left - columns.columns[0].right >= wide_channel * size;
  return are_numbers || (are_apart && share_near(values.lefts, same_column_edge * size) >= mostly_looks_like_it);
}

std::size_t nearest_column(const std::vector<PdfAlignedColumns::Column>& columns, const PdfWord& word) {
  const double center = (word.box.left + word.box.right) / 2;
  const auto next = std::partition_point(columns.begin(), columns.end(),
                                         [center](const auto& column) { return column.right < center; });
  if (next == columns.begin()) {
    return 0;
  }
  const auto before = std::prev(next);
  const bool is_before = next == columns.end() || center - before->right < next->left - center;
  return static_cast<std::size_t>((is_before ? before : next) - columns.begin());
}

/// The last column that the word reaches well into.
std::size_t last_column(const std::vector<PdfAlignedColumns::Column>& columns, const PdfWord& word, std::size_t first) {
  std::size_t last = first;
  while (last + 1 < columns.size() && columns[last + 1].left < word.box.right - gap_between_cells * word.size) {
    ++last;
  }
  return last;
}

std::size_t first_column(const std::vector<PdfAlignedColumns::Column>& columns, const PdfWord& word,
                         std::size_t nearest) {
  std::size_t first = nearest;
  while (first > 0 && columns[first - 1].right > word.box.left + gap_between_cells * word.size) {
    --first;
  }
  return first;
}

}  // namespace

std::vector<double> PdfAlignedColumns::edges() const {
  std::vector<double> result;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    result.push_back(index == 0 ? columns[index].left : (columns[index - 1].right + columns[index].left) / 2);
  }
  result.push_back(columns.back().right);
  return result;
}

std::vector<PdfAlignedCell> PdfAlignedColumns::divide(const PdfRowWords& row) const {
  const double closest = row.has_gap ? gap_between_cells : gap_in_plain_row;
  std::vector<PdfAlignedCell> cells;
  const PdfWord* previous = nullptr;
  for (const PdfWord* word : row.words) {
    const std::size_t nearest = nearest_column(columns, *word);
    const std::size_t first = first_column(columns, *word, nearest);
    const std::size_t last = last_column(columns, *word, nearest);
    const bool is_close = previous != nullptr && word->box.left - previous->box.right < closest * row.size;
    if (!cells.empty() && (is_close || first <= cells.back().column + cells.back().column_span - 1)) {
      PdfAlignedCell& cell = cells.back();
      cell.column_span = std::max(cell.column_span, last + 1 - cell.column);
      cell.words.push_back(word);
    } else {
      cells.push_back({.column = first, .column_span = last + 1 - first, .words = {word}});
    }
    previous = word;
  }
  return cells;
}

PdfAlignedColumns find_aligned_columns(std::span<const PdfRowWords> rows) {
  const auto with_gap = std::count_if(rows.begin(), rows.end(), [](const PdfRowWords& row) { return row.has_gap; });
  PdfAlignedColumns strict = columns_crossed_by(rows, 0);
  const int allowed = static_cast<int>(static_cast<std::size_t>(with_gap) / rows_for_an_exception);
  if (allowed == 0) {
    return strict;
  }
  PdfAlignedColumns tolerant = columns_crossed_by(rows, allowed);
  return tolerant.columns.size() > strict.columns.size() ? tolerant : strict;
}

bool are_table_rows(std::span<const PdfRowWords> rows, const PdfAlignedColumns& columns) {
  const std::size_t count = columns.columns.size();
  std::vector<double> sizes;
  for (const PdfRowWords& row : rows) {
    if (row.has_gap) {
      sizes.push_back(row.size);
    }
  }
  const bool are_two = count == 2;
  if (count < 2 || sizes.size() < (are_two ? fewest_rows_of_two_columns : fewest_rows)) {
    return false;
  }
  const double size = median(sizes);
  const std::vector<ColumnLook> looks = looks_of(rows, columns);
  std::size_t cells = 0;
  double aligned = 0;
  std::size_t texts = 0;
  for (const ColumnLook& look : looks) {
    cells += look.cells();
    aligned += aligned_share(look, same_column_edge * size) * static_cast<double>(look.cells());
    texts += is_running_text(look) ? 1U : 0U;
  }
  const auto places = static_cast<double>(sizes.size() * count);
  if (static_cast<double>(cells) < (are_two ? least_filled_of_two_columns : least_filled) * places ||
      aligned < mostly_looks_like_it * static_cast<double>(cells) || texts * 2 >= count) {
    return false;
  }
  return !are_two || are_names_and_values(looks, columns, size);
}

}  // namespace docexport
