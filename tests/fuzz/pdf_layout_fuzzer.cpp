#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "documents/pdf_blocks.hpp"
#include "documents/pdf_font_census.hpp"
#include "documents/pdf_furniture.hpp"
#include "documents/pdf_headings.hpp"
#include "documents/pdf_lines.hpp"
#include "documents/pdf_page.hpp"
#include "fuzz/fuzzed_document.hpp"

namespace docexport::test {
namespace {

constexpr std::size_t bytes_per_word = 8;
constexpr std::size_t words_per_page = 400;

/// Eight bytes are a word: where it stands, how it is set, and which of a few texts it has.
PdfWord word_of(std::span<const std::uint8_t> bytes) {
  static const std::vector<std::string> texts = {
      "a",   "Word",    "1.",        "•",       "-",      "hyphen-", "soft\u00AD", "7",  "שלום", "日本",
      "(b)", ". . . .", "Figure 1:", "\uFB01n", "\uF0B7", "x\u0301", "Title",      "12", "end.", "int main()"};
  const double left = bytes[0] * 3 + (bytes[1] & 0x0F) / 16.0;
  const double baseline = bytes[2] * 4 + (bytes[1] >> 4U) / 8.0;
  const double size = bytes[3] % 40 + 0.5;
  const std::string& text = texts[bytes[4] % texts.size()];
  const double width = static_cast<double>(text.size()) * size * bytes[5] / 255;
  return {.text = text,
          .box = {.left = left, .top = baseline - 0.8 * size, .right = left + width, .bottom = baseline + 0.2 * size},
          .baseline = baseline,
          .size = size,
          .font = bytes[6] % 5,
          .quarter_turns = (bytes[6] & 0xE0) == 0xE0 ? bytes[6] & 3 : 0,
          .space_after = (bytes[7] & 1) != 0};
}

/// The word's bytes are an element as well, inside the one before or one that this is in; the word belongs to any.
void tag_word(std::span<const std::uint8_t> bytes, PdfPage& page) {
  int parent = static_cast<int>(page.elements.size()) - 1;
  for (int steps = bytes[3] % 4; steps > 0 && parent >= 0; --steps) {
    parent = page.elements[static_cast<std::size_t>(parent)].parent;
  }
  page.elements.push_back({.tag = static_cast<PdfTag>(bytes[5] % (static_cast<int>(PdfTag::inline_text) + 1)),
                           .parent = parent,
                           .level = bytes[4] % 7,
                           .column_span = 1 + bytes[0] % 3,
                           .row_span = 1 + bytes[2] % 3,
                           .number = 1 + bytes[1] % 100});
  page.words.back().element = bytes[7] < 8 ? -1 - bytes[7] % 3 : bytes[7] % static_cast<int>(page.elements.size());
}

std::vector<PdfPage> pages_of(std::span<const std::uint8_t> bytes) {
  std::vector<PdfPage> pages;
  while (bytes.size() >= bytes_per_word) {
    if (pages.empty() || pages.back().words.size() >= words_per_page || bytes.front() == 0xFF) {
      pages.push_back({.info = {.page_no = static_cast<int>(pages.size()) + 1, .width = 768, .height = 1024},
                       .fonts = {{.name = "Serif"},
                                 {.name = "Bold", .bold = true},
                                 {.name = "Italic", .italic = true},
                                 {.name = "Mono", .fixed_width = true}}});
    }
    pages.back().words.push_back(word_of(bytes.first(bytes_per_word)));
    if (pages.size() % 2 == 0) {
      tag_word(bytes, pages.back());
    }
    bytes = bytes.subspan(bytes_per_word);
  }
  return pages;
}

void check_lines(const PdfPage& page, const std::vector<PdfLine>& lines) {
  require(lines.size() <= page.words.size());
  require(lines.empty() == page.words.empty());
  require(std::is_sorted(lines.begin(), lines.end(),
                         [](const PdfLine& a, const PdfLine& b) { return a.column < b.column; }));
}

void check_blocks(const std::vector<PdfBlock>& blocks, CheckingSink& sink) {
  for (const PdfBlock& block : blocks) {
    require(block.block.position.has_value() && std::isfinite(block.block.position->box.right));
    if (block.table) {
      continue;
    }
    sink.block(block.block);
    require(block.block.level >= 0);
    require(block.block.label != BlockLabel::section_header || (block.block.level >= 1 && block.block.level <= 6));
  }
}

void lay_out(std::span<const std::uint8_t> bytes) {
  std::vector<PdfPageLines> window;
  PdfFontCensus fonts;
  KnownWords words;
  for (const PdfPage& page : pages_of(bytes)) {
    window.push_back(lay_out_page(page));
    check_lines(page, window.back().lines);
    find_margin_lines(window.back());
    fonts.count(window.back());
    for (const PdfLine& line : window.back().lines) {
      words.learn(line.text);
    }
  }
  const PdfOutlineTitles titles({{.level = 1, .title = "Title", .page_no = 1}});
  PdfHeadings headings(titles);
  CheckingSink sink;
  sink.begin({});
  for (std::size_t index = 0; index < window.size(); ++index) {
    mark_furniture(window, index, fonts.body_size());
    const int page_no = window[index].info.page_no;
    std::vector<PdfBlock> blocks =
        build_blocks(window[index], {.words = words, .is_outline_title = [&titles, page_no](std::string_view line) {
                                       return titles.level_of(page_no, line).has_value();
                                     }});
    headings.label(blocks, page_no, fonts);
    check_blocks(blocks, sink);
  }
}

}  // namespace
}  // namespace docexport::test

/// Words at any place, of any size and direction, with and without tags: lines, blocks and headings that a sink may
/// rely on.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  docexport::test::lay_out({data, size});
  return 0;
}
