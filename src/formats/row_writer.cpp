#include "formats/row_writer.hpp"

#include "formats/text_line.hpp"

namespace docexport {

RowWriter::RowWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files,
                     std::unique_ptr<RowFormat> format)
    : ContentWriter(request, media_type,
                    {.records_in_tables_view = RecordsInTablesView::as_table, .spreadsheet_view = View::tables}),
      format_(std::move(format)),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes) {
  if (view() == View::tables) {
    table_rows_ = format_->make_table_rows(output_, scratch_, is_one_table() ? TableChoice::one : TableChoice::all);
  }
}

std::uint64_t RowWriter::records_count() const {
  return table_rows_ ? table_rows_->row_count() : row_count_;
}

bool RowWriter::wants_blocks() const {
  return view() == View::blocks || (fields_.empty() && !has_records_);
}

void RowWriter::open_document(const Metadata& /*metadata*/) {}

void RowWriter::write_page(const PageInfo& /*page*/) {}

void RowWriter::write_warning(std::string_view /*text*/) {}

void RowWriter::write_field(const Field& field) {
  fields_.push_back(field);
}

void RowWriter::write_block(const Block& block) {
  const bool only_divides = block.label == BlockLabel::horizontal_rule;
  if (!only_divides && wants_blocks()) {
    format_->append_block(blocks_.buffer(), block);
    ++block_count_;
    blocks_.flush_if_full();
  }
}

void RowWriter::open_table(const TableStart& table, std::uint64_t number) {
  if (table_rows_) {
    table_rows_->open_table(table, number);
  } else if (wants_blocks()) {
    table_block_ = table;
    format_->open_table_block(blocks_.buffer(), table, number);
    format_->append_table_text(blocks_.buffer(), readable_line(table.caption));
    table_block_has_text_ = !table.caption.empty();
  }
}

void RowWriter::write_row(const GridRow& row) {
  if (table_rows_) {
    table_rows_->add_row(row);
  } else if (wants_blocks()) {
    std::string_view separator = table_block_has_text_ ? "\n" : "";
    for (const Cell* cell : row.cells) {
      format_->append_table_text(blocks_.buffer(), separator);
      format_->append_table_text(blocks_.buffer(), readable_line(cell->text));
      separator = "\t";
      blocks_.flush_if_full();
    }
    table_block_has_text_ = true;
  }
}

void RowWriter::close_table() {
  if (!table_rows_ && wants_blocks()) {
    format_->close_table_block(blocks_.buffer(), table_block_);
    ++block_count_;
  }
}

void RowWriter::open_records(const std::vector<std::string>& columns) {
  has_records_ = true;
  blocks_.clear();
  format_->append_record_header(output_.buffer(), columns);
}

void RowWriter::write_record(const Row& row) {
  format_->append_record(output_.buffer(), row);
  ++row_count_;
  output_.flush_if_full();
}

void RowWriter::close_records() {}

void RowWriter::append_fields() {
  format_->append_field_header(output_.buffer());
  for (const Field& field : fields_) {
    format_->append_field(output_.buffer(), field);
    output_.flush_if_full();
  }
  row_count_ = fields_.size();
}

void RowWriter::append_blocks() {
  format_->append_block_header(output_.buffer());
  blocks_.copy_to(output_);
  row_count_ = block_count_;
}

void RowWriter::close_document() {
  if (table_rows_) {
    table_rows_->finish();
  } else if (view() == View::fields || (view() == View::automatic && !has_records_ && !fields_.empty())) {
    append_fields();
  } else if (!has_records_) {
    append_blocks();
  }
  output_.finish();
}

}  // namespace docexport
