#pragma once

#include <optional>
#include <vector>

#include "formats/cell_places.hpp"
#include "formats/print_canvas.hpp"
#include "formats/print_columns.hpp"
#include "formats/print_text.hpp"

namespace docexport {

/// Prints a table row by row over as many pages as it needs; its header rows are on each. Only the first rows, from
/// which the columns get their widths, and what stands in a row wait in memory.
class PrintTable {
 public:
  PrintTable(PrintCanvas& canvas, int header_rows);

  void add(const GridRow& row);
  void finish();

 private:
  struct OpenCell;
  /// A column that a cell from above covers.
  struct Covered {
    int rows_left = 0;
    bool is_first = false;  ///< of the columns that the cell covers
  };
  enum class PartOfRow { first, later };

  void measure();
  void print(const PrintRow& row);
  void print_row(const PrintRow& row, bool is_header);
  void print_cells(std::vector<OpenCell>& cells, PartOfRow part_of_row, bool is_header);
  void print_part(std::vector<OpenCell>& cells, PartOfRow part_of_row, bool is_header);
  [[nodiscard]] std::vector<OpenCell> lay_out(const PrintRow& row, bool is_header) const;
  void draw_frame(const std::vector<OpenCell>& cells, double height, PartOfRow part_of_row);
  void draw_line(double y);
  void add_line(double from, double to, double y);
  void stroke_borders();
  void break_page();
  void cover(const PrintRow& row);
  [[nodiscard]] double header_height() const;

  PrintCanvas& canvas_;
  std::size_t header_rows_;
  CellPlaces places_;
  std::vector<PrintRow> waiting_;
  std::size_t waiting_cells_ = 0;
  std::size_t waiting_bytes_ = 0;
  std::optional<PrintColumns> columns_;
  std::vector<PrintRow> headers_;
  std::size_t printed_rows_ = 0;
  std::vector<Covered> covered_;
  bool page_is_new_ = true;  ///< nothing but the headers has been printed on this page
  std::optional<PrintElement> element_;
};

}  // namespace docexport
