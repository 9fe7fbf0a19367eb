#include "formats/csv_format.hpp"

#include <algorithm>

#include "formats/csv_tables.hpp"
#include "formats/json_value.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr std::string_view line_end = "\r\n";

/// A line without any bytes would be no row to most readers.
void end_line(ByteBuffer& buffer, std::size_t line_start) {
  buffer.append(buffer.size() == line_start ? "\"\"\r\n" : line_end);
}

}  // namespace

void CsvFormat::append_field_header(ByteBuffer& buffer) {
  buffer.append("field,value,type,confidence,page\r\n");
}

void CsvFormat::append_field(ByteBuffer& buffer, const Field& field) {
  append_csv_cell(buffer, field.name, formulas_);
  buffer.append(',');
  append_csv_cell(buffer, field.value, formulas_);
  buffer.append(',');
  append_csv_cell(buffer, field.type, formulas_);
  buffer.append(',');
  if (field.confidence) {
    append_json_real(buffer, *field.confidence);
  }
  buffer.append(',');
  if (field.page) {
    append_json_integer(buffer, *field.page);
  }
  buffer.append(line_end);
}

void CsvFormat::append_record_header(ByteBuffer& buffer, const std::vector<std::string>& columns) {
  column_count_ = columns.size();
  const std::size_t start = buffer.size();
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (column > 0) {
      buffer.append(',');
    }
    append_csv_cell(buffer, columns[column], formulas_);
  }
  end_line(buffer, start);
}

void CsvFormat::append_record(ByteBuffer& buffer, const Row& row) {
  const std::size_t start = buffer.size();
  for (std::size_t column = 0; column < column_count_; ++column) {
    if (column > 0) {
      buffer.append(',');
    }
    if (column < row.size()) {
      append_csv_cell(buffer, row[column].text, formulas_);
    }
  }
  end_line(buffer, start);
}

void CsvFormat::append_block_header(ByteBuffer& buffer) {
  buffer.append("page,label,level,text\r\n");
}

void CsvFormat::append_block(ByteBuffer& buffer, const Block& block) {
  if (block.position) {
    append_json_integer(buffer, block.position->page_no);
  }
  buffer.append(',');
  buffer.append(to_string(block.label));
  buffer.append(',');
  append_json_integer(buffer, block.level);
  buffer.append(',');
  append_csv_cell(buffer, block.text, formulas_);
  buffer.append(line_end);
}

void CsvFormat::open_table_block(ByteBuffer& buffer, const TableStart& table, std::uint64_t /*number*/) {
  if (table.position) {
    append_json_integer(buffer, table.position->page_no);
  }
  buffer.append(",table,0,\"");
  is_table_text_blank_ = true;
}

void CsvFormat::append_table_text(ByteBuffer& buffer, std::string_view piece) {
  // A line end stands for all that follows: the piece alone may be a plain number, the whole cell is not.
  const bool is_start = is_table_text_blank_ && piece.find_first_not_of(' ') != std::string_view::npos;
  if (is_start && formulas_ == FormulaCells::quoted && looks_like_formula(std::string(piece) + '\n')) {
    buffer.append('\'');
  }
  is_table_text_blank_ = is_table_text_blank_ && !is_start;
  append_csv_characters(buffer, piece);
}

void CsvFormat::close_table_block(ByteBuffer& buffer, const TableStart& /*table*/) {
  buffer.append("\"\r\n");
}

std::unique_ptr<TableRows> CsvFormat::make_table_rows(OutputFile& output, ScratchFile& scratch,
                                                      TableChoice /*choice*/) {
  return std::make_unique<CsvTables>(output, scratch, formulas_);
}

}  // namespace docexport
