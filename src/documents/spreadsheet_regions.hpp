#pragma once

#include <cstdint>
#include <vector>

#include "documents/spreadsheet_rows.hpp"

namespace docexport {

/// A row of a sheet that has cells; they ascend.
struct SheetRow {
  std::uint32_t number = 0;  ///< from 0
  std::vector<SheetCell> cells{};
};

/// Cells that touch, directly or by others between them; the cells of a corner do not touch.
struct SheetRegion {
  struct Place {
    std::uint32_t row = 0;  ///< index into the rows that were given
    std::uint32_t cell = 0;
  };
  SheetColumns columns{};
  std::vector<Place> places{};  ///< row by row, from left to right
};

/// The regions of these rows, in the order of their first cells. A cell touches with all the places that it spans.
std::vector<SheetRegion> find_sheet_regions(const std::vector<SheetRow>& rows);

/// Spans wider than this are a habit of filling whole rows: they do not make a table wider.
inline constexpr int widest_telling_span = 256;

/// The column after the last that the cell gives its table.
std::uint32_t right_edge(const SheetCell& cell);

}  // namespace docexport
