#include "formats/content_writer.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

View effective_view(const RenderOptions& options) {
  return options.table && options.view == View::automatic ? View::tables : options.view;
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

ContentWriter::ContentWriter(const RenderRequest& request, RecordsInTablesView records_in_tables_view)
    : document_name_(request.document_name),
      view_(effective_view(request.options)),
      wanted_table_(view_ == View::tables ? request.options.table : std::nullopt),
      records_are_table_(view_ == View::tables && records_in_tables_view == RecordsInTablesView::as_table) {}

void ContentWriter::begin(const Metadata& metadata) {
  counter_.add_metadata(metadata);
  open_document(metadata);
}

void ContentWriter::field(const Field& field) {
  counter_.add_field();
  if (view_ == View::automatic || view_ == View::fields) {
    write_field(field);
  }
}

void ContentWriter::page(const PageInfo& page) {
  counter_.add_page();
  write_page(page);
}

void ContentWriter::block(const Block& block) {
  counter_.add_block(block);
  if (view_ == View::automatic || view_ == View::blocks) {
    write_block(block);
  }
}

bool ContentWriter::shows_next_table() {
  ++table_count_;
  return view_ != View::fields && (!wanted_table_ || *wanted_table_ == table_count_);
}

void ContentWriter::open_next_table(const TableStart& table) {
  grid_ = TableGrid();
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
  if (table_is_shown_) {
    write_row(grid_.lay_out(row));
  }
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

void ContentWriter::finish() {
  if (wanted_table_ && (*wanted_table_ == 0 || *wanted_table_ > table_count_)) {
    throw Error(ErrorKind::input, missing_table_message(document_name_, table_count_, *wanted_table_));
  }
  close_document();
}

}  // namespace docexport
