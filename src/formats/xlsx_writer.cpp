#include "formats/xlsx_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "docexport/base/text.hpp"
#include "formats/json_value.hpp"
#include "formats/text_line.hpp"
#include "formats/xlsx_document.hpp"
#include "formats/xlsx_text.hpp"

namespace docexport {

namespace {

Row header_of(std::initializer_list<std::string_view> names) {
  Row row;
  for (const std::string_view name : names) {
    row.push_back(text_cell(name));
  }
  return row;
}

Cell page_cell(const std::optional<Position>& position) {
  return position ? Cell{.text = std::to_string(position->page_no), .type = CellType::number} : Cell{};
}

}  // namespace

XlsxWriter::XlsxWriter(const RenderRequest& request, const std::string& media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {.fields = AutomaticFields::all, .headers_footers = HeadersFooters::keep}),
      request_(request),
      media_type_(media_type),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes) {}

void XlsxWriter::open_document(const Metadata& metadata) {
  document_.emplace(1, scratch_, losses_);
  add_document_header(*document_);
  add_document_rows(*document_, request_, media_type_, metadata);
}

void XlsxWriter::write_field(const Field& field) {
  if (!fields_) {
    fields_.emplace(1, scratch_, losses_);
    fields_->add_row(header_of({"field", "value", "type", "confidence", "page", "origin"}));
  }
  Row row = {text_cell(field.name), text_cell(field.value), text_cell(field.type), {}, {}};
  if (field.type == "number") {
    row[1].type = CellType::number;
  }
  if (field.confidence) {
    ByteBuffer confidence;
    append_json_real(confidence, *field.confidence);
    row[3] = {.text = std::string(confidence.view()), .type = CellType::number};
  }
  if (field.page) {
    row[4] = {.text = std::to_string(*field.page), .type = CellType::number};
  }
  row.push_back(text_cell(to_string(field.origin)));
  fields_->add_row(row);
}

void XlsxWriter::write_page(const PageInfo& /*page*/) {}

XlsxTable& XlsxWriter::blocks() {
  if (!blocks_) {
    blocks_.emplace(1, scratch_, losses_);
    blocks_->add_row(header_of({"page", "label", "level", "text", "sheet"}));
  }
  return *blocks_;
}

void XlsxWriter::write_block(const Block& block) {
  // The sections of a spreadsheet are its sheets, which have their names.
  if (is_spreadsheet() && block.label == BlockLabel::section_header) {
    return;
  }
  const Cell level{.text = std::to_string(block.level), .type = CellType::number};
  blocks().add_row(Row{page_cell(block.position), text_cell(to_string(block.label)), level, text_cell(block.text)});
}

void XlsxWriter::add_table_block(const std::string& sheet_name) {
  if (is_spreadsheet()) {
    return;
  }
  const std::string& text = sheet_name.empty() ? table_text_ : table_start_.caption;
  blocks().add_row(Row{page_cell(table_start_.position), text_cell("table"), number_cell(0), text_cell(text),
                       text_cell(sheet_name)});
}

void XlsxWriter::open_table(const TableStart& table, std::uint64_t number) {
  table_start_ = table;
  table_number_ = number;
  if (view() == View::blocks) {
    table_text_ = readable_line(table.caption);
  } else {
    table_.emplace(static_cast<std::uint64_t>(std::max(0, table.header_rows)), scratch_, losses_);
  }
}

void XlsxWriter::write_row(const GridRow& row) {
  if (view() == View::blocks) {
    append_table_text(row);
  } else {
    table_->add_row(row);
  }
}

void XlsxWriter::append_table_text(const GridRow& row) {
  std::string_view separator = table_text_.empty() ? "" : "\n";
  for (const Cell* cell : row.cells) {
    // What no cell could hold need not be kept.
    if (table_text_.size() > longest_cell_text * 4) {
      return;
    }
    table_text_ += separator;
    table_text_ += readable_line(cell->text);
    separator = "\t";
  }
}

void XlsxWriter::close_table() {
  if (view() == View::blocks) {
    return add_table_block("");
  }
  table_rows_ += table_->data_row_count();
  const std::string& wanted = table_start_.sheet.empty() ? table_start_.caption : table_start_.sheet;
  const std::string name = take_sheets(*table_, wanted, fmt::format("Table {}", table_number_));
  table_.reset();
  if (view() == View::automatic) {
    add_table_block(name);
  }
}

void XlsxWriter::open_records(const std::vector<std::string>& columns) {
  has_records_ = true;
  table_.emplace(1, scratch_, losses_);
  Row header;
  for (const std::string& column : columns) {
    header.push_back(text_cell(column));
  }
  table_->add_row(header);
}

void XlsxWriter::write_record(const Row& row) {
  table_->add_row(row);
}

void XlsxWriter::close_records() {
  const std::size_t others = sheets_.size();
  take_sheets(*table_, "Data", "Data");
  table_.reset();
  std::rotate(sheets_.begin(), sheets_.begin() + static_cast<std::ptrdiff_t>(others), sheets_.end());
}

std::string XlsxWriter::take_sheets(XlsxTable& table, std::string_view name, std::string_view instead) {
  std::string first;
  for (XlsxWorksheet& sheet : table.finish()) {
    sheets_.push_back({.name = names_.take(name, instead), .sheet = std::move(sheet)});
    first = first.empty() ? sheets_.back().name : first;
  }
  return first;
}

void XlsxWriter::write_warning(std::string_view text) {
  add_warning_row(*document_, text);
}

void XlsxWriter::add_losses() {
  if (losses_.cut_texts > 0) {
    warnings_.push_back(
        fmt::format("{} texts are longer than the {} characters that a cell of a spreadsheet can hold "
                    "and are cut, the first in cell {} of its sheet: export another format for the "
                    "whole",
                    losses_.cut_texts, longest_cell_text, losses_.first_cut_cell));
  }
  if (losses_.left_out_cells > 0) {
    warnings_.push_back(
        fmt::format("{} cells are left out: they are further right than the {} columns that a "
                    "spreadsheet can have: export another format for the whole",
                    losses_.left_out_cells, most_sheet_columns));
  }
  for (const std::string& warning : warnings_) {
    add_warning_row(*document_, warning);
  }
}

std::uint64_t XlsxWriter::shown_rows() const {
  const bool shows_tables = view() == View::automatic || view() == View::tables;
  if (has_records_ || (is_spreadsheet() && shows_tables)) {
    return document_records();
  }
  return table_rows_ + (fields_ ? fields_->data_row_count() : 0) + (blocks_ ? blocks_->data_row_count() : 0);
}

void XlsxWriter::add_sheets(std::optional<XlsxTable>& table, std::string_view name) {
  if (table) {
    take_sheets(*table, name, name);
    table.reset();
  }
}

void XlsxWriter::close_document() {
  records_count_ = shown_rows();
  add_sheets(fields_, "Fields");
  add_sheets(blocks_, "Blocks");
  add_stats_rows(*document_, stats());
  add_losses();
  add_sheets(document_, "Document");
  write_xlsx_package(sheets_, scratch_, output_);
  output_.finish();
}

}  // namespace docexport
