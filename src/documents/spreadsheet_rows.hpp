#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// A cell that holds something, with the column it is in, from 0.
struct SheetCell {
  std::uint32_t column = 0;
  Cell cell{};
};

/// The part of a sheet that becomes one table: columns from `left` to before `right`.
struct SheetColumns {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

enum class FirstSheetRow { header, data };

/// Passes the rows of one table of a sheet on, a cell for each place that no other covers.
class SpreadsheetRows {
 public:
  /// `sink` and `budget` outlive it.
  SpreadsheetRows(const std::string& sheet_name, ReadingBudget& budget, ContentSink& sink)
      : sheet_name_(&sheet_name), budget_(&budget), sink_(&sink) {}

  void begin(std::uint32_t first_row, SheetColumns columns, FirstSheetRow first);
  /// Rows ascend; those left out are empty. The cells ascend and none is left of the table; one that is right of it
  /// makes the table wider. Takes the cells' texts.
  void add(std::uint32_t row, const std::vector<SheetCell*>& cells);
  void end();
  /// Cells with a value that another cell covers, which is not passed on.
  [[nodiscard]] std::uint64_t hidden_cells() const { return hidden_cells_; }

 private:
  void add_places(std::uint32_t row, const std::vector<SheetCell*>& cells);
  [[nodiscard]] bool is_covered(std::uint32_t row, std::uint32_t column) const;
  void cover(std::uint32_t row, std::uint32_t column, const Cell& cell);

  const std::string* sheet_name_;
  ReadingBudget* budget_;
  ContentSink* sink_;
  SheetColumns columns_{};
  std::uint32_t next_row_ = 0;
  std::uint64_t rows_ = 0;
  std::vector<std::uint32_t> covered_before_{};  // of each column from `left`: the first row that is free again
  Row row_{};
  std::uint64_t hidden_cells_ = 0;
};

}  // namespace docexport
