#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// A line that may be a row of a table: its words from left to right.
struct PdfRowWords {
  std::vector<const PdfWord*> words{};
  double baseline = 0;
  double size = 0;
  bool has_gap = false;  ///< wider than a blank: it may have several cells
};

/// What stands in one place of a row.
struct PdfAlignedCell {
  std::size_t column = 0;
  std::size_t column_span = 1;
  std::vector<const PdfWord*> words{};
};

/// The columns that words under each other make: x from x.
struct PdfAlignedColumns {
  struct Column {
    double left = 0;
    double right = 0;
  };
  std::vector<Column> columns{};

  /// Where the columns begin, and where the last ends: in the middle of the white between them.
  [[nodiscard]] std::vector<double> edges() const;
  /// The cells of a row. Words with no more than a blank between them are one cell, over all columns they touch.
  [[nodiscard]] std::vector<PdfAlignedCell> divide(const PdfRowWords& row) const;
};

/// Columns with white between them that runs through all rows which have gaps, or nearly all.
PdfAlignedColumns find_aligned_columns(std::span<const PdfRowWords> rows);

/// Whether the rows are a table: filled cells, aligned under each other, short rather than running text.
bool are_table_rows(std::span<const PdfRowWords> rows, const PdfAlignedColumns& columns);

}  // namespace docexport
