#pragma once

#include "formats/csv_text.hpp"
#include "formats/row_format.hpp"
#include "formats/table_columns.hpp"

namespace docexport {

/// The rows of tables as CSV. They are put aside until the widest one is known. One table has its first header row as
/// header, or `column_1` …; several have a first column `table` with their number, and their headers are rows.
class CsvTables final : public TableRows {
 public:
  CsvTables(OutputFile& output, ScratchFile& scratch, FormulaCells formulas)
      : output_(output), formulas_(formulas), rows_(scratch) {}

  void open_table(const TableStart& table, std::uint64_t number) override;
  void add_row(const GridRow& row) override;
  void finish() override;
  [[nodiscard]] std::uint64_t row_count() const override { return row_count_; }

 private:
  /// What precedes a row where it is put aside. Each of its cells follows with its size before it.
  struct RowFrame {
    std::uint64_t table = 0;
    std::uint64_t cells = 0;
  };

  void append_header();
  void copy_row(ScratchReader& reader, const RowFrame& frame);

  OutputFile& output_;
  FormulaCells formulas_;
  ScratchPart rows_;
  TableColumns columns_;  ///< of the first table
  bool first_has_header_ = false;
  std::uint64_t table_count_ = 0;
  std::uint64_t table_number_ = 0;
  std::uint64_t width_ = 0;
  std::uint64_t stored_rows_ = 0;
  std::uint64_t row_count_ = 0;
};

}  // namespace docexport
