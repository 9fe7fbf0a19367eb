#include "formats/text_writer.hpp"

#include <algorithm>

#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr int deepest_indent = 32;

/// Text without blank lines at its end, as a block of its own.
std::string block_text(std::string_view text) {
  std::string readable = readable_text(text);
  readable.erase(readable.find_last_not_of(" \t\n") + 1);
  return readable;
}

}  // namespace

TextWriter::TextWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {}), output_(request, files) {}

void TextWriter::open_document(const Metadata& /*metadata*/) {}

void TextWriter::write_page(const PageInfo& /*page*/) {}

void TextWriter::write_warning(std::string_view /*text*/) {}

void TextWriter::start_line(Piece piece) {
  output_.flush_if_full();
  if (last_ != Piece::none) {
    const bool goes_on = piece == last_ && piece != Piece::other;
    output_.buffer().append(goes_on ? "\n" : "\n\n");
  }
  last_ = piece;
}

void TextWriter::write_field(const Field& field) {
  start_line(Piece::field);
  output_.buffer().append(readable_line(field.name));
  output_.buffer().append(": ");
  output_.buffer().append(block_text(field.value));
}

void TextWriter::write_block(const Block& block) {
  switch (block.label) {
    case BlockLabel::horizontal_rule:
      return;
    case BlockLabel::list_item:
      return append_list_item(block);
    case BlockLabel::title:
    case BlockLabel::section_header:
    case BlockLabel::paragraph:
    case BlockLabel::text:
    case BlockLabel::code:
    case BlockLabel::quote:
    case BlockLabel::formula:
    case BlockLabel::caption:
    case BlockLabel::footnote:
    case BlockLabel::picture:
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
      break;
  }
  const std::string text = block_text(block.text);
  if (!is_blank_text(text)) {
    start_line(Piece::other);
    output_.buffer().append(text);
  }
}

void TextWriter::append_list_item(const Block& block) {
  start_line(Piece::list_item);
  const int depth = std::clamp(block.level, 0, deepest_indent);
  std::string line(static_cast<std::size_t>(depth) * 2, ' ');
  line += block.marker.empty() ? "-" : readable_line(block.marker);
  if (block.checked) {
    line += *block.checked ? " [x]" : " [ ]";
  }
  line += ' ' + block_text(block.text);
  line.erase(line.find_last_not_of(' ') + 1);
  output_.buffer().append(line);
}

void TextWriter::append_cell(std::string_view text, bool is_first) {
  if (!is_first) {
    output_.buffer().append('\t');
  }
  output_.buffer().append(readable_line(text));
  output_.flush_if_full();
}

void TextWriter::open_table(const TableStart& table, std::uint64_t /*number*/) {
  write_block({.label = BlockLabel::caption, .text = table.caption});
  if (last_ == Piece::table) {
    last_ = Piece::other;  // two tables are two pieces
  }
}

void TextWriter::write_row(const GridRow& row) {
  start_line(Piece::table);
  bool is_first = true;
  for (const Cell* cell : row.cells) {
    append_cell(cell->text, is_first);
    is_first = false;
  }
}

void TextWriter::close_table() {}

void TextWriter::open_records(const std::vector<std::string>& columns) {
  start_line(Piece::other);
  for (std::size_t column = 0; column < columns.size(); ++column) {
    append_cell(columns[column], column == 0);
  }
  last_ = Piece::table;
}

void TextWriter::write_record(const Row& row) {
  start_line(Piece::table);
  for (std::size_t column = 0; column < row.size(); ++column) {
    append_cell(row[column].text, column == 0);
  }
}

void TextWriter::close_records() {
  last_ = Piece::other;
}

void TextWriter::close_document() {
  if (last_ != Piece::none) {
    output_.buffer().append('\n');
  }
  output_.finish();
}

}  // namespace docexport
