#include "formats/html_table.hpp"

#include <algorithm>

#include "formats/html_inlines.hpp"
#include "formats/html_page.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

/// Browsers take no more.
constexpr int most_columns_spanned = 1000;
constexpr int most_rows_spanned = 65534;

void append_span(ByteBuffer& buffer, std::string_view name, int span) {
  if (span > 1) {
    append_html_attribute(buffer, name, std::to_string(span));
  }
}

}  // namespace

void HtmlTableWriter::open(std::string_view label, std::string_view caption, std::uint64_t header_rows) {
  places_ = CellPlaces();
  section_ = Section::none;
  row_count_ = 0;
  header_rows_ = header_rows;
  head_end_ = header_rows;
  ByteBuffer& buffer = output_.buffer();
  buffer.append("\n<div class=\"table\" role=\"region\" tabindex=\"0\"");
  append_html_attribute(buffer, "aria-label", label);
  buffer.append(">\n<table>");
  if (!is_blank_text(caption)) {
    buffer.append("\n<caption>");
    append_html_lines(buffer, caption);
    buffer.append("</caption>");
  }
}

void HtmlTableWriter::enter(Section section) {
  if (section == section_) {
    return;
  }
  ByteBuffer& buffer = output_.buffer();
  if (section_ != Section::none) {
    buffer.append(section_ == Section::head ? "\n</thead>" : "\n</tbody>");
  }
  if (section != Section::none) {
    buffer.append(section == Section::head ? "\n<thead>" : "\n<tbody>");
  }
  section_ = section;
}

void HtmlTableWriter::append_cell(const CellPlace& place, bool is_header) {
  ByteBuffer& buffer = output_.buffer();
  const CellType type = place.cell->type;
  buffer.append(is_header ? "<th scope=\"col\"" : type == CellType::number ? "<td class=\"number\"" : "<td");
  append_span(buffer, "colspan", std::min(place.column_span, most_columns_spanned));
  append_span(buffer, "rowspan", std::min(place.row_span, most_rows_spanned));
  buffer.append('>');
  append_html_lines(buffer, place.cell->text);
  buffer.append(is_header ? "</th>" : "</td>");
}

void HtmlTableWriter::add_row(const GridRow& row) {
  const bool is_header = row_count_ < header_rows_;
  const std::vector<CellPlace>& places = places_.of_next(row);
  if (is_header) {
    // A cell cannot reach out of the head, so the head is as long as its cells.
    for (const CellPlace& place : places) {
      head_end_ = std::max(head_end_, row_count_ + static_cast<std::uint64_t>(std::max(1, place.row_span)));
    }
  }
  enter(row_count_ < head_end_ ? Section::head : Section::body);
  ++row_count_;
  output_.buffer().append("\n<tr>");
  for (const CellPlace& place : places) {
    append_cell(place, is_header);
    output_.flush_if_full();
  }
  output_.buffer().append("</tr>");
  output_.flush_if_full();
}

void HtmlTableWriter::add_row(const Row& row) {
  row_.cells.clear();
  for (const Cell& cell : row) {
    row_.cells.push_back(&cell);
  }
  add_row(row_);
}

void HtmlTableWriter::add_header(const std::vector<std::string>& columns) {
  Row row;
  for (const std::string& column : columns) {
    row.push_back({.text = column});
  }
  add_row(row);
}

void HtmlTableWriter::close() {
  enter(Section::none);
  output_.buffer().append("\n</table>\n</div>");
}

}  // namespace docexport
