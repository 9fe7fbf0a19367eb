#include "formats/html_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/html_inlines.hpp"
#include "formats/html_page.hpp"
#include "formats/json_value.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr int deepest_quote = 32;

/// The language as a class can carry it.
std::string language_class(std::string_view language) {
  const bool is_word = !language.empty() && std::all_of(language.begin(), language.end(), [](char byte) {
    return byte > ' ' && byte < '\x7F' && byte != '"' && byte != '&' && byte != '<' && byte != '>';
  });
  return is_word ? "language-" + std::string(language) : "";
}

}  // namespace

HtmlWriter::HtmlWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files)
    : ContentWriter(request, media_type, {}),
      document_name_(request.document_name),
      output_(request, files),
      scratch_(files.scratch, request.limits.output_bytes) {}

void HtmlWriter::open_document(const Metadata& metadata) {
  append_html_head(output_.buffer(), metadata, document_name_);
}

void HtmlWriter::write_page(const PageInfo& /*page*/) {}

void HtmlWriter::change_quote_level(int level) {
  for (; quote_level_ > level; --quote_level_) {
    output_.buffer().append("\n</blockquote>");
  }
  for (; quote_level_ < level; ++quote_level_) {
    output_.buffer().append("\n<blockquote>");
  }
}

void HtmlWriter::turn_to(Piece piece) {
  output_.flush_if_full();
  if (last_ == Piece::field && piece != Piece::field) {
    table_.close();
  }
  if (piece != Piece::list_item) {
    lists_.end(output_.buffer());
  }
  if (piece != Piece::quote) {
    change_quote_level(0);
  }
  last_ = piece;
}

void HtmlWriter::write_field(const Field& field) {
  if (last_ != Piece::field) {
    turn_to(Piece::field);
    table_.open("Fields", "Fields", 1);
    table_.add_header({"Field", "Value", "Type", "Confidence", "Page"});
  }
  Row row = {{.text = field.name}, {.text = field.value}, {.text = field.type}, {}, {}};
  if (field.confidence) {
    ByteBuffer digits;
    append_json_real(digits, *field.confidence);
    row[3] = {.text = std::string(digits.view()), .type = CellType::number};
  }
  if (field.page) {
    row[4] = {.text = std::to_string(*field.page), .type = CellType::number};
  }
  table_.add_row(row);
}

void HtmlWriter::write_block(const Block& block) {
  switch (block.label) {
    case BlockLabel::title:
    case BlockLabel::section_header:
      return append_heading(block);
    case BlockLabel::paragraph:
    case BlockLabel::text:
      return append_paragraph(block, "p");
    case BlockLabel::caption:
      return append_paragraph(block, "p class=\"caption\"");
    case BlockLabel::footnote:
      return append_paragraph(block, "p class=\"footnote\" role=\"note\"");
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
      return append_paragraph(block, "p class=\"furniture\"");
    case BlockLabel::list_item:
      return append_list_item(block);
    case BlockLabel::code:
    case BlockLabel::formula:
      return append_code(block);
    case BlockLabel::quote:
      return append_quote(block);
    case BlockLabel::horizontal_rule:
      turn_to(Piece::other);
      return output_.buffer().append("\n<hr>");
    case BlockLabel::picture:
      return append_picture(block);
  }
}

void HtmlWriter::append_heading(const Block& block) {
  if (is_blank_text(block.text)) {
    return;
  }
  const bool is_title = block.label == BlockLabel::title;
  // The sections of a document with a title are below it.
  const int level = is_title ? 1 : block.level + (has_title_ ? 1 : 0);
  has_title_ = has_title_ || is_title;
  turn_to(Piece::other);
  const std::string tag = fmt::format("h{}", std::clamp(level, 1, 6));
  output_.buffer().append("\n<" + tag + '>');
  append_html_inlines(output_.buffer(), block);
  output_.buffer().append("</" + tag + '>');
}

void HtmlWriter::append_paragraph(const Block& block, std::string_view tag) {
  if (is_blank_text(block.text)) {
    return;
  }
  turn_to(Piece::other);
  output_.buffer().append("\n<");
  output_.buffer().append(tag);
  output_.buffer().append('>');
  append_html_inlines(output_.buffer(), block);
  output_.buffer().append("</p>");
}

void HtmlWriter::append_list_item(const Block& block) {
  turn_to(Piece::list_item);
  ByteBuffer& buffer = output_.buffer();
  lists_.begin_item(buffer, block);
  if (block.checked) {
    buffer.append(*block.checked ? "<span role=\"img\" aria-label=\"done\">\xE2\x98\x91</span> "
                                 : "<span role=\"img\" aria-label=\"to do\">\xE2\x98\x90</span> ");
  }
  append_html_inlines(buffer, block);
}

void HtmlWriter::append_quote(const Block& block) {
  if (is_blank_text(block.text)) {
    return;
  }
  turn_to(Piece::quote);
  change_quote_level(std::clamp(block.level, 1, deepest_quote));
  output_.buffer().append("\n<p>");
  append_html_inlines(output_.buffer(), block);
  output_.buffer().append("</p>");
}

void HtmlWriter::append_code(const Block& block) {
  turn_to(Piece::other);
  ByteBuffer& buffer = output_.buffer();
  const std::string language = block.label == BlockLabel::formula ? "formula" : language_class(block.language);
  buffer.append("\n<pre tabindex=\"0\"><code");
  if (!language.empty()) {
    append_html_attribute(buffer, "class", language);
  }
  buffer.append('>');
  append_html_text(buffer, block.text);
  buffer.append("</code></pre>");
}

void HtmlWriter::append_picture(const Block& block) {
  turn_to(Piece::other);
  ByteBuffer& buffer = output_.buffer();
  buffer.append("\n<figure><figcaption>");
  if (is_blank_text(block.text)) {
    buffer.append("Image");
  } else {
    append_html_lines(buffer, block.text);
  }
  buffer.append("</figcaption></figure>");
}

void HtmlWriter::open_table(const TableStart& table, std::uint64_t number) {
  turn_to(Piece::other);
  table_.open(fmt::format("Table {}", number), table.caption,
              static_cast<std::uint64_t>(std::max(0, table.header_rows)));
}

void HtmlWriter::write_row(const GridRow& row) {
  table_.add_row(row);
}

void HtmlWriter::close_table() {
  table_.close();
}

void HtmlWriter::open_records(const std::vector<std::string>& columns) {
  turn_to(Piece::other);
  table_.open("Records", "", 1);
  table_.add_header(columns);
}

void HtmlWriter::write_record(const Row& row) {
  table_.add_row(row);
}

void HtmlWriter::close_records() {
  table_.close();
}

void HtmlWriter::write_warning(std::string_view text) {
  warnings_.flush_if_full();
  warnings_.buffer().append("\n<li>");
  append_html_text(warnings_.buffer(), text);
  warnings_.buffer().append("</li>");
}

void HtmlWriter::close_document() {
  turn_to(Piece::other);
  ByteBuffer& buffer = output_.buffer();
  buffer.append("\n</main>\n");
  if (!warnings_.empty()) {
    buffer.append("<footer>\n<p>What was not read, or read doubtfully:</p>\n<ul>");
    warnings_.copy_to(output_);
    buffer.append("\n</ul>\n</footer>\n");
  }
  buffer.append("</body>\n</html>\n");
  output_.finish();
}

}  // namespace docexport
