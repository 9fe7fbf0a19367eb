#include "documents/pdf_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "documents/pdf_lines.hpp"
#include "documents/pdf_links.hpp"
#include "documents/pdf_list_tracker.hpp"
#include "documents/pdf_paragraphs.hpp"
#include "documents/pdf_segments.hpp"
#include "documents/pdf_tagged_blocks.hpp"

namespace docexport {
namespace {

/// In units of the font size.
constexpr double hanging_indent = 0.5;
constexpr double code_pitch = 3.2;
constexpr double blank_code_line = 1.7;
constexpr double fixed_width_advance = 0.6;

constexpr std::size_t longest_block = std::size_t{1} << 20;
constexpr std::size_t deepest_code_indent = 80;

/// What the lines of a block are.
enum class Kind { paragraph, list_item, code, row, title, furniture };

/// The block that lines are being added to.
struct OpenBlock {
  PdfBlock result{};
  Kind kind = Kind::paragraph;
  PdfLine last{};     ///< the line added last, without its text where that is long
  double start = 0;   ///< of the first line
  BoundingBox box{};  ///< upright, of the lines of the column it began in
  int first_column = 0;
  int column = 0;  ///< of the line added last
};

/// Moves all lines to the right, for one that begins further left than they do.
void indent_lines(std::string& text, std::size_t by) {
  const std::string indent(by, ' ');
  std::string indented = indent;
  for (const char byte : text) {
    indented += byte;
    if (byte == '\n') {
      indented += indent;
    }
  }
  text = std::move(indented);
}

class BlockBuilder {
 public:
  BlockBuilder(const PdfPageLines& page, const PdfBlockContext& context) : page_(page), context_(context) {}

  std::vector<PdfBlock> build() {
    const std::span<const PdfLine> lines(page_.lines);
    for (std::size_t begin = 0; begin < lines.size();) {
      std::size_t end = begin + 1;
      while (end < lines.size() && lines[end].column == lines[begin].column) {
        ++end;
      }
      if (lines[begin].tagged) {
        close();
        blocks_.push_back(make_tagged_block(lines.subspan(begin, end - begin), page_, context_.words));
      } else {
        take_column(lines.subspan(begin, end - begin));
      }
      begin = end;
    }
    close();
    return std::move(blocks_);
  }

 private:
  void take_column(std::span<const PdfLine> column) {
    measure_ = measure_column(column);
    lists_.end_all();
    for (std::size_t index = 0; index < column.size(); ++index) {
      const bool has_next = index + 1 < column.size() && !column[index + 1].table;
      take(column[index], has_next ? &column[index + 1] : nullptr);
    }
  }

  void take(const PdfLine& line, const PdfLine* next) {
    if (line.table) {
      place_table(line);
      return;
    }
    const Kind kind = kind_of(line, next);
    const bool is_fresh = !open_ || kind != Kind::paragraph || begins_block(line, next);
    if (kind == Kind::paragraph) {
      if (auto item = lists_.take_item(line, is_fresh); item) {
        begin_item(line, std::move(*item));
        return;
      }
    }
    if (is_fresh && !(kind == Kind::code && goes_on_with_code(line))) {
      begin(line, kind);
    } else {
      append(line);
    }
  }

  void place_table(const PdfLine& line) {
    close();
    lists_.end_all();
    PdfBlock& block = blocks_.emplace_back();
    block.table = line.table;
    block.block.position =
        Position{.page_no = page_.info.page_no, .box = box_on_page(line.box, line.quarter_turns, page_.info)};
  }

  [[nodiscard]] Kind kind_of(const PdfLine& line, const PdfLine* next) const {
    if (line.role != PdfLineRole::body) {
      return Kind::furniture;
    }
    if (context_.is_outline_title(line.text)) {
      return Kind::title;
    }
    if (line.fixed_width && !context_.body_is_fixed_width && !is_rest_of_paragraph(line, next)) {
      return Kind::code;
    }
    return line.is_row ? Kind::row : Kind::paragraph;
  }

  /// Whether a line in a fixed-width font is a command's name, say, that filled a whole line of a paragraph.
  [[nodiscard]] bool is_rest_of_paragraph(const PdfLine& line, const PdfLine* next) const {
    return open_ && (open_->kind == Kind::paragraph || open_->kind == Kind::list_item) &&
           start_of(line) < start_of(open_->last) + hanging_indent * line.size && !begins_block(line, next);
  }

  /// For a line that is plain text.
  [[nodiscard]] bool begins_block(const PdfLine& line, const PdfLine* next) const {
    if (open_->kind != Kind::paragraph && open_->kind != Kind::list_item) {
      return true;
    }
    if (open_->result.block.text.size() > longest_block) {
      return true;
    }
    const PdfLineContext context{.previous = open_->last,
                                 .line = line,
                                 .next = next,
                                 .previous_is_first = open_->result.line_count == 1,
                                 .is_list_item = open_->kind == Kind::list_item};
    if (open_->column != line.column) {
      return !goes_on_in_next_column(line);
    }
    if (open_->kind == Kind::list_item && !hangs(line)) {
      return true;
    }
    return breaks_before(context, measure_);
  }

