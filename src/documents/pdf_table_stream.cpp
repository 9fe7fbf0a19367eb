#include "documents/pdf_table_stream.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace docexport {
namespace {

constexpr double same_table_edge = 1.2;  ///< in units of the font size

bool is_furniture(const Block& block) {
  return block.label == BlockLabel::page_header || block.label == BlockLabel::page_footer;
}

bool have_same_columns(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  if (a.size() != b.size()) {
    return false;
  }
  // Where no rulings stand, the outer edges are those of the longest texts.
  for (std::size_t edge = 1; edge + 1 < a.size(); ++edge) {
    if (std::abs(a[edge] - b[edge]) > tolerance) {
      return false;
    }
  }
  return true;
}

bool have_same_texts(const Row& a, const Row& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Cell& left, const Cell& right) { return left.text == right.text; });
}

std::uint64_t places_of(const Row& row) {
  std::uint64_t places = 0;
  for (const Cell& cell : row) {
    places += static_cast<std::uint64_t>(cell.column_span) * static_cast<std::uint64_t>(cell.row_span);
  }
  return places;
}

}  // namespace

void PdfTableStream::page(const PageInfo& page) {
  if (open_) {
    held_.emplace_back(page);
  } else {
    sink_.page(page);
  }
}

void PdfTableStream::block(const Block& block) {
  if (open_ && is_furniture(block)) {
    held_.emplace_back(block);
    return;
  }
  close();
  sink_.block(block);
}

void PdfTableStream::table(const PdfTable& table, const Position& position) {
  if (goes_on(table, position)) {
    open_->page_no = position.page_no;
    push_rows(table, repeats_header(table) ? open_->header.size() : 0);
    return;
  }
  close();
  open_ =
      OpenTable{.columns = table.columns, .size = table.size, .element = table.element, .page_no = position.page_no};
  const auto header_rows = static_cast<std::size_t>(table.header_rows);
  open_->header.assign(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(header_rows));
  sink_.begin_table({.header_rows = table.header_rows, .position = position});
  push_rows(table, 0);
}

bool PdfTableStream::goes_on(const PdfTable& table, const Position& position) const {
  if (!open_ || position.page_no != open_->page_no + 1) {
    return false;
  }
  if (table.element != 0 || open_->element != 0) {
    return table.element == open_->element && table.columns.size() == open_->columns.size();
  }
  if (repeats_header(table)) {
    return table.columns.size() == open_->columns.size();
  }
  return table.header_rows == 0 && have_same_columns(table.columns, open_->columns, same_table_edge * open_->size);
}

bool PdfTableStream::repeats_header(const PdfTable& table) const {
  const std::vector<Row>& header = open_->header;
  return !header.empty() && header.size() < table.rows.size() &&
         std::equal(header.begin(), header.end(), table.rows.begin(), have_same_texts);
}

void PdfTableStream::push_rows(const PdfTable& table, std::size_t first) {
  for (std::size_t index = first; index < table.rows.size(); ++index) {
    budget_.take_cells(places_of(table.rows[index]));
    sink_.table_row(joined_lines(table.rows[index]));
  }
}

Row PdfTableStream::joined_lines(const Row& row) const {
  Row joined = row;
  for (Cell& cell : joined) {
    const std::string lines = std::exchange(cell.text, {});
    for (std::size_t begin = 0; begin <= lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      append_line(cell.text, std::string_view(lines).substr(begin, end - begin), words_);
      begin = end + 1;
    }
  }
  return joined;
}

void PdfTableStream::close() {
  if (!open_) {
    return;
  }
  sink_.end_table();
  open_.reset();
  for (const auto& held : std::exchange(held_, {})) {
    if (const auto* page = std::get_if<PageInfo>(&held); page != nullptr) {
      sink_.page(*page);
    } else {
      sink_.block(std::get<Block>(held));
    }
  }
}

}  // namespace docexport
