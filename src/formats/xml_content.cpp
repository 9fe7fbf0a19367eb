#include "formats/xml_content.hpp"

#include <cstdint>
#include <optional>

#include "formats/json_value.hpp"
#include "formats/styled_runs.hpp"
#include "formats/xml_text.hpp"

namespace docexport {

namespace {

template <typename Integer>
void append_integer_attribute(ByteBuffer& buffer, std::string_view name, Integer value) {
  append_xml_attribute(buffer, name, std::to_string(value));
}

void append_measure_attribute(ByteBuffer& buffer, std::string_view name, double value) {
  ByteBuffer digits;
  append_json_measure(digits, value);
  append_xml_attribute(buffer, name, digits.view());
}

void append_attribute_unless_empty(ByteBuffer& buffer, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    append_xml_attribute(buffer, name, value);
  }
}

void append_truth_attribute(ByteBuffer& buffer, std::string_view name, bool value) {
  append_xml_attribute(buffer, name, value ? "true" : "false");
}

void append_attribute_if(ByteBuffer& buffer, std::string_view name, bool value) {
  if (value) {
    append_truth_attribute(buffer, name, true);
  }
}

void append_count(ByteBuffer& buffer, std::string_view name, std::optional<int> count) {
  if (count) {
    append_xml_element(buffer, name, std::to_string(*count));
  }
}

void append_box_attributes(ByteBuffer& buffer, const BoundingBox& box) {
  append_measure_attribute(buffer, "l", box.left);
  append_measure_attribute(buffer, "t", box.top);
  append_measure_attribute(buffer, "r", box.right);
  append_measure_attribute(buffer, "b", box.bottom);
}

void append_xml_outline(ByteBuffer& buffer, const std::vector<OutlineEntry>& outline) {
  if (outline.empty()) {
    return;
  }
  buffer.append("<outline>");
  for (const OutlineEntry& entry : outline) {
    buffer.append("<entry");
    append_integer_attribute(buffer, "level", entry.level);
    if (entry.page_no) {
      append_integer_attribute(buffer, "page_no", *entry.page_no);
    }
    buffer.append('>');
    append_xml_text(buffer, entry.title);
    buffer.append("</entry>");
  }
  buffer.append("</outline>");
}

void append_xml_properties(ByteBuffer& buffer, const std::vector<Property>& properties) {
  if (properties.empty()) {
    return;
  }
  buffer.append("<custom>");
  for (const Property& property : properties) {
    buffer.append("<property");
    append_xml_attribute(buffer, "name", property.name);
    buffer.append('>');
    append_xml_text(buffer, property.value);
    buffer.append("</property>");
  }
  buffer.append("</custom>");
}

void append_metadata(ByteBuffer& buffer, const Metadata& metadata) {
  buffer.append("<metadata>");
  append_xml_element(buffer, "title", metadata.title);
  append_xml_element(buffer, "author", metadata.author);
  append_xml_element(buffer, "subject", metadata.subject);
  append_xml_element(buffer, "keywords", metadata.keywords);
  append_xml_element(buffer, "created", metadata.created);
  append_xml_element(buffer, "modified", metadata.modified);
  append_xml_element(buffer, "producer", metadata.producer);
  append_xml_element(buffer, "creator", metadata.creator);
  append_xml_element(buffer, "language", metadata.language);
  append_xml_element(buffer, "encoding", metadata.encoding);
  append_count(buffer, "page_count", metadata.page_count);
  append_count(buffer, "sheet_count", metadata.sheet_count);
  append_count(buffer, "slide_count", metadata.slide_count);
  append_count(buffer, "message_count", metadata.message_count);
  append_count(buffer, "image_count", metadata.image_count);
  append_xml_outline(buffer, metadata.outline);
  append_xml_properties(buffer, metadata.custom);
  buffer.append("</metadata>");
}

void append_xml_run(ByteBuffer& buffer, const StyledRun& run) {
  if (run.emphasis == 0 && !run.is_code && run.link.empty() && run.image.empty()) {
    return append_xml_text(buffer, run.text);
  }
  buffer.append("<run");
  append_attribute_if(buffer, "bold", (run.emphasis & bold_emphasis) != 0);
  append_attribute_if(buffer, "italic", (run.emphasis & italic_emphasis) != 0);
  append_attribute_if(buffer, "code", run.is_code);
  append_attribute_if(buffer, "strikethrough", (run.emphasis & struck_emphasis) != 0);
  append_attribute_unless_empty(buffer, "link", run.link);
  append_attribute_unless_empty(buffer, "image", run.image);
  buffer.append('>');
  append_xml_text(buffer, run.text);
  buffer.append("</run>");
}

void append_block_text(ByteBuffer& buffer, const Block& block) {
  buffer.append("<text>");
  if (block.spans.empty()) {
    append_xml_text(buffer, block.text);
  } else {
    for (const StyledRun& run : styled_runs(block)) {
      append_xml_run(buffer, run);
    }
  }
  buffer.append("</text>");
}

/// The type as an attribute; none for text.
std::string_view type_attribute(const Cell& cell) {
  switch (cell.type) {
    case CellType::text:
      return "";
    case CellType::number:
      return " type=\"number\"";
    case CellType::boolean:
      return " type=\"boolean\"";
    case CellType::date:
      return " type=\"date\"";
    case CellType::json:
      return " type=\"json\"";
    case CellType::null:
      return " type=\"null\"";
    case CellType::absent:
      return " type=\"absent\"";
  }
  return "";
}

}  // namespace

