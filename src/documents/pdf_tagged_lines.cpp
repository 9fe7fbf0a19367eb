#include "documents/pdf_tagged_lines.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "documents/pdf_line_joining.hpp"
#include "documents/pdf_list_marker.hpp"
#include "documents/pdf_rows.hpp"
#include "documents/pdf_tagged_parts.hpp"
#include "documents/pdf_tagged_tables.hpp"

namespace docexport {
namespace {

constexpr double upwards_to_next_column = 2.5;   ///< in units of the font size
constexpr double smallest_pitch_of_lines = 0.8;  ///< in the same
constexpr double gap_of_paragraphs = 1.4;        ///< in units of the usual distance from line to line

BlockLabel label_of_tag(PdfTag tag, bool is_quoted) {
  switch (tag) {
    case PdfTag::title:
      return BlockLabel::title;
    case PdfTag::heading:
      return BlockLabel::section_header;
    case PdfTag::list_item:
      return BlockLabel::list_item;
    case PdfTag::contents_entry:
      return BlockLabel::text;
    case PdfTag::caption:
      return BlockLabel::caption;
    case PdfTag::formula:
      return BlockLabel::formula;
    case PdfTag::code:
      return BlockLabel::code;
    case PdfTag::note:
      return BlockLabel::footnote;
    case PdfTag::quote:
      return BlockLabel::quote;
    case PdfTag::container:
    case PdfTag::paragraph:
    case PdfTag::list:
    case PdfTag::list_label:
    case PdfTag::table:
    case PdfTag::header_rows:
    case PdfTag::row:
    case PdfTag::cell:
    case PdfTag::header_cell:
    case PdfTag::figure:
    case PdfTag::inline_text:
      break;
  }
  return is_quoted ? BlockLabel::quote : BlockLabel::paragraph;
}

/// The least distance from line to line; 0 for fewer than three lines, which do not tell what is usual.
double usual_pitch(const std::vector<PdfLine>& lines) {
  double usual = 0;
  for (std::size_t index = 1; index < lines.size() && lines.size() > 2; ++index) {
    const double pitch = lines[index].baseline - lines[index - 1].baseline;
    if (pitch > smallest_pitch_of_lines * lines[index].size) {
      usual = usual > 0 ? std::min(usual, pitch) : pitch;
    }
  }
  return usual;
}

/// What has one tag but looks like several paragraphs is several, unless a sentence goes on over the gap.
std::vector<std::vector<PdfLine>> divided_at_gaps(std::vector<PdfLine> lines, double usual) {
  std::vector<std::vector<PdfLine>> paragraphs(1);
  for (PdfLine& line : lines) {
    const std::vector<PdfLine>& open = paragraphs.back();
    if (usual > 0 && !open.empty() && line.baseline - open.back().baseline > gap_of_paragraphs * usual &&
        !continues_sentence(open.back().text, line.text)) {
      paragraphs.emplace_back();
    }
    paragraphs.back().push_back(std::move(line));
  }
  return paragraphs;
}

bool begins_with_marker(const std::vector<PdfLine>& lines) {
  return !lines.empty() && is_list_marker(std::string_view(lines.front().text).substr(0, lines.front().text.find(' ')));
}

class TaggedLayout {
 public:
  using LayOutByPlace = void (*)(const PdfPage& page, PdfPageLines& result);

  TaggedLayout(const PdfPage& page, const PdfTaggedParts& parts, LayOutByPlace lay_out_by_place)
      : page_(page), parts_(parts), lay_out_by_place_(lay_out_by_place), result_{.info = page.info} {}

  PdfPageLines lay_out() {
    append_furniture(PdfLineRole::page_header);
    for (const PdfTaggedPart& part : parts_.parts) {
      append(part);
    }
    append_by_place(parts_.others);
    append_furniture(PdfLineRole::page_footer);
    return std::move(result_);
  }

 private:
  void append_furniture(PdfLineRole role) {
    std::vector<std::size_t> words;
    for (const std::size_t word : parts_.furniture) {
      const BoundingBox& box = page_.words[word].box;
      const bool is_above = box.top + box.bottom < page_.info.height;
      if (is_above == (role == PdfLineRole::page_header)) {
        words.push_back(word);
      }
    }
    append_lines(compose_tagged_lines(page_, words), [role](PdfLine& line) { line.role = role; });
  }

  void append(const PdfTaggedPart& part) {
    if (part.kind == PdfTag::table) {
      append_table(part);
    } else if (part.kind == PdfTag::figure) {
      append_by_place(part.words);
    } else {
      append_block(part);
    }
  }

