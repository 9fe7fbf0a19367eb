#include "documents/pdf_headings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "docexport/base/text.hpp"
#include "docexport/model/content.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_lines = 3;
constexpr std::size_t most_characters = 200;
constexpr std::size_t most_bold_lines = 2;
constexpr std::size_t most_bold_characters = 100;
constexpr double smallest_bold_heading = 0.95;
constexpr std::size_t most_title_lines = 3;

constexpr std::array<std::string_view, 9> caption_words = {
    "Figure ", "Fig. ", "Table ", "Listing ", "Algorithm ", "Chart ", "Abbildung ", "Tabelle ", "Tableau "};

/// What follows "Figure ": "7", "7-26." or "A-1:".
bool begins_with_number(std::string_view text) {
  const std::size_t first = text.size() > 2 && !is_digit(text[0]) && (text[1] == '-' || text[1] == '.') ? 2 : 0;
  if (first >= text.size() || !is_digit(text[first])) {
    return false;
  }
  const auto after = text.find_first_not_of("0123456789.-", first);
  return after == std::string_view::npos || text[after] == ':' || text[after] == ' ';
}

bool is_caption(std::string_view text) {
  return std::any_of(caption_words.begin(), caption_words.end(), [text](std::string_view word) {
    return text.starts_with(word) && begins_with_number(text.substr(word.size()));
  });
}

bool has_two_letters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char byte) {
           return static_cast<unsigned char>(byte) >= 0x80 || std::isalpha(static_cast<unsigned char>(byte)) != 0;
         }) >= 2;
}

/// "Greater than the rest:" and whole sentences that only happen to be large.
bool reads_like_sentence(std::string_view text) {
  constexpr std::size_t longest_heading_with_dot = 60;
  return std::string_view(",;:").find(text.back()) != std::string_view::npos ||
         (text.back() == '.' && text.size() > longest_heading_with_dot);
}

bool ends_like_sentence(std::string_view text) {
  return text.empty() || std::string_view(".,;:").find(text.back()) != std::string_view::npos;
}

bool starts_like_heading(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.empty() ? ' ' : text.front());
  return std::isupper(first) != 0 || std::isdigit(first) != 0 || first >= 0x80;
}

bool is_text_block(const PdfBlock& block) {
  if (block.table) {
    return false;
  }
  switch (block.block.label) {
    case BlockLabel::paragraph:
    case BlockLabel::list_item:
    case BlockLabel::text:
    case BlockLabel::section_header:
      return !block.is_row;
    case BlockLabel::title:
    case BlockLabel::code:
    case BlockLabel::quote:
    case BlockLabel::formula:
    case BlockLabel::caption:
    case BlockLabel::footnote:
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
    case BlockLabel::horizontal_rule:
    case BlockLabel::picture:
      return false;
  }
  return false;
}

/// The block's words with the number that was taken for a list's marker.
std::string whole_text(const PdfBlock& block) {
  return block.block.ordered ? block.block.marker + " " + block.block.text : block.block.text;
}

bool is_bullet_item(const PdfBlock& block) {
  return block.block.label == BlockLabel::list_item && !block.block.ordered;
}

bool is_large_heading(const PdfBlock& block, const PdfFontCensus& fonts) {
  return fonts.is_clearly_larger(block.size) && block.line_count <= most_lines && block.characters <= most_characters &&
         !is_bullet_item(block) && has_two_letters(block.block.text) && !reads_like_sentence(block.block.text);
}

bool is_bold_heading(const PdfBlock& block, const PdfFontCensus& fonts) {
  return block.bold && !fonts.body_is_bold() && block.size >= smallest_bold_heading * fonts.body_size() &&
         block.line_count <= most_bold_lines && block.characters <= most_bold_characters && !is_bullet_item(block) &&
         !ends_like_sentence(block.block.text) && starts_like_heading(whole_text(block)) &&
         has_two_letters(block.block.text);
}

