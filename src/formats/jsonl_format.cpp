#include "formats/jsonl_format.hpp"

#include "formats/json_content.hpp"
#include "formats/json_string.hpp"
#include "formats/json_value.hpp"
#include "formats/table_columns.hpp"

namespace docexport {

namespace {

/// Rows as objects, written as they come: a header is known before the first row it names.
class TableObjects final : public TableRows {
 public:
  TableObjects(OutputFile& output, TableChoice choice) : output_(output), choice_(choice) {}

  void open_table(const TableStart& table, std::uint64_t number) override {
    columns_ = TableColumns();
    has_header_ = table.header_rows > 0;
    number_ = number;
    row_ = 0;
  }

  void add_row(const GridRow& row) override {
    if (has_header_) {
      has_header_ = false;
      return columns_.set_header(row);
    }
    ++row_;
    ++row_count_;
    ByteBuffer& buffer = output_.buffer();
    if (choice_ == TableChoice::one) {
      append_cells(row);
    } else {
      buffer.append("{\"table\":");
      append_json_integer(buffer, number_);
      buffer.append(",\"row\":");
      append_json_integer(buffer, row_);
      buffer.append(",\"cells\":");
      append_cells(row);
      buffer.append('}');
    }
    buffer.append('\n');
    output_.flush_if_full();
  }

  void finish() override {}
  [[nodiscard]] std::uint64_t row_count() const override { return row_count_; }

 private:
  void append_cells(const GridRow& row) {
    char separator = '{';
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      if (row.cells[column]->type == CellType::absent) {
        continue;
      }
      output_.buffer().append(separator);
      separator = ',';
      append_json_string(output_.buffer(), columns_.name(column));
      output_.buffer().append(':');
      append_json_cell(output_.buffer(), *row.cells[column]);
      output_.flush_if_full();
    }
    output_.buffer().append(separator == '{' ? "{}" : "}");
  }

  OutputFile& output_;
  TableChoice choice_;
  TableColumns columns_;
  bool has_header_ = false;  ///< still to come
  std::uint64_t number_ = 0;
  std::uint64_t row_ = 0;
  std::uint64_t row_count_ = 0;
};

}  // namespace

void JsonlFormat::append_field_header(ByteBuffer& /*buffer*/) {}

void JsonlFormat::append_block_header(ByteBuffer& /*buffer*/) {}

void JsonlFormat::append_field(ByteBuffer& buffer, const Field& field) {
  append_json_field(buffer, field);
  buffer.append('\n');
}

void JsonlFormat::append_record_header(ByteBuffer& /*buffer*/, const std::vector<std::string>& columns) {
  record_.set_columns(columns);
}

void JsonlFormat::append_record(ByteBuffer& buffer, const Row& row) {
  record_.append(buffer, row);
  buffer.append('\n');
}

void JsonlFormat::append_block(ByteBuffer& buffer, const Block& block) {
  append_json_block(buffer, block);
  buffer.append('\n');
}

void JsonlFormat::open_table_block(ByteBuffer& buffer, const TableStart& /*table*/, std::uint64_t number) {
  table_number_ = number;
  buffer.append(R"({"label":"table","level":0,"text":")");
}

void JsonlFormat::append_table_text(ByteBuffer& buffer, std::string_view piece) {
  append_json_characters(buffer, piece);
}

void JsonlFormat::close_table_block(ByteBuffer& buffer, const TableStart& table) {
  buffer.append('"');
  append_json_key(buffer, "table");
  append_json_integer(buffer, table_number_);
  append_json_position(buffer, table.position);
  buffer.append("}\n");
}

std::unique_ptr<TableRows> JsonlFormat::make_table_rows(OutputFile& output, ScratchFile& /*scratch*/,
                                                        TableChoice choice) {
  return std::make_unique<TableObjects>(output, choice);
}

}  // namespace docexport
