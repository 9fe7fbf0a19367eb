#include "formats/xlsx_sheet.hpp"

#include <algorithm>

#include "formats/csv_text.hpp"
#include "formats/json_value.hpp"
#include "formats/xlsx_number.hpp"
#include "formats/xlsx_text.hpp"

namespace docexport {

namespace {

/// Columns are made as wide as what the first rows hold, within reason.
constexpr std::uint64_t measured_rows = 200;
constexpr std::size_t widest_column = 60;
constexpr std::size_t usual_width = 8;

XlsxStyle style_of(SerialDate::Shown shown) {
  switch (shown) {
    case SerialDate::Shown::date:
      return XlsxStyle::date;
    case SerialDate::Shown::date_and_time:
      return XlsxStyle::date_and_time;
    case SerialDate::Shown::time:
      return XlsxStyle::time;
  }
  return XlsxStyle::plain;
}

/// From twelve digits on a spreadsheet would show a power of ten.
bool is_long_whole_number(std::string_view literal) {
  constexpr std::size_t always_shown = 11;
  return literal.size() > always_shown && literal.find_first_of(".eE") == std::string_view::npos;
}

bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

}  // namespace

XlsxSheetWriter::XlsxSheetWriter(std::uint64_t header_rows, ScratchFile& scratch, XlsxLosses& losses)
    : header_rows_(header_rows), scratch_(&scratch), losses_(&losses), body_(scratch), merges_(scratch) {
  body_.buffer().append("<sheetData>");
}

void XlsxSheetWriter::add_row(const GridRow& row) {
  ++row_count_;
  merges_.begin_row(row_count_, row.spans);
  const std::size_t width = std::min(row.cells.size(), most_sheet_columns);
  losses_->left_out_cells += row.cells.size() - width;
  column_count_ = std::max(column_count_, width);
  while (column_names_.size() < width) {
    std::string name = cell_name(column_names_.size(), 0);
    name.pop_back();
    column_names_.push_back(std::move(name));
  }
  ByteBuffer& buffer = body_.buffer();
  buffer.append("<row r=\"");
  append_json_integer(buffer, row_count_);
  buffer.append("\">");
  for (std::size_t column = 0; column < width; ++column) {
    if (!merges_.covers(column)) {
      append_cell(column, *row.cells[column]);
      body_.compress_if_full();
    }
  }
  buffer.append("</row>");
  body_.compress_if_full();
}

void XlsxSheetWriter::append_cell(std::size_t column, const Cell& cell) {
  const bool is_number = cell.type == CellType::number && survives_as_number(cell.text);
  if (is_number) {
    return append_number(column, cell.text,
                         is_long_whole_number(cell.text) ? XlsxStyle::whole_number : XlsxStyle::plain);
  }
  if (cell.type == CellType::boolean && (cell.text == "true" || cell.text == "false")) {
    open_cell(column, row_count_ <= header_rows_ ? XlsxStyle::header : XlsxStyle::plain);
    body_.buffer().append(cell.text == "true" ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>");
    return;
  }
  if (cell.type == CellType::date) {
    if (const std::optional<SerialDate> date = serial_date(cell.text)) {
      note_width(column, cell.text);
      return append_number(column, date->value, style_of(date->shown));
    }
  }
  if (!cell.text.empty()) {
    append_text(column, cell.text);
  }
}

void XlsxSheetWriter::append_number(std::size_t column, std::string_view value, XlsxStyle style) {
  if (style == XlsxStyle::plain || style == XlsxStyle::whole_number) {
    note_width(column, value);
  }
  const bool is_plain_header = style == XlsxStyle::plain && row_count_ <= header_rows_;
  open_cell(column, is_plain_header ? XlsxStyle::header : style);
  body_.buffer().append("><v>");
  body_.buffer().append(value);
  body_.buffer().append("</v></c>");
}

void XlsxSheetWriter::append_text(std::size_t column, std::string_view whole) {
  const std::string_view text = fitting_cell_text(whole);
  if (text.size() < whole.size() && losses_->cut_texts++ == 0) {
    losses_->first_cut_cell = cell_name(column, row_count_);
  }
  note_width(column, text);
  const bool has_lines = text.find('\n') != std::string_view::npos;
  XlsxStyle style = has_lines ? XlsxStyle::wrapped : XlsxStyle::plain;
  if (row_count_ <= header_rows_) {
    style = XlsxStyle::header;
  } else if (looks_like_formula(text)) {
    style = has_lines ? XlsxStyle::wrapped_quoted : XlsxStyle::quoted;
  }
  open_cell(column, style);
  const bool keeps_space = is_space(text.front()) || is_space(text.back()) || has_lines;
  ByteBuffer& buffer = body_.buffer();
  buffer.append(keeps_space ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">" : " t=\"inlineStr\"><is><t>");
  append_xlsx_text(buffer, text);
  buffer.append("</t></is></c>");
}

void XlsxSheetWriter::open_cell(std::size_t column, XlsxStyle style) {
  ByteBuffer& buffer = body_.buffer();
  buffer.append("<c r=\"");
  buffer.append(column_names_[column]);
  append_json_integer(buffer, row_count_);
  buffer.append('"');
  if (style != XlsxStyle::plain) {
    buffer.append(" s=\"");
    append_json_integer(buffer, static_cast<int>(style));
    buffer.append('"');
  }
}

void XlsxSheetWriter::note_width(std::size_t column, std::string_view text) {
  if (row_count_ > measured_rows) {
    return;
  }
  widths_.resize(std::max(widths_.size(), column + 1));
  const std::size_t width = utf16_length(text.substr(0, text.find('\n')), widest_column);
  widths_[column] = std::max(widths_[column], static_cast<std::uint8_t>(width));
}

void XlsxSheetWriter::append_head(DeflatedPart& head) const {
  ByteBuffer& buffer = head.buffer();
  buffer.append(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<sheetViews><sheetView workbookViewId=\"0\">");
  if (header_rows_ > 0 && row_count_ > header_rows_) {
    buffer.append("<pane ySplit=\"");
    append_json_integer(buffer, header_rows_);
    buffer.append("\" topLeftCell=\"" + cell_name(0, header_rows_ + 1));
    buffer.append("\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/>");
  }
  buffer.append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
  bool has_columns = false;
  for (std::size_t column = 0; column < widths_.size(); ++column) {
    if (widths_[column] <= usual_width) {
      continue;
    }
    buffer.append(has_columns ? "<col" : "<cols><col");
    has_columns = true;
    for (const std::string_view name : {" min=\"", " max=\""}) {
      buffer.append(name);
      append_json_integer(buffer, std::uint64_t{column + 1});
      buffer.append('"');
    }
    buffer.append(" width=\"");
    append_json_integer(buffer, widths_[column] + 2);
    buffer.append("\" customWidth=\"1\"/>");
  }
  buffer.append(has_columns ? "</cols>" : "");
}

void XlsxSheetWriter::append_tail() {
  merges_.finish(row_count_);
  ByteBuffer& buffer = body_.buffer();
  buffer.append("</sheetData>");
  if (header_rows_ > 0 && column_count_ > 0) {
    buffer.append("<autoFilter ref=\"" + cell_name(0, header_rows_) + ':' + cell_name(column_count_ - 1, row_count_));
    buffer.append("\"/>");
  }
  if (merges_.count() > 0) {
    buffer.append("<mergeCells count=\"");
    append_json_integer(buffer, merges_.count());
    buffer.append("\">");
    ScratchReader elements(merges_.elements());
    for (std::string_view piece = elements.next(); !piece.empty(); piece = elements.next()) {
      buffer.append(piece);
      body_.compress_if_full();
    }
    buffer.append("</mergeCells>");
  }
  buffer.append("</worksheet>");
}

XlsxWorksheet XlsxSheetWriter::finish() {
  header_rows_ = std::min(header_rows_, row_count_);
  append_tail();
  body_.end(DeflatedPart::Follows::nothing);
  DeflatedPart head(*scratch_);
  append_head(head);
  head.end(DeflatedPart::Follows::another);
  std::string filter;
  if (header_rows_ > 0 && column_count_ > 0) {
    filter = '$' + column_names_.front() + '$' + std::to_string(header_rows_) + ":$" +
             column_names_[column_count_ - 1] + '$' + std::to_string(row_count_);
  }
  return {.head = std::move(head), .body = std::move(body_), .filter = filter};
}

}  // namespace docexport
