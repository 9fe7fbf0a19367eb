#include "formats/markdown_writer.hpp"

#include <algorithm>

#include "formats/ascii.hpp"
#include "formats/json_value.hpp"
#include "formats/markdown_inlines.hpp"
#include "formats/markdown_text.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr int deepest_markdown_quote = 32;

std::string repeat(std::string_view text, int count) {
  std::string repeated;
  for (int index = 0; index < count; ++index) {
    repeated += text;
  }
  return repeated;
}

void append_cell(ByteBuffer& buffer, std::string_view text) {
  buffer.append(' ');
  buffer.append(markdown_cell(text));
  buffer.append(" |");
}

/// People read a date and a time more easily with a blank between them.
void append_cell(ByteBuffer& buffer, const Cell& cell) {
  const std::size_t separator = cell.type == CellType::date ? cell.text.find('T') : std::string::npos;
  if (separator == std::string::npos) {
    return append_cell(buffer, std::string_view(cell.text));
  }
  std::string text = cell.text;
  text[separator] = ' ';
  append_cell(buffer, text);
}

/// A fence longer than any run of backticks in the code.
std::string fence_for(std::string_view code) {
  std::size_t longest = 2;
  std::size_t current = 0;
  for (const char byte : code) {
    current = byte == '`' ? current + 1 : 0;
    longest = std::max(longest, current);
  }
  std::string fence(longest + 1, '`');
  return fence;
}

/// The language as a fence can carry it: one word, without what the parser would take for more than text.
std::string fence_language(std::string_view language) {
  const std::string word = readable_line(language);
  const bool is_usable = std::all_of(
      word.begin(), word.end(), [](char byte) { return byte != ' ' && byte != '`' && byte != '\\' && byte != '&'; });
  return is_usable ? word : "";
}

}  // namespace

MarkdownWriter::MarkdownWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {}),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes) {}

void MarkdownWriter::open_document(const Metadata& /*metadata*/) {}

void MarkdownWriter::write_page(const PageInfo& /*page*/) {}

void MarkdownWriter::write_warning(std::string_view /*text*/) {}

void MarkdownWriter::separate(Piece piece) {
  output_.flush_if_full();
  if (last_ != Piece::none) {
    output_.buffer().append("\n\n");
  }
  if (piece != Piece::list_item) {
    lists_.end();
  }
  last_ = piece;
}

void MarkdownWriter::write_field(const Field& field) {
  if (last_ != Piece::field) {
    separate(Piece::field);
    append_header({"Field", "Value", "Type", "Confidence", "Page"}, 5);
  }
  ByteBuffer& buffer = output_.buffer();
  buffer.append("\n|");
  append_cell(buffer, field.name);
  append_cell(buffer, field.value);
  append_cell(buffer, field.type);
  ByteBuffer number;
  if (field.confidence) {
    append_json_real(number, *field.confidence);
  }
  append_cell(buffer, number.view());
  number.clear();
  if (field.page) {
    append_json_integer(number, *field.page);
  }
  append_cell(buffer, number.view());
  output_.flush_if_full();
}

void MarkdownWriter::write_block(const Block& block) {
  switch (block.label) {
    case BlockLabel::title:
      has_title_ = true;
      return append_heading(block);
    case BlockLabel::section_header:
      return append_heading(block);
    case BlockLabel::paragraph:
    case BlockLabel::text:
    case BlockLabel::caption:
    case BlockLabel::footnote:
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
      return append_paragraph(block);
    case BlockLabel::list_item:
      return append_list_item(block);
    case BlockLabel::code:
      return append_code(block, fence_language(block.language));
    case BlockLabel::quote:
      return append_quote(block);
    case BlockLabel::formula:
      return append_formula(block);
    case BlockLabel::horizontal_rule:
      separate(Piece::other);
      return output_.buffer().append("---");
    case BlockLabel::picture:
      return append_picture(block);
  }
}

void MarkdownWriter::append_heading(const Block& block) {
  const std::string text = markdown_heading(markdown_inlines(block));
  if (text.empty()) {
    return;
  }
  // The sections of a document with a title are below it.
  const int level = block.label == BlockLabel::title ? 1 : block.level + (has_title_ ? 1 : 0);
  separate(Piece::other);
  output_.buffer().append(repeat("#", std::clamp(level, 1, 6)) + ' ' + text);
}

void MarkdownWriter::append_paragraph(const Block& block) {
  const std::string lines = markdown_lines(markdown_inlines(block), "");
  if (!lines.empty()) {
    separate(Piece::other);
    output_.buffer().append(lines);
  }
}