void append_xml_element(ByteBuffer& buffer, std::string_view name, std::string_view text) {
  if (text.empty()) {
    return;
  }
  buffer.append('<');
  buffer.append(name);
  buffer.append('>');
  append_xml_text(buffer, text);
  buffer.append("</");
  buffer.append(name);
  buffer.append('>');
}

void append_xml_document(ByteBuffer& buffer, const RenderRequest& request, const std::string& media_type,
                         const Metadata& metadata) {
  buffer.append("<document");
  append_xml_attribute(buffer, "name", request.document_name);
  append_xml_attribute(buffer, "media_type", media_type);
  append_integer_attribute(buffer, "size", request.document_size);
  append_xml_attribute(buffer, "sha256", request.document_sha256);
  buffer.append('>');
  append_metadata(buffer, metadata);
  buffer.append("</document>");
}

void append_xml_field(ByteBuffer& buffer, const Field& field) {
  buffer.append("<field");
  append_xml_attribute(buffer, "name", field.name);
  append_xml_attribute(buffer, "type", field.type);
  if (field.confidence) {
    ByteBuffer digits;
    append_json_real(digits, *field.confidence);
    append_xml_attribute(buffer, "confidence", digits.view());
  }
  if (field.page) {
    append_integer_attribute(buffer, "page", *field.page);
  }
  if (field.origin != FieldOrigin::given) {
    append_xml_attribute(buffer, "origin", to_string(field.origin));
  }
  if (field.box) {
    append_box_attributes(buffer, *field.box);
  }
  buffer.append('>');
  append_xml_text(buffer, field.value);
  buffer.append("</field>");
}

void append_xml_block(ByteBuffer& buffer, const Block& block) {
  buffer.append("<block");
  append_xml_attribute(buffer, "label", to_string(block.label));
  append_integer_attribute(buffer, "level", block.level);
  append_attribute_unless_empty(buffer, "language", block.language);
  if (block.label == BlockLabel::list_item) {
    append_truth_attribute(buffer, "ordered", block.ordered);
    append_attribute_unless_empty(buffer, "marker", block.marker);
    if (block.checked) {
      append_truth_attribute(buffer, "checked", *block.checked);
    }
  }
  if (block.confidence) {
    append_measure_attribute(buffer, "confidence", *block.confidence);
  }
  buffer.append('>');
  append_block_text(buffer, block);
  if (block.font) {
    buffer.append("<font");
    append_xml_attribute(buffer, "name", block.font->name);
    append_measure_attribute(buffer, "size", block.font->size);
    buffer.append("/>");
  }
  append_xml_position(buffer, block.position);
  buffer.append("</block>");
}

void append_xml_cell(ByteBuffer& buffer, const CellPlace& place) {
  buffer.append("<cell");
  buffer.append(type_attribute(*place.cell));
  if (place.row_span > 1) {
    append_integer_attribute(buffer, "row_span", place.row_span);
  }
  if (place.column_span > 1) {
    append_integer_attribute(buffer, "column_span", place.column_span);
  }
  buffer.append('>');
  append_xml_text(buffer, place.cell->text);
  buffer.append("</cell>");
}

void append_xml_value(ByteBuffer& buffer, std::string_view name_attribute, const Cell& cell) {
  if (cell.type == CellType::absent) {
    return;
  }
  buffer.append("<value");
  buffer.append(name_attribute);
  buffer.append(type_attribute(cell));
  buffer.append('>');
  append_xml_text(buffer, cell.text);
  buffer.append("</value>");
}

void append_xml_position(ByteBuffer& buffer, const std::optional<Position>& position) {
  if (position) {
    buffer.append("<prov");
    append_integer_attribute(buffer, "page_no", position->page_no);
    append_box_attributes(buffer, position->box);
    buffer.append("/>");
  }
}

void append_xml_page(ByteBuffer& buffer, const PageInfo& page) {
  buffer.append("<page");
  append_integer_attribute(buffer, "page_no", page.page_no);
  append_measure_attribute(buffer, "width", page.width);
  append_measure_attribute(buffer, "height", page.height);
  buffer.append("/>");
}

void append_xml_stats(ByteBuffer& buffer, const RenderStats& stats) {
  buffer.append("<stats");
  append_integer_attribute(buffer, "pages", stats.pages);
  append_integer_attribute(buffer, "blocks", stats.blocks);
  append_integer_attribute(buffer, "tables", stats.tables);
  append_integer_attribute(buffer, "rows", stats.rows);
  append_integer_attribute(buffer, "words", stats.words);
  append_integer_attribute(buffer, "characters", stats.characters);
  buffer.append("/>");
}

}  // namespace docexport
