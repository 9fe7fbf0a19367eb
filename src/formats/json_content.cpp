#include "formats/json_content.hpp"

#include <set>

#include "formats/character_offsets.hpp"
#include "formats/json_string.hpp"
#include "formats/json_value.hpp"

namespace docexport {

namespace {

void append_member_unless_empty(ByteBuffer& buffer, std::string_view name, std::string_view text) {
  if (!text.empty()) {
    append_json_member(buffer, name, text);
  }
}

void append_json_integer_member(ByteBuffer& buffer, std::string_view name, int value) {
  append_json_key(buffer, name);
  append_json_integer(buffer, value);
}

void append_measure_member(ByteBuffer& buffer, std::string_view name, double value) {
  append_json_key(buffer, name);
  append_json_measure(buffer, value);
}

void append_truth_member(ByteBuffer& buffer, std::string_view name, bool value) {
  append_json_key(buffer, name);
  buffer.append(value ? "true" : "false");
}

void append_member_if(ByteBuffer& buffer, std::string_view name, bool value) {
  if (value) {
    append_truth_member(buffer, name, true);
  }
}

bool says_something(const Span& span) {
  return span.bold || span.italic || span.code || span.strikethrough || !span.link.empty() || !span.image.empty();
}

void append_spans(ByteBuffer& buffer, const Block& block) {
  if (block.spans.empty()) {
    return;
  }
  const CharacterOffsets offsets(block.text);
  bool is_first = true;
  for (const Span& span : block.spans) {
    if (!says_something(span) || span.begin > span.end) {
      continue;
    }
    if (is_first) {
      append_json_key(buffer, "spans");
    }
    buffer.append(is_first ? "[{" : ",{");
    is_first = false;
    append_json_integer_member(buffer, "begin", offsets.character_at(span.begin));
    append_json_integer_member(buffer, "end", offsets.character_at(span.end));
    append_member_if(buffer, "bold", span.bold);
    append_member_if(buffer, "italic", span.italic);
    append_member_if(buffer, "code", span.code);
    append_member_if(buffer, "strikethrough", span.strikethrough);
    append_member_unless_empty(buffer, "link", span.link);
    append_member_unless_empty(buffer, "image", span.image);
    buffer.append('}');
  }
  if (!is_first) {
    buffer.append(']');
  }
}

void append_list_members(ByteBuffer& buffer, const Block& block) {
  append_truth_member(buffer, "ordered", block.ordered);
  append_member_unless_empty(buffer, "marker", block.marker);
  if (block.checked) {
    append_truth_member(buffer, "checked", *block.checked);
  }
}

void append_outline(ByteBuffer& buffer, const std::vector<OutlineEntry>& outline) {
  if (outline.empty()) {
    return;
  }
  append_json_key(buffer, "outline");
  char separator = '[';
  for (const OutlineEntry& entry : outline) {
    buffer.append(separator);
    separator = ',';
    buffer.append('{');
    append_json_integer_member(buffer, "level", entry.level);
    append_json_member(buffer, "title", entry.title);
    if (entry.page_no) {
      append_json_integer_member(buffer, "page_no", *entry.page_no);
    }
    buffer.append('}');
  }
  buffer.append(']');
}

void append_count_if_known(ByteBuffer& buffer, std::string_view name, std::optional<int> count) {
  if (count) {
    append_json_integer_member(buffer, name, *count);
  }
}

/// Of properties with the same name the first counts: an object has each key once.
void append_properties(ByteBuffer& buffer, const std::vector<Property>& properties) {
  std::set<std::string_view> names;
  for (const Property& property : properties) {
    if (!names.insert(property.name).second) {
      continue;
    }
    if (names.size() == 1) {
      append_json_key(buffer, "custom");
      buffer.append('{');
    }
    append_json_member(buffer, property.name, property.value);
  }
  if (!names.empty()) {
    buffer.append('}');
  }
}

void append_box(ByteBuffer& buffer, const BoundingBox& box) {
  append_json_key(buffer, "bbox");
  buffer.append('{');
  append_measure_member(buffer, "l", box.left);
  append_measure_member(buffer, "t", box.top);
  append_measure_member(buffer, "r", box.right);
  append_measure_member(buffer, "b", box.bottom);
  append_json_member(buffer, "coord_origin", "TOPLEFT");
  buffer.append('}');
}

/// Lists, tables and numbers are values of their own; what a person calls a date or an amount stays text.
void append_field_value(ByteBuffer& buffer, const Field& field) {
  append_json_key(buffer, "value");
  if (field.type == "list" || field.type == "table") {
    append_embedded_json(buffer, field.value);
  } else if (field.type == "number") {
    append_json_number(buffer, field.value);
  } else {
    append_json_string(buffer, field.value);
  }
}

}  // namespace

void append_json_key(ByteBuffer& buffer, std::string_view name) {
  if (!buffer.view().ends_with('{')) {
    buffer.append(',');
  }
  append_json_string(buffer, name);
  buffer.append(':');
}

void append_json_member(ByteBuffer& buffer, std::string_view name, std::string_view text) {
  append_json_key(buffer, name);
  append_json_string(buffer, text);
}

void append_json_metadata(ByteBuffer& buffer, const Metadata& metadata) {
  buffer.append('{');
  append_member_unless_empty(buffer, "title", metadata.title);
  append_member_unless_empty(buffer, "author", metadata.author);
  append_member_unless_empty(buffer, "subject", metadata.subject);
  append_member_unless_empty(buffer, "keywords", metadata.keywords);
  append_member_unless_empty(buffer, "created", metadata.created);
  append_member_unless_empty(buffer, "modified", metadata.modified);
  append_member_unless_empty(buffer, "producer", metadata.producer);
  append_member_unless_empty(buffer, "creator", metadata.creator);
  append_member_unless_empty(buffer, "language", metadata.language);
  append_member_unless_empty(buffer, "encoding", metadata.encoding);
  append_count_if_known(buffer, "page_count", metadata.page_count);
  append_count_if_known(buffer, "sheet_count", metadata.sheet_count);
  append_count_if_known(buffer, "slide_count", metadata.slide_count);
  append_count_if_known(buffer, "message_count", metadata.message_count);
  append_count_if_known(buffer, "image_count", metadata.image_count);
  append_outline(buffer, metadata.outline);
  append_properties(buffer, metadata.custom);
  buffer.append('}');
}

void append_json_field(ByteBuffer& buffer, const Field& field) {
  buffer.append('{');
  append_json_member(buffer, "name", field.name);
  append_field_value(buffer, field);
  append_json_member(buffer, "type", field.type);
  if (field.confidence) {
    append_json_key(buffer, "confidence");
    append_json_real(buffer, *field.confidence);
  }
  if (field.page) {
    append_json_integer_member(buffer, "page", *field.page);
  }
  if (field.origin != FieldOrigin::given) {
    append_json_member(buffer, "origin", to_string(field.origin));
  }
  if (field.box) {
    append_box(buffer, *field.box);
  }
  buffer.append('}');
}

void append_json_block(ByteBuffer& buffer, const Block& block) {
  buffer.append('{');
  append_json_member(buffer, "label", to_string(block.label));
  append_json_integer_member(buffer, "level", block.level);
  append_json_member(buffer, "text", block.text);
  append_spans(buffer, block);
  append_member_unless_empty(buffer, "language", block.language);
  if (block.label == BlockLabel::list_item) {
    append_list_members(buffer, block);
  }
  if (block.font) {
    append_json_key(buffer, "font");
    buffer.append('{');
    append_json_member(buffer, "name", block.font->name);
    append_measure_member(buffer, "size", block.font->size);
    buffer.append('}');
  }
  if (block.confidence) {
    append_measure_member(buffer, "confidence", *block.confidence);
  }
  append_json_position(buffer, block.position);
  buffer.append('}');
}

void append_json_page(ByteBuffer& buffer, const PageInfo& page) {
  buffer.append('{');
  append_json_integer_member(buffer, "page_no", page.page_no);
  append_json_key(buffer, "size");
  buffer.append('{');
  append_measure_member(buffer, "width", page.width);
  append_measure_member(buffer, "height", page.height);
  buffer.append("}}");
}

void append_json_position(ByteBuffer& buffer, const std::optional<Position>& position) {
  if (!position) {
    return;
  }
  append_json_key(buffer, "prov");
  buffer.append("[{");
  append_json_integer_member(buffer, "page_no", position->page_no);
  append_box(buffer, position->box);
  buffer.append("}]");
}

void append_json_integer_member(ByteBuffer& buffer, std::string_view name, std::uint64_t value) {
  append_json_key(buffer, name);
  append_json_integer(buffer, value);
}

}  // namespace docexport
