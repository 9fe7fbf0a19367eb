#include "documents/pdf_tagged_tables.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "documents/pdf_segments.hpp"
#include "documents/pdf_table_rows.hpp"
#include "documents/pdf_tagged_lines.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_table_places = 200000;
constexpr double column_width = 100;  ///< of the grid: what counts is only that no column is left out

bool is_cell(const PdfElement& element) {
  return element.tag == PdfTag::cell || element.tag == PdfTag::header_cell;
}

class TaggedTable {
 public:
  TaggedTable(const PdfPage& page, const PdfTaggedParts& parts, const PdfTaggedPart& part)
      : page_(page), rows_(parts.table_rows[static_cast<std::size_t>(part.element)]), element_(part.element) {
    for (const std::size_t word : part.words) {
      words_of_cell_[parts.cell_of_element[static_cast<std::size_t>(page.words[word].element)]].push_back(word);
    }
  }

  std::optional<PdfTable> make() {
    // A word in no cell would be lost.
    if (words_of_cell_.contains(-1) || !place_cells() || width_ < 2) {
      return std::nullopt;
    }
    PdfGrid grid;
    for (std::size_t edge = 0; edge <= width_; ++edge) {
      grid.columns.push_back(static_cast<double>(edge) * column_width);
    }
    for (std::size_t edge = 0; edge <= rows_.size(); ++edge) {
      grid.rows.push_back(static_cast<double>(edge) * column_width);
    }
    PdfTable table = make_table(grid, std::move(cells_));
    table.box = box_;
    table.element = page_.elements[static_cast<std::size_t>(element_)].number;
    if (has_header_cells_) {
      table.header_rows = static_cast<int>(header_rows());
    }
    return table;
  }

 private:
  bool place_cells() {
    std::size_t child = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      bool is_header = true;
      std::size_t column = 0;
      for (child = static_cast<std::size_t>(rows_[row]) + 1; child < page_.elements.size(); ++child) {
        const PdfElement& element = page_.elements[child];
        if (element.parent < rows_[row]) {
          break;
        }
        if (element.parent == rows_[row] && is_cell(element)) {
          place_cell(static_cast<int>(child), row, column);
          is_header = is_header && element.tag == PdfTag::header_cell;
          has_header_cells_ = has_header_cells_ || element.tag == PdfTag::header_cell;
        }
      }
      is_header_.push_back(is_header);
      if (width_ * rows_.size() > most_table_places) {
        return false;
      }
    }
    return words_of_cell_.empty();
  }

  void place_cell(int index, std::size_t row, std::size_t& column) {
    const PdfElement& element = page_.elements[static_cast<std::size_t>(index)];
    const auto span = static_cast<std::size_t>(element.column_span);
    const std::size_t row_span = std::min(static_cast<std::size_t>(element.row_span), rows_.size() - row);
    while (column < covered_until_.size() && covered_until_[column] > row) {
      ++column;
    }
    width_ = std::max(width_, column + span);
    covered_until_.resize(width_);
    std::fill_n(covered_until_.begin() + static_cast<std::ptrdiff_t>(column), span, row + row_span);
    PdfTableCell cell{.place = {.column = column, .row = row, .column_span = span, .row_span = row_span}};
    if (const auto words = words_of_cell_.find(index); words != words_of_cell_.end()) {
      cell.lines = compose_tagged_lines(page_, words->second);
      for (const PdfLine& line : cell.lines) {
        box_ = has_box_ ? united(box_, line.box) : line.box;
        has_box_ = true;
      }
      words_of_cell_.erase(words);
    }
    cells_.push_back(std::move(cell));
    column += span;
  }

  /// Those at the top with nothing but header cells, or inside the table's head.
  [[nodiscard]] std::size_t header_rows() const {
    std::size_t count = 0;
    while (count < rows_.size() && (is_header_[count] || is_in_head(rows_[count]))) {
      ++count;
    }
    return count < rows_.size() ? count : 0;
  }

  [[nodiscard]] bool is_in_head(int row) const {
    const int parent = page_.elements[static_cast<std::size_t>(row)].parent;
    return parent >= 0 && page_.elements[static_cast<std::size_t>(parent)].tag == PdfTag::header_rows;
  }

  const PdfPage& page_;
  const std::vector<int>& rows_;
  int element_;
  std::map<int, std::vector<std::size_t>> words_of_cell_{};  ///< by element, of cells that have no place yet
  std::vector<std::size_t> covered_until_{};                 ///< for each column the first row that is free again
  std::size_t width_ = 0;
  std::vector<PdfTableCell> cells_{};
  std::vector<bool> is_header_{};
  bool has_header_cells_ = false;
  BoundingBox box_{};
  bool has_box_ = false;
};

}  // namespace

std::optional<PdfTable> make_tagged_table(const PdfPage& page, const PdfTaggedParts& parts, const PdfTaggedPart& part) {
  return TaggedTable(page, parts, part).make();
}

}  // namespace docexport
