#pragma once

#include "formats/csv_text.hpp"
#include "formats/row_format.hpp"

namespace docexport {

/// CSV as RFC 4180 has it: UTF-8 without a byte order mark, CRLF line ends, always a header. Each line has as many
/// cells as the header. Several tables (the tables view without `--table`) get a first column `table` with their
/// number.
class CsvFormat final : public RowFormat {
 public:
  explicit CsvFormat(FormulaCells formulas) : formulas_(formulas) {}

  void append_field_header(ByteBuffer& buffer) override;
  void append_field(ByteBuffer& buffer, const Field& field) override;
  void append_record_header(ByteBuffer& buffer, const std::vector<std::string>& columns) override;
  void append_record(ByteBuffer& buffer, const Row& row) override;
  void append_block_header(ByteBuffer& buffer) override;
  void append_block(ByteBuffer& buffer, const Block& block) override;
  void open_table_block(ByteBuffer& buffer, const TableStart& table, std::uint64_t number) override;
  void append_table_text(ByteBuffer& buffer, std::string_view piece) override;
  void close_table_block(ByteBuffer& buffer, const TableStart& table) override;
  std::unique_ptr<TableRows> make_table_rows(OutputFile& output, ScratchFile& scratch, TableChoice choice) override;

 private:
  FormulaCells formulas_;
  std::size_t column_count_ = 0;
  bool is_table_text_blank_ = true;  ///< so far
};

}  // namespace docexport
