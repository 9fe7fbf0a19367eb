#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/spreadsheet_regions.hpp"
#include "documents/spreadsheet_rows.hpp"

namespace docexport {

/// Finds the tables of one sheet as its rows come, and passes them on: what is apart by empty rows or columns is a
/// table of its own. Of a table that is too large to hold only its rows tell where it ends: what stands beside it,
/// behind empty columns, is part of it.
class SpreadsheetTables {
 public:
  /// `budget` and `sink` outlive it.
  SpreadsheetTables(std::string sheet_name, ReadingBudget& budget, ContentSink& sink);

  /// Row numbers ascend; the row's cells ascend and are not empty, and have the spans they have. Takes their texts.
  void add_row(SheetRow& row);
  /// The sheet ends.
  void finish();

  [[nodiscard]] std::uint64_t table_count() const { return tables_; }
  [[nodiscard]] std::uint64_t hidden_cells() const { return rows_.hidden_cells(); }

 private:
  void hold(SheetRow& row);
  void pass_on_held();
  void pass_on_region(const SheetRegion& region);
  void begin_large_table();
  void pass_on(SheetRow& row);
  void end_band();

  std::string sheet_name_;
  SpreadsheetRows rows_;
  std::vector<SheetRow> held_{};  // of the band, the rows without an empty one between them, as long as it is small
  std::uint64_t held_places_ = 0;
  std::uint64_t held_bytes_ = 0;
  std::uint64_t band_end_ = 0;  // the first row that none of the band's cells reaches
  bool in_large_table_ = false;
  SheetColumns large_columns_{};
  std::vector<SheetCell*> passed_{};
  std::uint64_t tables_ = 0;
};

}  // namespace docexport