  void append_table(const PdfTaggedPart& part) {
    std::optional<PdfTable> table = make_tagged_table(page_, parts_, part);
    if (!table) {
      append_by_place(part.words);
      return;
    }
    const PdfLine place{.box = table->box,
                        .baseline = table->box.bottom,
                        .size = table->size,
                        .column = next_column(),
                        .table = result_.tables.size()};
    result_.lines.push_back(place);
    result_.tables.push_back(std::move(*table));
  }

  void append_block(const PdfTaggedPart& part) {
    Block block{.label = label_of_tag(part.kind, part.is_quoted)};
    if (part.kind == PdfTag::heading || part.kind == PdfTag::list_item) {
      block.level = part.depth;
    } else if (block.label == BlockLabel::quote) {
      block.level = 1;
    }
    if (part.kind == PdfTag::list_item) {
      set_marker(part, block);
    }
    std::vector<PdfLine> lines = compose_tagged_lines(page_, part.words.empty() ? part.label : part.words);
    // The rest of an item that began on the page before.
    if (part.kind == PdfTag::list_item && result_.tagged.empty() && part.label.empty() && !begins_with_marker(lines)) {
      block = {.label = BlockLabel::paragraph};
    }
    const double usual = block.label == BlockLabel::paragraph ? usual_pitch(lines) : 0;
    for (std::vector<PdfLine>& paragraph : divided_at_gaps(std::move(lines), usual)) {
      const std::size_t number = result_.tagged.size();
      result_.tagged.push_back(block);
      append_lines(std::move(paragraph), [number](PdfLine& line) { line.tagged = number; });
    }
  }

  void set_marker(const PdfTaggedPart& part, Block& block) const {
    std::string text;
    for (const PdfLine& line : compose_tagged_lines(page_, part.label)) {
      text += line.text;
    }
    const auto marker = parse_list_marker(text);
    const bool has_number = text.find_first_of("0123456789") != std::string::npos;
    block.ordered = marker ? marker->ordered : has_number;
    block.marker = block.ordered ? text : part.label.empty() ? "" : "-";
  }

  void append_by_place(std::span<const std::size_t> words) {
    if (words.empty()) {
      return;
    }
    PdfPage island{.info = page_.info, .fonts = page_.fonts};
    for (const std::size_t word : words) {
      island.words.push_back(page_.words[word]);
    }
    lay_out_by_place_(island, result_);
  }

  template <typename Change>
  void append_lines(std::vector<PdfLine> lines, Change change) {
    const int column = next_column();
    for (PdfLine& line : lines) {
      line.column = column;
      change(line);
      result_.lines.push_back(std::move(line));
    }
  }

  [[nodiscard]] int next_column() const { return result_.lines.empty() ? 0 : result_.lines.back().column + 1; }

  const PdfPage& page_;
  const PdfTaggedParts& parts_;
  LayOutByPlace lay_out_by_place_;
  PdfPageLines result_;
};

bool has_tag(const PdfPage& page, PdfTag tag) {
  return std::any_of(page.elements.begin(), page.elements.end(),
                     [tag](const PdfElement& element) { return element.tag == tag; });
}

}  // namespace

std::vector<PdfLine> compose_tagged_lines(const PdfPage& page, std::span<const std::size_t> words) {
  std::vector<PdfLine> lines;
  std::vector<PdfWord> column;
  double right = 0;
  const auto end_column = [&] {
    std::vector<PdfLine> composed = compose_rows(column, page.fonts);
    std::move(composed.begin(), composed.end(), std::back_inserter(lines));
    column.clear();
  };
  for (const std::size_t index : words) {
    const PdfWord& word = page.words[index];
    if (!column.empty() && word.baseline < column.back().baseline - upwards_to_next_column * word.size &&
        word.box.left > right) {
      end_column();
    }
    right = column.empty() ? word.box.right : std::max(right, word.box.right);
    column.push_back(word);
  }
  end_column();
  return lines;
}

std::optional<PdfPageLines> lay_out_tagged_page(const PdfPage& page,
                                                void (*lay_out_by_place)(const PdfPage& page, PdfPageLines& result)) {
  const std::optional<PdfTaggedParts> parts = find_tagged_parts(page);
  if (!parts) {
    return std::nullopt;
  }
  if (!has_tag(page, PdfTag::table) && !has_tag(page, PdfTag::contents_entry)) {
    // Who did not tag the tables did not tag with care.
    PdfPageLines by_place{.info = page.info};
    lay_out_by_place(page, by_place);
    if (!by_place.tables.empty()) {
      return std::nullopt;
    }
  }
  return TaggedLayout(page, *parts, lay_out_by_place).lay_out();
}

}  // namespace docexport
