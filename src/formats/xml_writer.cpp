#include "formats/xml_writer.hpp"

#include <algorithm>

#include "formats/json_value.hpp"
#include "formats/xml_content.hpp"
#include "formats/xml_text.hpp"

namespace docexport {

namespace {

/// Begins an element that is put aside.
ByteBuffer& start_xml_item(ScratchPart& items) {
  items.flush_if_full();
  items.buffer().append("\n    ");
  return items.buffer();
}

}  // namespace

XmlWriter::XmlWriter(const RenderRequest& request, const std::string& media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {.fields = AutomaticFields::all, .headers_footers = HeadersFooters::keep}),
      request_(request),
      media_type_(media_type),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes) {}

ByteBuffer& XmlWriter::start_line(std::string_view indent) {
  output_.flush_if_full();
  output_.buffer().append(indent);
  return output_.buffer();
}

void XmlWriter::open_document(const Metadata& metadata) {
  ByteBuffer& buffer = output_.buffer();
  buffer.append(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<docexport xmlns=\"urn:docexport:1\">\n  <job");
  append_xml_attribute(buffer, "format", to_string(request_.format));
  append_xml_attribute(buffer, "view", to_string(view()));
  if (is_one_table()) {
    append_xml_attribute(buffer, "table", std::to_string(*request_.options.table));
  }
  buffer.append("/>\n  ");
  append_xml_document(buffer, request_, media_type_, metadata);
  buffer.append("\n  <content>");
}

void XmlWriter::write_field(const Field& field) {
  append_xml_field(start_xml_item(fields_), field);
}

void XmlWriter::write_page(const PageInfo& page) {
  append_xml_page(start_xml_item(pages_), page);
}

void XmlWriter::write_block(const Block& block) {
  append_xml_block(start_line("\n    "), block);
}

void XmlWriter::write_warning(std::string_view text) {
  ByteBuffer& buffer = start_xml_item(warnings_);
  buffer.append("<warning>");
  append_xml_text(buffer, text);
  buffer.append("</warning>");
}

void XmlWriter::open_table(const TableStart& table, std::uint64_t number) {
  places_ = CellPlaces();
  header_rows_left_ = static_cast<std::uint64_t>(std::max(0, table.header_rows));
  ByteBuffer& buffer = start_line("\n    ");
  buffer.append("<table");
  append_xml_attribute(buffer, "number", std::to_string(number));
  if (!table.caption.empty()) {
    append_xml_attribute(buffer, "caption", table.caption);
  }
  if (!table.sheet.empty()) {
    append_xml_attribute(buffer, "sheet", table.sheet);
  }
  buffer.append('>');
  append_xml_position(buffer, table.position);
}

void XmlWriter::write_row(const GridRow& row) {
  ByteBuffer& buffer = start_line("\n      ");
  buffer.append(header_rows_left_ > 0 ? "<row header=\"true\">" : "<row>");
  header_rows_left_ -= header_rows_left_ > 0 ? 1 : 0;
  for (const CellPlace& place : places_.of_next(row)) {
    append_xml_cell(buffer, place);
    output_.flush_if_full();
  }
  buffer.append("</row>");
}

void XmlWriter::close_table() {
  output_.buffer().append("\n    </table>");
}

void XmlWriter::open_records(const std::vector<std::string>& columns) {
  name_attributes_.clear();
  ByteBuffer& buffer = start_line("\n    ");
  buffer.append("<records>\n      <columns>");
  for (const std::string& column : columns) {
    buffer.append("<column>");
    append_xml_text(buffer, column);
    buffer.append("</column>");
    ByteBuffer attribute;
    append_xml_attribute(attribute, "name", column);
    name_attributes_.emplace_back(attribute.view());
  }
  buffer.append("</columns>");
}

void XmlWriter::write_record(const Row& row) {
  ByteBuffer& buffer = start_line("\n      ");
  buffer.append("<record>");
  const std::size_t count = std::min(row.size(), name_attributes_.size());
  for (std::size_t column = 0; column < count; ++column) {
    append_xml_value(buffer, name_attributes_[column], row[column]);
  }
  buffer.append("</record>");
}

void XmlWriter::close_records() {
  output_.buffer().append("\n    </records>");
}

void XmlWriter::append_part(std::string_view name, const ScratchPart& part) {
  ByteBuffer& buffer = output_.buffer();
  buffer.append("\n  <");
  buffer.append(name);
  if (part.empty()) {
    return buffer.append("/>");
  }
  buffer.append('>');
  part.copy_to(output_);
  buffer.append("\n  </");
  buffer.append(name);
  buffer.append('>');
}

void XmlWriter::close_document() {
  output_.buffer().append("\n  </content>");
  append_part("fields", fields_);
  append_part("pages", pages_);
  append_part("warnings", warnings_);
  output_.buffer().append("\n  ");
  append_xml_stats(output_.buffer(), stats());
  output_.buffer().append("\n</docexport>\n");
  output_.finish();
}

}  // namespace docexport
