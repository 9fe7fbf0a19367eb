#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/scratch_file.hpp"
#include "formats/table_grid.hpp"

namespace docexport {

/// Columns that a sheet can have, and rows.
inline constexpr std::size_t most_sheet_columns = 16384;
inline constexpr std::uint64_t most_sheet_rows = 1'048'576;

/// `AB12`: a place by its column, from 0, and its row, from 1.
std::string cell_name(std::size_t column, std::uint64_t row);

/// Finds the merged cells of a sheet while its rows come. Merged cells must not overlap: of two that would, the later
/// one is not merged. They end with the sheet at the latest.
class XlsxMerges {
 public:
  explicit XlsxMerges(ScratchFile& scratch) : written_(scratch) {}

  /// The next row, from 1, with the cells that begin to span in it.
  void begin_row(std::uint64_t row, const std::vector<GridRow::Span>& spans);
  /// Whether a merged cell that begins elsewhere covers this column of the row.
  [[nodiscard]] bool covers(std::size_t column) const;
  /// After the last row.
  void finish(std::uint64_t last_row);

  /// The `mergeCell` elements; valid after finish.
  [[nodiscard]] const ScratchPart& elements() const noexcept { return written_; }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

 private:
  struct Area {
    std::size_t column = 0;
    std::size_t width = 1;
    std::uint64_t first_row = 0;
    std::uint64_t last_row = 0;
  };
  /// What a column is covered by: up to which row, and whether a merged cell begins there.
  struct Cover {
    std::uint64_t last_row = 0;
    std::uint64_t first_row_of_corner = 0;
  };

  [[nodiscard]] bool is_free(const Area& area) const;
  void add(const Area& area);
  void write(const Area& area);

  std::uint64_t row_ = 0;
  std::vector<Cover> covers_;
  std::vector<Area> open_;
  ScratchPart written_;
  std::uint64_t count_ = 0;
};

}  // namespace docexport
