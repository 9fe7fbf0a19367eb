#include "documents/pdf_tagged_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "documents/pdf_links.hpp"
#include "documents/pdf_list_marker.hpp"
#include "documents/pdf_segments.hpp"

namespace docexport {
namespace {

constexpr double character_width = 0.6;  ///< of a fixed-width font, in units of its size
constexpr std::size_t deepest_indent = 80;

void append_code_line(const PdfLine& line, double left, std::string& text) {
  const double columns = std::max(0.0, std::round((line.box.left - left) / (character_width * line.size)));
  text += text.empty() ? "" : "\n";
  text.append(std::min(static_cast<std::size_t>(columns), deepest_indent), ' ');
  text += line.text;
}

/// Where the tags name no marker the text may begin with one.
std::string without_marker(const std::string& text, Block& block) {
  const auto blank = text.find(' ');
  const auto marker = parse_list_marker(std::string_view(text).substr(0, blank));
  if (!block.marker.empty() || !marker || blank == std::string::npos) {
    return text;
  }
  block.ordered = marker->ordered;
  block.marker = marker->ordered ? marker->text : "-";
  return text.substr(std::min(text.find_first_not_of(' ', blank), text.size()));
}

void append_text(const PdfLine& line, double left, const KnownWords& words, PdfBlock& result) {
  Block& block = result.block;
  if (block.label == BlockLabel::code) {
    append_code_line(line, left, block.text);
  } else if (result.line_count == 0) {
    block.text = block.label == BlockLabel::list_item ? without_marker(line.text, block) : line.text;
  } else {
    append_line(block.text, line.text, words);
  }
}

void count_line(const PdfLine& line, PdfBlock& result) {
  const bool is_first = result.line_count == 0;
  result.size = std::max(result.size, line.size);
  result.bold = line.bold && (is_first || result.bold);
  result.italic = line.italic && (is_first || result.italic);
  result.begins_with_note_mark = is_first ? line.begins_with_note_mark : result.begins_with_note_mark;
  result.characters += line.characters;
  ++result.line_count;
}

}  // namespace

PdfBlock make_tagged_block(std::span<const PdfLine> lines, const PdfPageLines& page, const KnownWords& words) {
  PdfBlock result{.block = page.tagged[*lines.front().tagged], .is_tagged = true};
  BoundingBox box = lines.front().box;
  for (const PdfLine& line : lines) {
    box = united(box, line.box);
  }
  for (const PdfLine& line : lines) {
    append_text(line, box.left, words, result);
    append_links(line, result.block.text, result.block.spans);
    count_line(line, result);
  }
  Block& block = result.block;
  drop_last_hyphen(block);
  if (block.label == BlockLabel::list_item && block.marker.empty()) {
    block.marker = "-";
  }
  if (std::all_of(lines.begin(), lines.end(), [](const PdfLine& line) { return line.role != PdfLineRole::body; })) {
    block.label = lines.front().role == PdfLineRole::page_header ? BlockLabel::page_header : BlockLabel::page_footer;
  }
  block.font = Font{.name = lines.front().font_name, .size = lines.front().size};
  block.position = Position{.page_no = page.info.page_no, .box = box};
  return result;
}

}  // namespace docexport
