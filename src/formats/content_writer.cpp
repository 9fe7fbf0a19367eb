#include "formats/content_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/error.hpp"
#include "docexport/model/media_type.hpp"

namespace docexport {

namespace {

View effective_view(const RenderOptions& options, View automatic) {
  if (options.view != View::automatic) {
    return options.view;
  }
  return options.table ? View::tables : automatic;
}

bool is_page_furniture(BlockLabel label) {
  return label == BlockLabel::page_header || label == BlockLabel::page_footer;
}

std::string missing_table_message(const std::string& document_name, std::uint64_t tables, std::uint64_t wanted) {
  if (tables == 0) {
    return fmt::format("{} has no tables, so there is no table {}: export it without --table", document_name, wanted);
  }
  if (tables == 1) {
    return fmt::format("{} has 1 table, not {}: choose --table 1", document_name, wanted);
  }
  return fmt::format("{} has {} tables, not {}: choose --table 1 to {}", document_name, tables, wanted, tables);
}

}  // namespace

ContentWriter::ContentWriter(const RenderRequest& request, std::string_view media_type, const FormatHabits& habits)
    : document_name_(request.document_name),
      is_spreadsheet_(is_spreadsheet_type(media_type)),
      view_(effective_view(request.options, is_spreadsheet_ ? habits.spreadsheet_view : View::automatic)),
      wanted_table_(view_ == View::tables ? request.options.table : std::nullopt),
      records_are_table_(view_ == View::tables && habits.records_in_tables_view == RecordsInTablesView::as_table),
      field_choice_(request.options, view_, habits.fields),
      headers_footers_(request.options.headers_footers.value_or(habits.headers_footers)) {}

void ContentWriter::begin(const Metadata& metadata) {
  counter_.add_metadata(metadata);
  if (metadata.message_count) {
    message_count_ = static_cast<std::uint64_t>(std::max(0, *metadata.message_count));
  }
  open_document(metadata);
}

void ContentWriter::field(const Field& field) {
  counter_.add_field();
  if (field_choice_.takes(field)) {
    write_field(field);
  }
}

void ContentWriter::page(const PageInfo& page) {
  counter_.add_page();
  write_page(page);
}

void ContentWriter::block(const Block& block) {
  counter_.add_block(block);
  const bool is_dropped = headers_footers_ == HeadersFooters::drop && is_page_furniture(block.label);
  if (!is_dropped && (view_ == View::automatic || view_ == View::blocks)) {
    write_block(block);
  }
}

bool ContentWriter::shows_next_table() {
  ++table_count_;
  return view_ != View::fields && (!wanted_table_ || *wanted_table_ == table_count_);
}

void ContentWriter::open_next_table(const TableStart& table) {
  grid_ = TableGrid();
  header_rows_left_ = static_cast<std::uint64_t>(std::max(0, table.header_rows));
  open_table(table, table_count_);
}

void ContentWriter::begin_table(const TableStart& table) {
  counter_.add_table(table);
  table_is_shown_ = shows_next_table();
  if (table_is_shown_) {
    open_next_table(table);
  }
}

void ContentWriter::table_row(const Row& row) {
  counter_.add_row(row);
  if (!table_is_shown_) {
    return;
  }
  if (header_rows_left_ > 0) {
    --header_rows_left_;
  } else {
    ++data_row_count_;
  }
  write_row(grid_.lay_out(row));
}

void ContentWriter::end_table() {
  if (table_is_shown_) {
    close_table();
  }
}

void ContentWriter::begin_records(const std::vector<std::string>& columns) {
  if (view_ == View::tables) {
    records_are_shown_ = shows_next_table();
  } else {
    records_are_shown_ = view_ == View::automatic;
  }
  if (!records_are_shown_) {
    return;
  }
  if (!records_are_table_) {
    return open_records(columns);
  }
  Row header;
  for (const std::string& column : columns) {
    header.push_back({.text = column});
  }
  open_next_table({.header_rows = 1});
  write_row(grid_.lay_out(header));
}

void ContentWriter::record(const Row& row) {
  counter_.add_row(row);
  if (!records_are_shown_) {
    return;
  }
  ++record_count_;
  if (records_are_table_) {
    write_row(grid_.lay_out(row));
  } else {
    write_record(row);
  }
}

void ContentWriter::end_records() {
  if (records_are_shown_ && records_are_table_) {
    close_table();
  } else if (records_are_shown_) {
    close_records();
  }
}

void ContentWriter::warning(std::string_view text) {
  write_warning(text);
}

std::uint64_t ContentWriter::document_records() const {
  if (records_are_shown_) {
    return record_count_;
  }
  const bool shows_rows = view_ == View::automatic || view_ == View::tables;
  return is_spreadsheet_ && shows_rows ? data_row_count_ : 1;
}

void ContentWriter::finish() {
  if (wanted_table_ && (*wanted_table_ == 0 || *wanted_table_ > table_count_)) {
    throw Error(ErrorKind::input, missing_table_message(document_name_, table_count_, *wanted_table_));
  }
  close_document();
}

}  // namespace docexport
