#pragma once

#include "formats/json_record.hpp"
#include "formats/row_format.hpp"

namespace docexport {

/// JSON Lines: one object a line. A record has its columns as keys; a field and a block have the keys they have in
/// json; a table among blocks is `{"label":"table","level":0,"text":…,"table":1}`. In the tables view a row is
/// `{"table":1,"row":1,"cells":{…}}` with the header's names as keys, and only `{…}` when one table is asked for.
class JsonlFormat final : public RowFormat {
 public:
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
  JsonRecord record_;
  std::uint64_t table_number_ = 0;
};

}  // namespace docexport
