#include "formats/print_table.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace docexport {

namespace {

constexpr std::size_t measured_rows = 500;
constexpr std::size_t measured_cells = 20'000;
constexpr std::size_t measured_bytes = std::size_t{1} << 20;
constexpr std::size_t most_header_rows = 5;
constexpr double largest_header = 0.3;  // of a page
constexpr double widest_measure = 5000;
constexpr double border = 0.4;
constexpr double border_shade = 0.6;
constexpr double header_shade = 0.9;
constexpr double space_after = 10;

bool ends_at_right(const Cell& cell) {
  return cell.type == CellType::number;
}

}  // namespace

/// A cell while its row is printed.
struct PrintTable::OpenCell {
  const PrintCell* cell = nullptr;
  std::unique_ptr<PrintText> text{};
  std::size_t next_line = 0;

  [[nodiscard]] bool is_done() const { return next_line >= text->lines().size(); }

  /// The height of the lines that are left and fit, and the line behind them.
  [[nodiscard]] std::pair<double, std::size_t> fitting(double room) const {
    double height = 0;
    std::size_t line = next_line;
    while (line < text->lines().size() && height + text->lines()[line].height <= room) {
      height += text->lines()[line].height;
      ++line;
    }
    return {height, line};
  }
};

namespace {

double height_of(const PrintText& text) {
  return text.height() + 2 * cell_padding;
}

}  // namespace

PrintTable::PrintTable(PrintCanvas& canvas, int header_rows)
    : canvas_(canvas), header_rows_(static_cast<std::size_t>(std::max(0, header_rows))) {}

void PrintTable::add(const GridRow& row) {
  PrintRow printed;
  for (const CellPlace& place : places_.of_next(row)) {
    printed.push_back({.column = place.column,
                       .column_span = place.column_span,
                       .row_span = place.row_span,
                       .ends_at_right = ends_at_right(*place.cell),
                       .text = place.cell->text});
    waiting_bytes_ += place.cell->text.size();
  }
  if (columns_) {
    return print(printed);
  }
  waiting_cells_ += printed.size();
  waiting_.push_back(std::move(printed));
  if (waiting_.size() >= measured_rows || waiting_cells_ >= measured_cells || waiting_bytes_ >= measured_bytes) {
    measure();
  }
}

void PrintTable::measure() {
  canvas_.set_content_width(0);
  const auto width_of = [this](const std::string& text, TextWeight weight) {
    const PrintTextStyle style{.size = usual_table_size, .is_bold = weight == TextWeight::bold};
    return PrintText(canvas_.fonts(), text, style, widest_measure).lines().front().width;
  };
  columns_ = measure_columns(waiting_, header_rows_, canvas_.width(), width_of);
  canvas_.set_content_width(columns_->width());
  covered_.resize(columns_->widths.size());
  for (const PrintRow& row : std::exchange(waiting_, {})) {
    print(row);
  }
}

void PrintTable::finish() {
  if (!columns_) {
    measure();
  }
  draw_line(canvas_.y());
  element_.reset();
  canvas_.skip(space_after);
}

std::vector<PrintTable::OpenCell> PrintTable::lay_out(const PrintRow& row, bool is_header) const {
  std::vector<OpenCell> cells;
  for (const PrintCell& cell : row) {
    const double left = columns_->left_of(cell.column);
    const double right = columns_->left_of(cell.column + static_cast<std::size_t>(cell.column_span));
    const PrintTextStyle style{.size = columns_->font_size, .is_bold = is_header, .ends_at_right = cell.ends_at_right};
    cells.push_back(
        {.cell = &cell,
         .text = std::make_unique<PrintText>(canvas_.fonts(), cell.text, style, right - left - 2 * cell_padding)});
  }
  return cells;
}

void PrintTable::print(const PrintRow& row) {
  const bool is_header = printed_rows_ < header_rows_;
  ++printed_rows_;
  print_row(row, is_header);
  if (is_header && headers_.size() < most_header_rows) {
    headers_.push_back(row);
    if (header_height() > largest_header * canvas_.full_height()) {
      headers_.clear();
    }
  }
}

void PrintTable::print_row(const PrintRow& row, bool is_header) {
  if (!element_) {
    element_.emplace(canvas_, "Table");
  }
  PartOfRow part_of_row = PartOfRow::first;
  for (const PrintRow& part : printable_rows(row, columns_->widths.size())) {
    std::vector<OpenCell> cells = lay_out(part, is_header);
    print_cells(cells, part_of_row, is_header);
    part_of_row = PartOfRow::later;
  }
  cover(row);
}

double PrintTable::header_height() const {
  double height = 0;
  for (const PrintRow& row : headers_) {
    double tallest = 0;
    for (const OpenCell& cell : lay_out(row, true)) {
      tallest = std::max(tallest, height_of(*cell.text));
    }
    height += tallest;
  }
  return height;
}

