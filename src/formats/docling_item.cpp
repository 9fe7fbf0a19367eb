#include "formats/docling_item.hpp"

#include "formats/character_offsets.hpp"
#include "formats/json_content.hpp"
#include "formats/json_value.hpp"
#include "formats/styled_runs.hpp"

namespace docexport {

namespace {

void append_path(ByteBuffer& buffer, const DoclingRef& ref) {
  if (ref.array.empty()) {
    return buffer.append("\"#/body\"");
  }
  buffer.append("\"#/");
  buffer.append(ref.array);
  buffer.append('/');
  append_json_integer(buffer, ref.index);
  buffer.append('"');
}

void append_measure(ByteBuffer& buffer, std::string_view name, double value) {
  append_json_key(buffer, name);
  append_json_measure(buffer, value);
}

void append_truth(ByteBuffer& buffer, std::string_view name, bool value) {
  append_json_key(buffer, name);
  buffer.append(value ? "true" : "false");
}

void append_formatting(ByteBuffer& buffer, unsigned emphasis) {
  append_json_key(buffer, "formatting");
  buffer.append('{');
  append_truth(buffer, "bold", (emphasis & bold_emphasis) != 0);
  append_truth(buffer, "italic", (emphasis & italic_emphasis) != 0);
  append_truth(buffer, "underline", false);
  append_truth(buffer, "strikethrough", (emphasis & struck_emphasis) != 0);
  append_json_member(buffer, "script", "baseline");
  buffer.append('}');
}

}  // namespace

void append_docling_ref(ByteBuffer& buffer, const DoclingRef& ref) {
  buffer.append("{\"$ref\":");
  append_path(buffer, ref);
  buffer.append('}');
}

void append_docling_refs(ByteBuffer& buffer, std::string_view name, const std::vector<DoclingRef>& refs) {
  append_json_key(buffer, name);
  buffer.append('[');
  std::string_view separator;
  for (const DoclingRef& ref : refs) {
    buffer.append(separator);
    separator = ",";
    append_docling_ref(buffer, ref);
  }
  buffer.append(']');
}

void open_docling_item(ByteBuffer& buffer, const DoclingItem& item) {
  buffer.append("{\"self_ref\":");
  append_path(buffer, item.self);
  append_json_key(buffer, "parent");
  append_docling_ref(buffer, item.parent);
  append_docling_refs(buffer, "children", item.children);
  append_json_member(buffer, "content_layer", item.is_furniture ? "furniture" : "body");
  append_json_member(buffer, "label", item.label);
}

void append_docling_text(ByteBuffer& buffer, const DoclingText& text) {
  append_docling_position(buffer, text.position, text.text);
  append_json_member(buffer, "orig", text.text);
  append_json_member(buffer, "text", text.text);
  if (text.emphasis != 0) {
    append_formatting(buffer, text.emphasis);
  }
  if (!text.hyperlink.empty()) {
    append_json_member(buffer, "hyperlink", text.hyperlink);
  }
}

void append_docling_provenance(ByteBuffer& buffer, const Position& position, std::string_view text) {
  buffer.append('{');
  append_json_key(buffer, "page_no");
  append_json_integer(buffer, position.page_no);
  append_json_key(buffer, "bbox");
  buffer.append('{');
  append_measure(buffer, "l", position.box.left);
  append_measure(buffer, "t", position.box.top);
  append_measure(buffer, "r", position.box.right);
  append_measure(buffer, "b", position.box.bottom);
  append_json_member(buffer, "coord_origin", "TOPLEFT");
  buffer.append('}');
  append_json_key(buffer, "charspan");
  buffer.append("[0,");
  append_json_integer(buffer, std::uint64_t{CharacterOffsets(text).character_at(text.size())});
  buffer.append("]}");
}

void append_docling_position(ByteBuffer& buffer, const std::optional<Position>& position, std::string_view text) {
  append_json_key(buffer, "prov");
  buffer.append('[');
  if (position) {
    append_docling_provenance(buffer, *position, text);
  }
  buffer.append(']');
}

}  // namespace docexport
