#pragma once

#include <memory>
#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "docexport/model/field.hpp"
#include "formats/output_file.hpp"
#include "formats/scratch_file.hpp"
#include "formats/table_grid.hpp"

namespace docexport {

/// The rows of tables, as the tables view of a row format shows them.
class TableRows {
 public:
  virtual ~TableRows() = default;
  virtual void open_table(const TableStart& table, std::uint64_t number) = 0;
  virtual void add_row(const GridRow& row) = 0;
  /// After the last table.
  virtual void finish() = 0;
  /// Rows without headers of the file; valid after finish.
  [[nodiscard]] virtual std::uint64_t row_count() const = 0;
};

/// Whether one table is asked for by its number, or all there are.
enum class TableChoice { one, all };

/// How a format writes the kinds of rows. Headers are appended once, before the first row; a format may have none.
class RowFormat {
 public:
  virtual ~RowFormat() = default;

  virtual void append_field_header(ByteBuffer& buffer) = 0;
  virtual void append_field(ByteBuffer& buffer, const Field& field) = 0;

  virtual void append_record_header(ByteBuffer& buffer, const std::vector<std::string>& columns) = 0;
  virtual void append_record(ByteBuffer& buffer, const Row& row) = 0;

  virtual void append_block_header(ByteBuffer& buffer) = 0;
  virtual void append_block(ByteBuffer& buffer, const Block& block) = 0;
  /// A table among blocks is one row too. Its text comes in pieces, between these two.
  virtual void open_table_block(ByteBuffer& buffer, const TableStart& table, std::uint64_t number) = 0;
  virtual void append_table_text(ByteBuffer& buffer, std::string_view piece) = 0;
  virtual void close_table_block(ByteBuffer& buffer, const TableStart& table) = 0;

  /// Both files outlive what is returned.
  virtual std::unique_ptr<TableRows> make_table_rows(OutputFile& output, ScratchFile& scratch, TableChoice choice) = 0;
};

}  // namespace docexport
