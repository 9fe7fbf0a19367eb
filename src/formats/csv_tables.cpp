#include "formats/csv_tables.hpp"

#include <algorithm>
#include <type_traits>

#include "docexport/base/error.hpp"
#include "formats/json_value.hpp"

namespace docexport {

namespace {

template <typename Value>
std::string_view bytes_of(const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

template <typename Value>
bool read_value(ScratchReader& reader, Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  return reader.read(std::span(reinterpret_cast<char*>(&value), sizeof value));
}

}  // namespace

void CsvTables::open_table(const TableStart& table, std::uint64_t number) {
  if (table_count_ == 0) {
    first_has_header_ = table.header_rows > 0;
  }
  ++table_count_;
  table_number_ = number;
}

void CsvTables::add_row(const GridRow& row) {
  if (stored_rows_ == 0 && table_count_ == 1 && first_has_header_) {
    columns_.set_header(row);
  }
  rows_.buffer().append(bytes_of(RowFrame{.table = table_number_, .cells = row.cells.size()}));
  ByteBuffer text;
  for (const Cell* cell : row.cells) {
    text.clear();
    append_csv_cell(text, cell->text, formulas_);
    rows_.buffer().append(bytes_of(std::uint64_t{text.size()}));
    rows_.buffer().append(text.view());
    rows_.flush_if_full();
  }
  width_ = std::max<std::uint64_t>(width_, row.cells.size());
  ++stored_rows_;
}

void CsvTables::append_header() {
  ByteBuffer& buffer = output_.buffer();
  const bool is_numbered = table_count_ != 1;
  if (is_numbered) {
    buffer.append("table");
    columns_ = TableColumns();
  }
  for (std::size_t column = 0; column < width_; ++column) {
    if (is_numbered || column > 0) {
      buffer.append(',');
    }
    append_csv_cell(buffer, columns_.name(column), formulas_);
    output_.flush_if_full();
  }
  output_.buffer().append("\r\n");
}

void CsvTables::copy_row(ScratchReader& reader, const RowFrame& frame) {
  ByteBuffer& buffer = output_.buffer();
  const bool is_numbered = table_count_ != 1;
  if (is_numbered) {
    append_json_integer(buffer, frame.table);
  }
  for (std::uint64_t column = 0; column < width_; ++column) {
    if (is_numbered || column > 0) {
      buffer.append(',');
    }
    std::uint64_t left = 0;
    if (column < frame.cells) {
      read_value(reader, left);
    }
    if (left == 0 && width_ == 1 && !is_numbered) {
      buffer.append("\"\"");  // a line without any bytes would be no row to most readers
    }
    while (left > 0) {
      const std::string_view piece = reader.next(left);
      if (piece.empty()) {
        throw Error(ErrorKind::internal, "the temporary file of the export ends in the middle of a row");
      }
      buffer.append(piece);
      left -= piece.size();
      output_.flush_if_full();
    }
  }
  buffer.append("\r\n");
  output_.flush_if_full();
}

void CsvTables::finish() {
  append_header();
  ScratchReader reader(rows_);
  bool skips_row = table_count_ == 1 && first_has_header_ && stored_rows_ > 0;
  row_count_ = stored_rows_ - (skips_row ? 1 : 0);
  RowFrame frame;
  while (read_value(reader, frame)) {
    if (!skips_row) {
      copy_row(reader, frame);
      continue;
    }
    skips_row = false;
    for (std::uint64_t cell = 0; cell < frame.cells; ++cell) {
      std::uint64_t left = 0;
      read_value(reader, left);
      while (left > 0) {
        left -= reader.next(left).size();
      }
    }
  }
}

}  // namespace docexport
