#include "formats/pdf_writer.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "formats/print_flow.hpp"
#include "formats/print_missing.hpp"
#include "formats/styled_runs.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr int deepest_indent = 12;
constexpr double indent_step = 18;

PrintParagraph heading(int level) {
  constexpr std::array<double, deepest_heading + 1> sizes = {22, 19, 16, 14, 12.5, 11.5, 10.5};
  constexpr std::array<const char*, deepest_heading + 1> roles = {"H1", "H1", "H2", "H3", "H4", "H5", "H6"};
  const auto index = static_cast<std::size_t>(std::clamp(level, 0, deepest_heading));
  return {.style = {.size = sizes.at(index), .is_bold = true},
          .space_before = sizes.at(index) * 0.8,
          .space_after = sizes.at(index) * 0.4,
          .role = roles.at(index),
          .keep = sizes.at(index) * 4};
}

PrintParagraph quotation(int level) {
  return {.indent = indent_step * std::clamp(level, 1, deepest_indent), .has_bar = true};
}

PrintParagraph code() {
  return {.style = {.size = 9, .is_mono = true}, .indent = 6, .role = "Code", .has_background = true};
}

/// How a block that is only a paragraph looks.
PrintParagraph paragraph_of(const Block& block) {
  switch (block.label) {
    case BlockLabel::title:
      return heading(0);
    case BlockLabel::section_header:
      return heading(std::max(1, block.level));
    case BlockLabel::code:
      return code();
    case BlockLabel::quote:
      return quotation(block.level);
    case BlockLabel::formula:
      return {.style = {.is_italic = true}, .indent = indent_step};
    case BlockLabel::caption:
      return {.style = {.size = 9, .is_italic = true}, .role = "Caption"};
    case BlockLabel::footnote:
      return {.style = {.size = 8.5}, .space_after = 3, .role = "Note"};
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
      return {.style = {.size = 8.5, .is_grey = true}};
    case BlockLabel::paragraph:
    case BlockLabel::text:
    case BlockLabel::list_item:
    case BlockLabel::horizontal_rule:
    case BlockLabel::picture:
      return {};
  }
  return {};
}

std::string marker_of(const Block& item) {
  if (item.checked) {
    return *item.checked ? "\xE2\x98\x91" : "\xE2\x98\x90";
  }
  const bool has_own = item.ordered && !item.marker.empty();
  return has_own ? readable_line(item.marker) : "\xE2\x80\xA2";
}

std::string title_of(const RenderRequest& request) {
  const std::string stem = std::filesystem::path(request.document_name).stem().string();
  return stem.empty() ? "document" : stem;
}

}  // namespace

PdfWriter::PdfWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {}), title_(title_of(request)), output_(request, files) {}

void PdfWriter::open_document(const Metadata& metadata) {
  canvas_.emplace(output_, metadata, title_);
}

void PdfWriter::write_page(const PageInfo& /*page*/) {}

void PdfWriter::write_warning(std::string_view /*text*/) {}

void PdfWriter::add_row(const std::vector<std::string>& texts) {
  Row row;
  for (const std::string& text : texts) {
    row.push_back({.text = text});
  }
  write_record(row);
}

void PdfWriter::write_field(const Field& field) {
  if (!table_) {
    table_.emplace(*canvas_, 1);
    table_is_of_fields_ = true;
    add_row({"Field", "Value"});
  }
  add_row({field.name, field.value});
}

void PdfWriter::close_fields() {
  if (table_is_of_fields_) {
    close_table();
  }
}

void PdfWriter::write_list_item(const Block& block) {
  const double indent = indent_step * (std::clamp(block.level, 0, deepest_indent) + 1);
  print_paragraph(*canvas_, styled_runs(block),
                  {.indent = indent, .space_after = 2, .marker = marker_of(block), .role = "P"});
}

void PdfWriter::write_block(const Block& block) {
  close_fields();
  canvas_->set_content_width(0);
  if (block.label == BlockLabel::horizontal_rule) {
    return print_rule(*canvas_);
  }
  if (block.label == BlockLabel::picture) {
    return print_picture_place(*canvas_, readable_line(block.text));
  }
  if (is_blank_text(block.text)) {
    return;
  }
  if (block.label == BlockLabel::list_item) {
    return write_list_item(block);
  }
  PrintParagraph paragraph = paragraph_of(block);
  const bool is_heading = block.label == BlockLabel::title || block.label == BlockLabel::section_header;
  if (is_heading) {
    // Before the outline is told where it is.
    canvas_->skip(std::exchange(paragraph.space_before, 0));
    if (canvas_->room() < paragraph.keep) {
      canvas_->start_page();
    }
    canvas_->add_outline(block.label == BlockLabel::title ? 0 : std::max(1, block.level), block.text);
  }
  print_paragraph(*canvas_, styled_runs(block), paragraph);
}

void PdfWriter::open_table(const TableStart& table, std::uint64_t /*number*/) {
  close_fields();
  canvas_->set_content_width(0);
  if (!is_blank_text(table.caption)) {
    print_paragraph(*canvas_, {{.text = readable_text(table.caption)}},
                    {.style = {.size = 9, .is_italic = true}, .space_after = 3, .role = "Caption", .keep = 60});
  }
  table_.emplace(*canvas_, table.header_rows);
}

void PdfWriter::write_row(const GridRow& row) {
  table_->add(row);
}

void PdfWriter::close_table() {
  table_->finish();
  table_.reset();
  table_is_of_fields_ = false;
}

void PdfWriter::open_records(const std::vector<std::string>& columns) {
  close_fields();
  table_.emplace(*canvas_, 1);
  add_row(columns);
}

void PdfWriter::write_record(const Row& row) {
  GridRow places;
  for (const Cell& cell : row) {
    places.cells.push_back(&cell);
  }
  table_->add(places);
}

void PdfWriter::close_records() {
  close_table();
}

void PdfWriter::close_document() {
  close_fields();
  canvas_->finish();
  if (auto warning = missing_characters_warning(missing_characters(canvas_->fonts()))) {
    warnings_.push_back(std::move(*warning));
  }
  output_.finish();
}

}  // namespace docexport