  [[nodiscard]] bool goes_on_in_next_column(const PdfLine& line) const {
    return std::abs(open_->last.size - line.size) < 0.5 && open_->last.bold == line.bold &&
           open_->last.quarter_turns == line.quarter_turns && continues_sentence(open_->last.text, line.text);
  }

  /// Whether the line stands under the text of the open item, or is surely the rest of its sentence.
  [[nodiscard]] bool hangs(const PdfLine& line) const {
    return start_of(line) > open_->start + hanging_indent * line.size ||
           continues_sentence(open_->last.text, line.text);
  }

  [[nodiscard]] bool goes_on_with_code(const PdfLine& line) const {
    if (!open_ || open_->kind != Kind::code || open_->column != line.column) {
      return false;
    }
    const double pitch = line.baseline - open_->last.baseline;
    return pitch > 0 && pitch <= code_pitch * line.size && open_->result.block.text.size() <= longest_block;
  }

  void begin(const PdfLine& line, Kind kind) {
    close();
    open(line, kind);
    open_->result.block.text = line.text;
    open_->result.block.label = label_of(line, kind);
    open_->result.is_row = kind == Kind::row;
    count(line);
    if (kind != Kind::furniture) {
      lists_.take_other(line);
    }
  }

  void open(const PdfLine& line, Kind kind) {
    OpenBlock& block = open_.emplace();
    block.kind = kind;
    block.start = start_of(line);
    block.box = line.box;
    block.first_column = line.column;
    block.column = line.column;
  }

  void begin_item(const PdfLine& line, PdfListItem item) {
    close();
    open(line, Kind::list_item);
    Block& block = open_->result.block;
    block.label = BlockLabel::list_item;
    block.level = item.depth;
    block.ordered = item.marker.ordered;
    block.marker = item.marker.ordered ? item.marker.text : "-";
    block.text = std::move(item.text);
    count(line);
  }

  static BlockLabel label_of(const PdfLine& line, Kind kind) {
    switch (kind) {
      case Kind::paragraph:
        return BlockLabel::paragraph;
      case Kind::list_item:
        return BlockLabel::list_item;
      case Kind::code:
        return BlockLabel::code;
      case Kind::row:
        return BlockLabel::text;
      case Kind::title:
        return BlockLabel::section_header;
      case Kind::furniture:
        return line.role == PdfLineRole::page_header ? BlockLabel::page_header : BlockLabel::page_footer;
    }
    return BlockLabel::text;
  }

  void append(const PdfLine& line) {
    if (open_->kind == Kind::code) {
      append_code(line);
    } else {
      append_line(open_->result.block.text, line.text, context_.words);
    }
    if (open_->first_column == line.column) {
      open_->box = united(open_->box, line.box);
    }
    open_->column = line.column;
    count(line);
  }

  void append_code(const PdfLine& line) {
    std::string& text = open_->result.block.text;
    const double advance = fixed_width_advance * line.size;
    const auto columns = static_cast<int>(std::lround((line.box.left - open_->box.left) / advance));
    if (columns < 0) {
      open_->result.block.spans.clear();
      indent_lines(text, std::min(static_cast<std::size_t>(-columns), deepest_code_indent));
    }
    text += line.baseline - open_->last.baseline > blank_code_line * line.size ? "\n\n" : "\n";
    text.append(std::min(static_cast<std::size_t>(std::max(columns, 0)), deepest_code_indent), ' ');
    text += line.text;
  }

  void count(const PdfLine& line) {
    PdfBlock& result = open_->result;
    append_links(line, result.block.text, result.block.spans);
    result.size = std::max(result.size, line.size);
    const bool is_first = result.line_count == 0;
    result.bold = line.bold && (is_first || result.bold);
    result.italic = line.italic && (is_first || result.italic);
    result.begins_with_note_mark = is_first ? line.begins_with_note_mark : result.begins_with_note_mark;
    ++result.line_count;
    result.characters += line.characters;
    if (!result.block.font) {
      result.block.font = Font{.name = line.font_name, .size = line.size};
    }
    open_->last = line;
  }

  void close() {
    if (!open_) {
      return;
    }
    Block& block = open_->result.block;
    drop_last_hyphen(block);
    block.position =
        Position{.page_no = page_.info.page_no, .box = box_on_page(open_->box, open_->last.quarter_turns, page_.info)};
    blocks_.push_back(std::move(open_->result));
    open_.reset();
  }

  const PdfPageLines& page_;
  const PdfBlockContext& context_;
  PdfColumnMeasure measure_{};
  PdfListTracker lists_{};
  std::optional<OpenBlock> open_{};
  std::vector<PdfBlock> blocks_{};
};

}  // namespace

std::vector<PdfBlock> build_blocks(const PdfPageLines& page, const PdfBlockContext& context) {
  return BlockBuilder(page, context).build();
}

}  // namespace docexport