/// A line in italics with a paragraph under it that is not.
bool is_italic_heading(const std::vector<PdfBlock>& blocks, std::size_t index, const PdfFontCensus& fonts) {
  const PdfBlock& block = blocks[index];
  if (!block.italic || block.line_count != 1 || block.characters > most_bold_characters ||
      block.size < smallest_bold_heading * fonts.body_size() || ends_like_sentence(block.block.text) ||
      !starts_like_heading(block.block.text) || !has_two_letters(block.block.text) || index + 1 >= blocks.size()) {
    return false;
  }
  const PdfBlock& next = blocks[index + 1];
  return next.block.label == BlockLabel::paragraph && !next.italic && next.line_count > 1;
}

bool is_footnote(const PdfBlock& block, const PdfFontCensus& fonts) {
  return block.begins_with_note_mark && block.block.label == BlockLabel::paragraph &&
         block.size < fonts.body_size() - 0.5;
}

/// Bold lines in a row are a list or a table's head; the last of two may be a heading under a heading.
bool is_followed_by_bold(const std::vector<PdfBlock>& blocks, std::size_t index) {
  constexpr std::size_t too_many = 2;
  std::size_t bold = 0;
  while (index + bold + 1 < blocks.size() && blocks[index + bold + 1].bold) {
    ++bold;
  }
  return bold >= too_many;
}

void make_heading(PdfBlock& block, int level) {
  std::string text = whole_text(block);
  const std::size_t before = text.size() - block.block.text.size();
  for (Span& span : block.block.spans) {
    span.begin += before;
    span.end += before;
  }
  block.block.text = std::move(text);
  block.block.label = BlockLabel::section_header;
  block.block.level = std::clamp(level, 1, deepest_heading);
  block.block.ordered = false;
  block.block.marker.clear();
}

long half_points(double size) {
  return std::lround(size * 2);
}

}  // namespace

void PdfHeadings::label(std::vector<PdfBlock>& blocks, int page_no, const PdfFontCensus& fonts) {
  for (std::size_t index = 0; index < blocks.size(); ++index) {
    PdfBlock& block = blocks[index];
    if (!is_text_block(block) || (block.is_tagged && block.block.label != BlockLabel::paragraph)) {
      continue;
    }
    if (block.is_tagged && has_heading_tags_) {
      block.block.label = is_caption(block.block.text) ? BlockLabel::caption : BlockLabel::paragraph;
      continue;
    }
    if (const auto level = titles_.level_of(page_no, whole_text(block)); level) {
      make_heading(block, *level);
      level_by_size_.insert_or_assign(half_points(block.size), *level);
    } else if (block.block.label == BlockLabel::paragraph && is_caption(block.block.text)) {
      block.block.label = BlockLabel::caption;
    } else if (is_footnote(block, fonts)) {
      block.block.label = BlockLabel::footnote;
    } else if (is_large_heading(block, fonts) || is_italic_heading(blocks, index, fonts) ||
               (is_bold_heading(block, fonts) && !is_followed_by_bold(blocks, index))) {
      make_heading(block, level_of_size(block, fonts));
    }
  }
  if (page_no == 1 && !has_heading_tags_) {
    label_title(blocks, fonts);
  }
}

int PdfHeadings::level_of_size(const PdfBlock& block, const PdfFontCensus& fonts) const {
  const auto known = level_by_size_.find(half_points(block.size));
  if (known != level_by_size_.end()) {
    return known->second;
  }
  return 1 + fonts.larger_heading_sizes(block.size) - (has_title_ ? 1 : 0);
}

void PdfHeadings::label_title(std::vector<PdfBlock>& blocks, const PdfFontCensus& fonts) {
  const auto largest = std::max_element(blocks.begin(), blocks.end(),
                                        [](const PdfBlock& a, const PdfBlock& b) { return a.size < b.size; });
  if (largest == blocks.end() || largest->block.label != BlockLabel::section_header ||
      !fonts.is_clearly_larger(largest->size) || fonts.larger_heading_sizes(largest->size) > 0 ||
      fonts.short_lines_of(largest->size) > std::min(largest->line_count, most_title_lines) ||
      titles_.level_of(1, largest->block.text)) {
    return;
  }
  has_title_ = true;
  largest->block.label = BlockLabel::title;
  largest->block.level = 0;
  for (PdfBlock& block : blocks) {
    if (block.block.label == BlockLabel::section_header && !titles_.level_of(1, block.block.text)) {
      block.block.level = std::max(1, block.block.level - 1);
    }
  }
}

}  // namespace docexport
