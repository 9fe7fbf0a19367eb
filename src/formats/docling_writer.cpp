#include "formats/docling_writer.hpp"

#include <algorithm>

#include "formats/json_content.hpp"
#include "formats/json_value.hpp"

namespace docexport {

namespace {

constexpr std::size_t deepest_list = 100;
constexpr int deepest_docling_heading = 100;

bool is_presentation(std::string_view media_type) {
  return media_type.find("presentation") != std::string_view::npos;
}

/// The labels of DoclingDocument for texts that are only text.
std::string_view text_label(BlockLabel label) {
  switch (label) {
    case BlockLabel::title:
    case BlockLabel::section_header:
    case BlockLabel::paragraph:
    case BlockLabel::text:
    case BlockLabel::list_item:
    case BlockLabel::code:
    case BlockLabel::formula:
    case BlockLabel::caption:
    case BlockLabel::footnote:
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
      return to_string(label);
    case BlockLabel::quote:
    case BlockLabel::horizontal_rule:
    case BlockLabel::picture:
      return "text";
  }
  return "text";
}

bool is_furniture(BlockLabel label) {
  return label == BlockLabel::page_header || label == BlockLabel::page_footer;
}

/// Only what flows is divided into its styles; a heading, say, keeps its text in one piece.
bool may_be_divided(BlockLabel label) {
  return label == BlockLabel::paragraph || label == BlockLabel::text || label == BlockLabel::quote ||
         label == BlockLabel::list_item;
}

/// A text that is styled in one way throughout, or that may not be divided: what of its styles holds for all of it.
DoclingText whole_text(const Block& block, const std::vector<StyledRun>& runs) {
  DoclingText text{.text = block.text, .position = block.position};
  if (runs.size() == 1) {
    text.emphasis = runs.front().emphasis;
  }
  const auto linked = std::find_if(runs.begin(), runs.end(), [](const StyledRun& run) { return !run.link.empty(); });
  if (linked != runs.end()) {
    text.hyperlink = linked->link;
  }
  return text;
}

std::string_view marker_of(const Block& item) {
  if (item.checked) {
    return *item.checked ? "- [x]" : "- [ ]";
  }
  return item.marker.empty() ? "-" : std::string_view(item.marker);
}

}  // namespace

DoclingWriter::DoclingWriter(const RenderRequest& request, std::string media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {.fields = AutomaticFields::all, .headers_footers = HeadersFooters::keep}),
      request_(request),
      media_type_(std::move(media_type)),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes),
      parts_(scratch_) {}

void DoclingWriter::open_document(const Metadata& /*metadata*/) {}

void DoclingWriter::write_warning(std::string_view /*text*/) {}

void DoclingWriter::write_field(const Field& field) {
  parts_.add_field(field);
}

void DoclingWriter::write_page(const PageInfo& page) {
  if (parts_.add_page(page) && is_presentation(media_type_)) {
    open_section("slide", "slide-" + std::to_string(page.page_no));
  }
}

void DoclingWriter::end_lists() {
  for (; !lists_.empty(); lists_.pop_back()) {
    parts_.tree().close_group();
  }
}

void DoclingWriter::open_section(std::string_view label, const std::string& name) {
  end_sections();
  parts_.tree().open_group(label, name);
  section_is_open_ = true;
}

void DoclingWriter::end_sections() {
  end_lists();
  if (section_is_open_) {
    parts_.tree().close_group();
    section_is_open_ = false;
  }
}

void DoclingWriter::write_block(const Block& block) {
  DoclingTree& tree = parts_.tree();
  if (block.label == BlockLabel::horizontal_rule) {
    return;
  }
  if (is_furniture(block.label)) {
    // Between the pages that a list runs over: the list goes on.
    return tree.add_to_body(parts_.add_text({.label = text_label(block.label), .is_furniture = true},
                                            {.text = block.text, .position = block.position}));
  }
  if (block.label == BlockLabel::list_item) {
    return write_list_item(block);
  }
  end_lists();
  if (block.label == BlockLabel::section_header && block.level <= 1 && is_spreadsheet()) {
    open_section("sheet", block.text);
  }
  if (block.label == BlockLabel::picture) {
    return tree.add(parts_.add_picture(block.text, block.position, tree.innermost()));
  }
  write_prose(block);
}

void DoclingWriter::write_prose(const Block& block) {
  DoclingTree& tree = parts_.tree();
  const std::vector<StyledRun> runs = styled_runs(block);
  if (runs.size() > 1 && may_be_divided(block.label)) {
    const DoclingRef parent = tree.innermost();
    tree.add(tree.next_group());
    return parts_.add_inline_group(runs, parent);
  }
  tree.add(parts_.next_text());
  ByteBuffer& buffer = parts_.open_text({.parent = tree.innermost(), .label = text_label(block.label)});
  append_docling_text(buffer, whole_text(block, runs));
  if (block.label == BlockLabel::section_header) {
    append_json_key(buffer, "level");
    append_json_integer(buffer, std::clamp(block.level, 1, deepest_docling_heading));
  }
  if (block.label == BlockLabel::code) {
    append_json_member(buffer, "code_language", docling_code_language(block.language));
  }
  buffer.append('}');
}

void DoclingWriter::enter_list(const Block& item) {
  const std::size_t level = std::min({static_cast<std::size_t>(std::max(0, item.level)), lists_.size(), deepest_list});
  const auto close = [this] {
    lists_.pop_back();
    parts_.tree().close_group();
  };
  while (lists_.size() > level + 1) {
    close();
  }
  if (lists_.size() == level + 1 && lists_.back() != item.ordered) {
    close();
  }
  if (lists_.size() == level) {
    parts_.tree().open_group("list", "list");
    lists_.push_back(item.ordered);
  }
}

void DoclingWriter::write_list_item(const Block& block) {
  enter_list(block);
  DoclingTree& tree = parts_.tree();
  const std::vector<StyledRun> runs = styled_runs(block);
  DoclingItem item{.self = parts_.next_text(), .parent = tree.innermost(), .label = "list_item"};
  tree.add(item.self);
  DoclingText text = whole_text(block, runs);
  if (runs.size() > 1) {
    // As docling has it: the text is in the inline group, and the item is empty.
    item.children = {tree.next_group()};
    text = {.position = block.position};
  }
  ByteBuffer& buffer = parts_.open_text(item);
  append_docling_text(buffer, text);
  append_json_key(buffer, "enumerated");
  buffer.append(block.ordered ? "true" : "false");
  append_json_member(buffer, "marker", marker_of(block));
  buffer.append('}');
  if (runs.size() > 1) {
    parts_.add_inline_group(runs, item.self);
  }
}

void DoclingWriter::open_table(const TableStart& table, std::uint64_t /*number*/) {
  end_lists();
  parts_.open_table(table);
}

void DoclingWriter::write_row(const GridRow& row) {
  parts_.add_row(row);
}

void DoclingWriter::close_table() {
  parts_.close_table();
}

void DoclingWriter::open_records(const std::vector<std::string>& columns) {
  end_lists();
  parts_.open_table({.header_rows = 1});
  Row header;
  for (const std::string& column : columns) {
    header.push_back({.text = column});
  }
  write_record(header);
}

void DoclingWriter::write_record(const Row& row) {
  GridRow places;
  for (const Cell& cell : row) {
    places.cells.push_back(&cell);
  }
  parts_.add_row(places);
}

void DoclingWriter::close_records() {
  parts_.close_table();
}

void DoclingWriter::close_document() {
  end_sections();
  parts_.write_document(request_, media_type_, output_);
  output_.finish();
}

}  // namespace docexport
