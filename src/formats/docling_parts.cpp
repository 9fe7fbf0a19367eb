#include "formats/docling_parts.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "formats/json_content.hpp"
#include "formats/json_value.hpp"

namespace docexport {

namespace {

ByteBuffer& start_element(ScratchPart& elements) {
  elements.flush_if_full();
  elements.buffer().append(elements.empty() ? "\n    " : ",\n    ");
  return elements.buffer();
}

/// As docling makes it: the last 64 bits of the SHA-256.
std::uint64_t binary_hash(std::string_view sha256) {
  const std::string_view digits = sha256.substr(sha256.size() - std::min<std::size_t>(16, sha256.size()));
  std::uint64_t hash = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), hash, 16);
  return hash;
}

void append_array(OutputFile& output, std::string_view name, const ScratchPart& items) {
  append_json_key(output.buffer(), name);
  output.buffer().append('[');
  items.copy_to(output);
  output.buffer().append(items.empty() ? "]" : "\n  ]");
}

void append_start(ByteBuffer& buffer, const RenderRequest& request, std::string_view media_type) {
  buffer.append(R"({"schema_name":"DoclingDocument","version":"1.10.0")");
  const std::string stem = std::filesystem::path(request.document_name).stem().string();
  append_json_member(buffer, "name", stem.empty() ? "document" : stem);
  append_json_key(buffer, "origin");
  buffer.append('{');
  append_json_member(buffer, "mimetype", media_type);
  append_json_integer_member(buffer, "binary_hash", binary_hash(request.document_sha256));
  append_json_member(buffer, "filename", request.document_name);
  buffer.append('}');
  buffer.append(R"(,"furniture":{"self_ref":"#/furniture","children":[],"content_layer":"furniture",)"
                R"("name":"_root_","label":"unspecified"})");
}

void append_body(OutputFile& output, const ScratchPart& children) {
  append_json_key(output.buffer(), "body");
  output.buffer().append('{');
  append_json_member(output.buffer(), "self_ref", "#/body");
  append_array(output, "children", children);
  append_json_member(output.buffer(), "content_layer", "body");
  append_json_member(output.buffer(), "name", "_root_");
  append_json_member(output.buffer(), "label", "unspecified");
  output.buffer().append('}');
}

}  // namespace

DoclingParts::DoclingParts(ScratchFile& scratch)
    : tree_(scratch),
      texts_(scratch),
      pictures_(scratch),
      tables_(scratch),
      field_cells_(scratch),
      field_links_(scratch),
      pages_(scratch) {}

void DoclingParts::add_field(const Field& field) {
  const std::uint64_t key = 2 * field_count_++;
  ByteBuffer& cells = start_element(field_cells_);
  cells.append("{\"label\":\"key\"");
  append_json_integer_member(cells, "cell_id", key);
  append_json_member(cells, "text", field.name);
  append_json_member(cells, "orig", field.name);
  cells.append("},{\"label\":\"value\"");
  append_json_integer_member(cells, "cell_id", key + 1);
  append_json_member(cells, "text", field.value);
  append_json_member(cells, "orig", field.value);
  if (field.page && field.box) {
    append_json_key(cells, "prov");
    append_docling_provenance(cells, {.page_no = *field.page, .box = *field.box}, field.value);
  }
  cells.append('}');
  ByteBuffer& links = start_element(field_links_);
  links.append("{\"label\":\"to_value\"");
  append_json_integer_member(links, "source_cell_id", key);
  append_json_integer_member(links, "target_cell_id", key + 1);
  links.append('}');
}

bool DoclingParts::add_page(const PageInfo& page) {
  if (!page_numbers_.insert(page.page_no).second) {
    return false;
  }
  ByteBuffer& buffer = start_element(pages_);
  buffer.append('"');
  append_json_integer(buffer, page.page_no);
  buffer.append("\":{\"size\":{");
  append_json_key(buffer, "width");
  append_json_measure(buffer, page.width);
  append_json_key(buffer, "height");
  append_json_measure(buffer, page.height);
  buffer.append('}');
  append_json_key(buffer, "page_no");
  append_json_integer(buffer, page.page_no);
  buffer.append('}');
  return true;
}