void MarkdownWriter::append_picture(const Block& block) {
  if (!is_blank_text(block.text)) {
    return append_paragraph(block);
  }
  separate(Piece::other);
  output_.buffer().append("<!-- image -->");
}

void MarkdownWriter::append_list_item(const Block& block) {
  const ListPlace place = lists_.place(block);
  if (last_ == Piece::list_item && !place.after_blank_line) {
    output_.flush_if_full();
    output_.buffer().append('\n');
  } else {
    separate(Piece::list_item);
  }
  const std::string indent = place.indent + std::string(place.marker.size(), ' ');
  std::string item = place.indent + place.marker;
  const std::string lines = markdown_lines(markdown_inlines(block), indent);
  if (block.checked && !lines.empty()) {
    item += *block.checked ? "[x] " : "[ ] ";
  }
  item += lines;
  item.erase(item.find_last_not_of(' ') + 1);
  output_.buffer().append(item);
}

void MarkdownWriter::append_quote(const Block& block) {
  const int level = std::clamp(block.level, 1, deepest_markdown_quote);
  const std::string prefix = repeat("> ", level);
  const std::string lines = markdown_lines(markdown_inlines(block), prefix);
  if (lines.empty()) {
    return;
  }
  if (last_ == Piece::quote) {
    // An empty line of the quote keeps two paragraphs in it, and apart.
    output_.buffer().append("\n" + repeat(">", std::min(level, last_quote_level_)) + "\n");
  } else {
    separate(Piece::quote);
  }
  last_quote_level_ = level;
  output_.buffer().append(prefix + lines);
  output_.flush_if_full();
}

void MarkdownWriter::append_code(const Block& block, std::string_view language) {
  const std::string code = readable_text(block.text);
  const std::string fence = fence_for(code);
  separate(Piece::other);
  ByteBuffer& buffer = output_.buffer();
  buffer.append(fence);
  buffer.append(language);
  buffer.append('\n');
  buffer.append(code);
  if (!code.empty()) {
    buffer.append('\n');
  }
  buffer.append(fence);
}

void MarkdownWriter::append_formula(const Block& block) {
  const std::string formula = readable_text(block.text);
  // Between dollar signs stands TeX; what a parser could find in it goes into a fence instead.
  if (formula.find_first_of("$`<\n") != std::string::npos) {
    return append_code(block, "math");
  }
  if (!is_blank_text(formula)) {
    separate(Piece::other);
    output_.buffer().append("$$" + formula + "$$");
  }
}

void MarkdownWriter::append_header(const std::vector<std::string>& cells, std::size_t width) {
  ByteBuffer& buffer = output_.buffer();
  buffer.append('|');
  for (std::size_t column = 0; column < std::max<std::size_t>(1, width); ++column) {
    append_cell(buffer, column < cells.size() ? cells[column] : "");
  }
  buffer.append("\n|");
  for (std::size_t column = 0; column < std::max<std::size_t>(1, width); ++column) {
    buffer.append(" --- |");
  }
}

void MarkdownWriter::open_table(const TableStart& table, std::uint64_t /*number*/) {
  append_paragraph({.label = BlockLabel::caption, .text = table.caption});
  table_rows_.clear();
  table_header_.clear();
  table_width_ = 0;
  header_is_next_ = table.header_rows > 0;
}

void MarkdownWriter::write_row(const GridRow& row) {
  table_width_ = std::max(table_width_, row.cells.size());
  if (header_is_next_) {
    header_is_next_ = false;
    for (const Cell* cell : row.cells) {
      table_header_.push_back(cell->text);
    }
    return;
  }
  table_rows_.buffer().append(row.cells.empty() ? "\n|  |" : "\n|");
  for (const Cell* cell : row.cells) {
    append_cell(table_rows_.buffer(), *cell);
    table_rows_.flush_if_full();
  }
}

void MarkdownWriter::close_table() {
  if (table_width_ == 0) {
    return;
  }
  separate(Piece::other);
  append_header(table_header_, table_width_);
  table_rows_.copy_to(output_);
}

void MarkdownWriter::open_records(const std::vector<std::string>& columns) {
  separate(Piece::other);
  append_header(columns, columns.size());
}

void MarkdownWriter::write_record(const Row& row) {
  ByteBuffer& buffer = output_.buffer();
  buffer.append(row.empty() ? "\n|  |" : "\n|");
  for (const Cell& cell : row) {
    append_cell(buffer, cell);
  }
  output_.flush_if_full();
}

void MarkdownWriter::close_records() {}

void MarkdownWriter::close_document() {
  if (last_ != Piece::none) {
    output_.buffer().append('\n');
  }
  output_.finish();
}

}  // namespace docexport
