#include "formats/json_writer.hpp"

#include <algorithm>
#include <utility>

#include "docexport/base/error.hpp"
#include "formats/json_content.hpp"
#include "formats/json_string.hpp"
#include "formats/json_value.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

/// Begins an item of an array that is put aside.
ByteBuffer& start_item(ScratchPart& items) {
  items.flush_if_full();
  items.buffer().append(items.empty() ? "\n    " : ",\n    ");
  return items.buffer();
}

}  // namespace

JsonWriter::JsonWriter(const RenderRequest& request, std::string media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {.fields = AutomaticFields::all, .headers_footers = HeadersFooters::keep}),
      request_(request),
      media_type_(std::move(media_type)),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes) {}

void JsonWriter::open_member(std::string_view name) {
  ByteBuffer& buffer = output_.buffer();
  buffer.append(",\n  ");
  append_json_string(buffer, name);
  buffer.append(':');
}

void JsonWriter::open_document(const Metadata& metadata) {
  output_.buffer().append("{\n  \"schema\":\"docexport/1\"");
  append_job();
  append_document(metadata);
}

void JsonWriter::append_job() {
  open_member("job");
  ByteBuffer& buffer = output_.buffer();
  buffer.append('{');
  append_json_member(buffer, "format", to_string(request_.format));
  append_json_member(buffer, "view", to_string(view()));
  if (is_one_table()) {
    append_json_key(buffer, "table");
    append_json_integer(buffer, *request_.options.table);
  }
  buffer.append('}');
}

void JsonWriter::append_document(const Metadata& metadata) {
  open_member("document");
  ByteBuffer& buffer = output_.buffer();
  buffer.append('{');
  append_json_member(buffer, "name", request_.document_name);
  append_json_member(buffer, "media_type", media_type_);
  append_json_key(buffer, "size");
  append_json_integer(buffer, request_.document_size);
  append_json_member(buffer, "sha256", request_.document_sha256);
  append_json_key(buffer, "metadata");
  append_json_metadata(buffer, metadata);
  buffer.append('}');
}

void JsonWriter::write_field(const Field& field) {
  if (has_records_) {
    throw Error(ErrorKind::internal, "a field came after the records of " + request_.document_name);
  }
  append_json_field(start_item(fields_), field);
}

void JsonWriter::write_page(const PageInfo& page) {
  append_json_page(start_item(pages_), page);
}

void JsonWriter::write_block(const Block& block) {
  append_json_block(start_item(blocks_), block);
}

void JsonWriter::write_warning(std::string_view text) {
  append_json_string(start_item(warnings_), text);
}

void JsonWriter::open_table(const TableStart& table, std::uint64_t /*number*/) {
  table_ = table;
  table_rows_ = 0;
  table_columns_ = 0;
  spans_.clear();
  if (view() == View::blocks) {
    start_item(blocks_).append(R"({"label":"table","level":0,"text":")");
    return append_json_characters(blocks_.buffer(), readable_line(table.caption));
  }
  if (view() == View::automatic) {
    ByteBuffer& place = start_item(blocks_);
    place.append(R"({"label":"table","table":)");
    append_json_integer(place, table_index_);
    place.append('}');
  }
  ByteBuffer& buffer = start_item(tables_);
  buffer.append('{');
  if (!table.caption.empty()) {
    append_json_member(buffer, "caption", table.caption);
  }
  if (!table.sheet.empty()) {
    append_json_member(buffer, "sheet", table.sheet);
  }
  append_json_key(buffer, "rows");
  buffer.append('[');
}

void JsonWriter::write_row(const GridRow& row) {
  if (view() == View::blocks) {
    append_table_text(row);
  } else {
    append_table_values(row);
    append_spans(row);
  }
  ++table_rows_;
  table_columns_ = std::max<std::uint64_t>(table_columns_, row.cells.size());
}

void JsonWriter::append_table_values(const GridRow& row) {
  tables_.buffer().append(table_rows_ == 0 ? "\n      [" : ",\n      [");
  bool is_first = true;
  for (const Cell* cell : row.cells) {
    if (!is_first) {
      tables_.buffer().append(',');
    }
    is_first = false;
    append_json_cell(tables_.buffer(), *cell);
    tables_.flush_if_full();
  }
  tables_.buffer().append(']');
}

