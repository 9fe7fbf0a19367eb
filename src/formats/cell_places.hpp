#pragma once

#include <cstddef>
#include <vector>

#include "formats/table_grid.hpp"

namespace docexport {

/// A cell that begins in a row, and how far it reaches.
struct CellPlace {
  std::size_t column = 0;
  int row_span = 1;
  int column_span = 1;
  const Cell* cell = nullptr;
};

/// Finds in the rows of a table, which have a cell for each place, the cells that begin there: each cell once.
class CellPlaces {
 public:
  /// In the columns' order; valid until the next call and as long as `row`.
  const std::vector<CellPlace>& of_next(const GridRow& row);

 private:
  std::vector<int> rows_covered_;  ///< by column: how many rows to come a cell from above covers
  std::vector<CellPlace> places_;
};

}  // namespace docexport