ByteBuffer& DoclingParts::open_text(DoclingItem item) {
  item.self = next_text();
  ++text_count_;
  ByteBuffer& buffer = start_element(texts_);
  open_docling_item(buffer, item);
  return buffer;
}

DoclingRef DoclingParts::add_text(const DoclingItem& item, const DoclingText& text) {
  const DoclingRef self = next_text();
  ByteBuffer& buffer = open_text(item);
  append_docling_text(buffer, text);
  buffer.append('}');
  return self;
}

void DoclingParts::add_inline_group(const std::vector<StyledRun>& runs, const DoclingRef& parent) {
  const DoclingRef group = tree_.open_group_in(parent, "inline", "group");
  for (const StyledRun& run : runs) {
    if (!run.image.empty()) {
      tree_.add(add_picture(run.text, std::nullopt, group));
      continue;
    }
    tree_.add(add_text({.parent = group, .label = run.is_code ? "code" : "text"},
                       {.text = run.text, .emphasis = run.emphasis, .hyperlink = run.link}));
  }
  tree_.close_group();
}

DoclingRef DoclingParts::add_picture(std::string_view text, const std::optional<Position>& position,
                                     const DoclingRef& parent) {
  DoclingItem item{.self = {.array = "pictures", .index = picture_count_++}, .parent = parent, .label = "picture"};
  if (!text.empty()) {
    item.children = {add_text({.parent = item.self, .label = "caption"}, {.text = text})};
  }
  ByteBuffer& buffer = start_element(pictures_);
  open_docling_item(buffer, item);
  append_docling_position(buffer, position, "");
  append_docling_refs(buffer, "captions", item.children);
  buffer.append('}');
  return item.self;
}

void DoclingParts::open_table(const TableStart& table) {
  DoclingItem item{.self = {.array = "tables", .index = table_count_++}, .parent = tree_.innermost(), .label = "table"};
  tree_.add(item.self);
  if (!table.caption.empty()) {
    item.children = {add_text({.parent = item.self, .label = "caption"}, {.text = table.caption})};
  }
  ByteBuffer& buffer = start_element(tables_);
  open_docling_item(buffer, item);
  append_docling_position(buffer, table.position, "");
  append_docling_refs(buffer, "captions", item.children);
  append_json_key(buffer, "data");
  table_.emplace(tables_, table.header_rows);
}

void DoclingParts::close_table() {
  table_->finish();
  table_.reset();
  tables_.buffer().append('}');
}

void DoclingParts::append_fields(OutputFile& output) const {
  append_json_key(output.buffer(), "key_value_items");
  if (field_count_ == 0) {
    return output.buffer().append("[]");
  }
  output.buffer().append('[');
  open_docling_item(output.buffer(), {.self = {.array = "key_value_items"}, .label = "key_value_region"});
  append_json_key(output.buffer(), "graph");
  output.buffer().append('{');
  append_array(output, "cells", field_cells_);
  append_array(output, "links", field_links_);
  output.buffer().append("}}]");
}

void DoclingParts::write_document(const RenderRequest& request, std::string_view media_type, OutputFile& output) {
  if (field_count_ > 0) {
    tree_.add_to_body({.array = "key_value_items"});
  }
  append_start(output.buffer(), request, media_type);
  append_body(output, tree_.body_children());
  append_array(output, "groups", tree_.groups());
  append_array(output, "texts", texts_);
  append_array(output, "pictures", pictures_);
  append_array(output, "tables", tables_);
  append_fields(output);
  append_json_key(output.buffer(), "pages");
  output.buffer().append('{');
  pages_.copy_to(output);
  output.buffer().append(pages_.empty() ? "}}\n" : "\n  }}\n");
}

}  // namespace docexport