void JsonWriter::append_table_text(const GridRow& row) {
  std::string_view separator = table_rows_ == 0 && table_.caption.empty() ? "" : "\\n";
  for (const Cell* cell : row.cells) {
    blocks_.buffer().append(separator);
    separator = "\\t";
    append_json_characters(blocks_.buffer(), readable_line(cell->text));
    blocks_.flush_if_full();
  }
}

void JsonWriter::append_spans(const GridRow& row) {
  for (const GridRow::Span& span : row.spans) {
    ByteBuffer& buffer = spans_.buffer();
    buffer.append(spans_.empty() ? "{\"row\":" : ",{\"row\":");
    append_json_integer(buffer, table_rows_);
    append_json_key(buffer, "column");
    append_json_integer(buffer, std::uint64_t{span.column});
    append_json_key(buffer, "row_span");
    append_json_integer(buffer, span.row_span);
    append_json_key(buffer, "column_span");
    append_json_integer(buffer, span.column_span);
    buffer.append('}');
    spans_.flush_if_full();
  }
}

void JsonWriter::close_table() {
  if (view() == View::blocks) {
    blocks_.buffer().append('"');
    append_json_position(blocks_.buffer(), table_.position);
    return blocks_.buffer().append('}');
  }
  ByteBuffer& buffer = tables_.buffer();
  buffer.append(']');
  append_json_key(buffer, "num_rows");
  append_json_integer(buffer, table_rows_);
  append_json_key(buffer, "num_cols");
  append_json_integer(buffer, table_columns_);
  append_json_key(buffer, "header_rows");
  const auto header_rows = static_cast<std::uint64_t>(std::max(0, table_.header_rows));
  append_json_integer(buffer, std::min(table_rows_, header_rows));
  if (!spans_.empty()) {
    append_json_key(buffer, "spans");
    buffer.append('[');
    spans_.copy_to(tables_);
    buffer.append(']');
  }
  append_json_position(buffer, table_.position);
  buffer.append('}');
  ++table_index_;
}

void JsonWriter::open_records(const std::vector<std::string>& columns) {
  append_fields();
  has_records_ = true;
  record_.set_columns(columns);
  open_member("columns");
  ByteBuffer& buffer = output_.buffer();
  char separator = '[';
  for (const std::string& column : columns) {
    buffer.append(separator);
    separator = ',';
    append_json_string(buffer, column);
  }
  buffer.append(columns.empty() ? "[]" : "]");
  open_member("records");
  buffer.append('[');
}

void JsonWriter::write_record(const Row& row) {
  ByteBuffer& buffer = output_.buffer();
  buffer.append(std::exchange(is_first_record_, false) ? "\n    " : ",\n    ");
  record_.append(buffer, row);
  output_.flush_if_full();
}

void JsonWriter::close_records() {
  output_.buffer().append(is_first_record_ ? "]" : "\n  ]");
}

void JsonWriter::append_fields() {
  if (view() == View::automatic || view() == View::fields) {
    append_array("fields", fields_);
  }
}

void JsonWriter::append_array(std::string_view name, const ScratchPart& items) {
  open_member(name);
  output_.buffer().append('[');
  items.copy_to(output_);
  output_.buffer().append(items.empty() ? "]" : "\n  ]");
  output_.flush_if_full();
}

void JsonWriter::append_stats() {
  const RenderStats counts = stats();
  open_member("stats");
  ByteBuffer& buffer = output_.buffer();
  buffer.append('{');
  const auto append = [&buffer](std::string_view name, std::uint64_t count) {
    append_json_key(buffer, name);
    append_json_integer(buffer, count);
  };
  append("pages", counts.pages);
  append("blocks", counts.blocks);
  append("tables", counts.tables);
  append("rows", counts.rows);
  append("words", counts.words);
  append("characters", counts.characters);
  buffer.append('}');
}

void JsonWriter::close_document() {
  if (!has_records_) {
    append_fields();
  }
  if (view() == View::automatic || view() == View::blocks) {
    append_array("blocks", blocks_);
  }
  if (view() == View::automatic || view() == View::tables) {
    append_array("tables", tables_);
  }
  append_array("pages", pages_);
  append_array("warnings", warnings_);
  append_stats();
  output_.buffer().append("\n}\n");
  output_.finish();
}

}  // namespace docexport