void PrintTable::print_cells(std::vector<OpenCell>& cells, PartOfRow part_of_row, bool is_header) {
  double tallest = 0;
  for (const OpenCell& cell : cells) {
    tallest = std::max(tallest, height_of(*cell.text));
  }
  // A row that a page has room for is not divided.
  const bool fits_a_page = tallest <= (1 - largest_header) * canvas_.full_height();
  const double least = columns_->font_size * 2 + 2 * cell_padding;
  if (!page_is_new_ && canvas_.room() < (fits_a_page ? tallest : least)) {
    break_page();
  }
  print_part(cells, part_of_row, is_header);
  while (std::any_of(cells.begin(), cells.end(), [](const OpenCell& cell) { return !cell.is_done(); })) {
    break_page();
    print_part(cells, PartOfRow::later, is_header);
  }
}

void PrintTable::print_part(std::vector<OpenCell>& cells, PartOfRow part_of_row, bool is_header) {
  const double room = std::max(canvas_.room() - 2 * cell_padding, columns_->font_size * 2);
  double tallest = 0;
  for (const OpenCell& cell : cells) {
    tallest = std::max(tallest, cell.fitting(room).first);
  }
  const double height = tallest + 2 * cell_padding;
  if (is_header) {
    cairo_set_source_rgb(canvas_.cairo(), header_shade, header_shade, header_shade);
    cairo_rectangle(canvas_.cairo(), canvas_.left(), canvas_.y(), columns_->width(), height);
    cairo_fill(canvas_.cairo());
  }
  draw_frame(cells, height, part_of_row);
  const PrintElement row_element(canvas_, "TR", StructurePart::table);
  for (OpenCell& cell : cells) {
    const PrintElement cell_element(canvas_, is_header ? "TH" : "TD", StructurePart::table);
    PrintPoint place{.x = canvas_.left() + columns_->left_of(cell.cell->column) + cell_padding,
                     .y = canvas_.y() + cell_padding};
    for (const std::size_t end = cell.fitting(room).second; cell.next_line < end; ++cell.next_line) {
      const PrintLine& line = cell.text->lines()[cell.next_line];
      cell.text->draw(canvas_.cairo(), line, place);
      place.y += line.height;
    }
  }
  canvas_.advance(height);
  page_is_new_ = false;
}

void PrintTable::add_line(double from, double to, double y) {
  cairo_move_to(canvas_.cairo(), canvas_.left() + from, y);
  cairo_line_to(canvas_.cairo(), canvas_.left() + to, y);
}

void PrintTable::stroke_borders() {
  cairo_set_source_rgb(canvas_.cairo(), border_shade, border_shade, border_shade);
  cairo_set_line_width(canvas_.cairo(), border);
  cairo_stroke(canvas_.cairo());
}

void PrintTable::draw_line(double y) {
  add_line(0, columns_->width(), y);
  stroke_borders();
}

void PrintTable::draw_frame(const std::vector<OpenCell>& cells, double height, PartOfRow part_of_row) {
  // One stroke for all: a PDF writer's time goes by its operations.
  if (page_is_new_) {
    add_line(0, columns_->width(), canvas_.y());
  } else if (part_of_row == PartOfRow::first) {
    for (const OpenCell& cell : cells) {
      add_line(columns_->left_of(cell.cell->column),
               columns_->left_of(cell.cell->column + static_cast<std::size_t>(cell.cell->column_span)), canvas_.y());
    }
  }
  std::vector<double> edges = {0, columns_->width()};
  for (const OpenCell& cell : cells) {
    edges.push_back(columns_->left_of(cell.cell->column));
  }
  for (std::size_t column = 0; column < covered_.size(); ++column) {
    if (covered_[column].rows_left > 0 && covered_[column].is_first) {
      edges.push_back(columns_->left_of(column));
    }
  }
  for (const double edge : edges) {
    cairo_move_to(canvas_.cairo(), canvas_.left() + edge, canvas_.y());
    cairo_line_to(canvas_.cairo(), canvas_.left() + edge, canvas_.y() + height);
  }
  stroke_borders();
}

void PrintTable::break_page() {
  draw_line(canvas_.y());
  element_.reset();
  canvas_.start_page();
  element_.emplace(canvas_, "Table");
  page_is_new_ = true;
  for (const PrintRow& row : headers_) {
    std::vector<OpenCell> cells = lay_out(row, true);
    print_part(cells, PartOfRow::first, true);
  }
  page_is_new_ = true;
}

void PrintTable::cover(const PrintRow& row) {
  for (Covered& column : covered_) {
    column.rows_left = std::max(0, column.rows_left - 1);
  }
  for (const PrintCell& cell : row) {
    const std::size_t end = std::min(cell.column + static_cast<std::size_t>(cell.column_span), covered_.size());
    for (std::size_t column = cell.column; column < end; ++column) {
      covered_[column] = {.rows_left = cell.row_span - 1, .is_first = column == cell.column};
    }
  }
}

}  // namespace docexport
