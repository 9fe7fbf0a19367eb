#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// A row with a cell for each column: a cell that spans is in every place it covers.
struct GridRow {
  /// Where a spanning cell begins.
  struct Span {
    std::size_t column = 0;
    int row_span = 1;
    int column_span = 1;
  };

  std::vector<const Cell*> cells{};
  std::vector<Span> spans{};  ///< of the cells that begin in this row
};

/// Lays a table's rows out. As in HTML, a row has no cell for a place that a cell of an earlier row covers.
class TableGrid {
 public:
  /// Columns that spans can reach; a cell further right keeps its place and spans nothing.
  static constexpr std::size_t widest_span = 16384;

  /// The row's places; valid until the next call and as long as `row`.
  const GridRow& lay_out(const Row& row);

 private:
  /// A cell of an earlier row that reaches into the rows to come.
  struct Carried {
    std::shared_ptr<const Cell> cell{};
    int rows_left = 0;
  };

  void place_carried();
  void place(const Cell& cell);

  std::vector<Carried> carried_;
  GridRow laid_out_;
};

}  // namespace docexport
