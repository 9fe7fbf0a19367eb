#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/cell_places.hpp"
#include "formats/scratch_file.hpp"

namespace docexport {

/// Writes the `data` of a TableItem as its rows come. A cell that spans rows is written when the last of them has come,
/// so that none reaches below the table.
class DoclingTable {
 public:
  /// Begins a table in `items`, behind what is there.
  DoclingTable(ScratchPart& items, int header_rows);

  void add(const GridRow& row);
  /// Ends the object.
  void finish();

 private:
  struct Place {
    std::uint64_t column = 0;
    std::uint64_t end_column = 0;
    std::uint64_t row = 0;
    std::uint64_t end_row = 0;
  };
  struct OpenCell {
    Place place{};
    std::string text{};
  };

  void append(const Place& place, std::string_view text);

  ScratchPart& items_;
  std::uint64_t header_rows_;
  CellPlaces places_;
  std::vector<OpenCell> open_cells_;
  std::uint64_t row_count_ = 0;
  std::uint64_t column_count_ = 0;
  bool is_first_ = true;
};

}  // namespace docexport
