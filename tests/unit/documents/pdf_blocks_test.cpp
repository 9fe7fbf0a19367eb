#include "documents/pdf_blocks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "documents/pdf_lines.hpp"
#include "documents/pdf_page_warnings.hpp"
#include "unit/documents/pdf_words.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

std::vector<PdfBlock> blocks_of(WordPage& page) {
  const PdfPageLines lines = lay_out_page(page.page());
  const KnownWords words;
  return build_blocks(lines, {.words = words, .is_outline_title = [](std::string_view) { return false; }});
}

Texts texts_of(const std::vector<PdfBlock>& blocks) {
  Texts texts;
  for (const PdfBlock& block : blocks) {
    texts.push_back(block.block.text);
  }
  return texts;
}

TEST_CASE("a wider gap ends a paragraph") {
  WordPage page;
  page.lines(72, 100, {"aaaa aaaa aaaa aaaa", "bbbb bbbb bbbb bbbb"}).lines(72, 134, {"cccc cccc cccc cccc", "dddd"});
  CHECK(texts_of(blocks_of(page)) == Texts{"aaaa aaaa aaaa aaaa bbbb bbbb bbbb bbbb", "cccc cccc cccc cccc dddd"});
}

TEST_CASE("lines twice as far apart as usual are one paragraph where all are") {
  WordPage page;
  for (int line = 0; line < 5; ++line) {
    page.line(72, 100 + 24 * line, "aaaa aaaa aaaa aaaa");
  }
  CHECK(blocks_of(page).size() == 1);
}

TEST_CASE("an indented line begins a paragraph, but a paragraph may hang from its first line") {
  WordPage indented;
  indented.lines(72, 100, {"Aaaa aaaa aaaa aaaa aaaa", "Bbbb bbbb bbbb bbbb bbbb"})
      .lines(87, 124, {"Cccc cccc cccc cccc ccc"})
      .lines(72, 136, {"Dddd dddd dddd dddd dddd"});
  CHECK(blocks_of(indented).size() == 2);
  WordPage hanging;
  hanging.lines(72, 100, {"Aaaa aaaa aaaa aaaa aaaa"})
      .lines(87, 112, {"Bbbb bbbb bbbb bbbb bbb", "Cccc cccc cccc cccc"});
  CHECK(blocks_of(hanging).size() == 1);
}

TEST_CASE("a line that ends early ends a paragraph unless its sentence goes on") {
  WordPage page;
  page.lines(72, 100, {"Aaaa aaaa aaaa aaaa aaaa", "bbbb.", "Cccc cccc cccc cccc cccc", "dddd dddd dddd dddd dddd"});
  CHECK(texts_of(blocks_of(page)) ==
        Texts{"Aaaa aaaa aaaa aaaa aaaa bbbb.", "Cccc cccc cccc cccc cccc dddd dddd dddd dddd dddd"});
  WordPage going_on;
  going_on.lines(72, 100, {"Aaaa aaaa aaaa aaaa aaaa", "bbbb", "cccc cccc cccc cccc cccc"});
  CHECK(blocks_of(going_on).size() == 1);
}

TEST_CASE("another size or weight begins a block") {
  WordPage page;
  page.line(72, 100, "Large words here", 14)
      .line(72, 114, "Bold words here now", 10, WordFace::bold)
      .line(72, 126, "Regular words here");
  CHECK(blocks_of(page).size() == 3);
}

TEST_CASE("items of lists have their markers, depths and following lines") {
  WordPage page;
  page.line(72, 100, "- first item that is long")
      .line(84, 112, "and goes on here")
      .line(90, 124, "• inner item")
      .line(72, 136, "- second item")
      .line(72, 160, "Text after the list.");
  const std::vector<PdfBlock> blocks = blocks_of(page);
  REQUIRE(texts_of(blocks) ==
          Texts{"first item that is long and goes on here", "inner item", "second item", "Text after the list."});
  CHECK(blocks[0].block.label == BlockLabel::list_item);
  CHECK(blocks[0].block.level == 0);
  CHECK(blocks[1].block.level == 1);
  CHECK(blocks[2].block.level == 0);
  CHECK(blocks[3].block.label == BlockLabel::paragraph);
}

TEST_CASE("numbers count on in a list, but a line may begin with one by chance") {
  WordPage list;
  list.lines(72, 100, {"1. one thing", "2. another thing", "3. a third thing"});
  const std::vector<PdfBlock> items = blocks_of(list);
  REQUIRE(items.size() == 3);
  CHECK(items[2].block.marker == "3.");
  CHECK(items[2].block.ordered);
  WordPage chance;
  chance.lines(72, 100,
               {"The seat they gave him had, he said,", "7. as its number, which he took to", "be a good sign."});
  CHECK(blocks_of(chance).size() == 1);
}

TEST_CASE("code keeps its lines, indents and blank lines") {
  WordPage page;
  page.line(84, 100, "a {", 10, WordFace::fixed_width)
      .line(96, 112, "b", 10, WordFace::fixed_width)
      .line(72, 136, "c", 10, WordFace::fixed_width);
  const std::vector<PdfBlock> blocks = blocks_of(page);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].block.label == BlockLabel::code);
  CHECK(blocks[0].block.text == "  a {\n    b\n\nc");
}

TEST_CASE("a command that fills a line of a paragraph is not code") {
  WordPage page;
  page.lines(72, 100, {"Aaaa aaaa aaaa aaaa aaaa and"})
      .lines(72, 112, {"ls --all --size --reverse ab"}, WordFace::fixed_width)
      .lines(72, 124, {"which cccc cccc cccc"});
  const std::vector<PdfBlock> blocks = blocks_of(page);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].block.label == BlockLabel::paragraph);
}

TEST_CASE("each row of a table is a block") {
  WordPage page;
  for (int row = 0; row < 3; ++row) {
    page.line(72, 100 + 12 * row, "Name").line(200, 100 + 12 * row, "17");
  }
  const std::vector<PdfBlock> blocks = blocks_of(page);
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].block.label == BlockLabel::text);
  CHECK(blocks[0].block.text == "Name 17");
}

TEST_CASE("a paragraph that goes on in the next column keeps the place of its first part") {
  WordPage page;
  page.lines(72, 100, {"Aaaa aaaa aaaa aaaa", "bbbb bbbb bbbb bbbb", "cccc cccc cccc cccc", "dddd dddd dddd dddd"})
      .lines(220, 100, {"eeee eeee eeee eeee", "ffff ffff ffff ffff", "gggg gggg gggg gggg", "hhhh hhhh hhhh hhh."});
  const std::vector<PdfBlock> blocks = blocks_of(page);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].block.position->box.right < 200);
  CHECK(blocks[0].line_count == 8);
}

TEST_CASE("ranges of pages are named shortly") {
  CHECK(page_ranges({4}) == "page 4");
  CHECK(page_ranges({1, 2, 3}) == "pages 1-3");
  CHECK(page_ranges({1, 2, 3, 7, 9, 10}) == "pages 1-3, 7 and 9-10");
}

TEST_CASE("a hundred pages with unknown glyphs are named one by one, the rest together") {
  PdfPageWarnings warnings;
  for (int page_no = 1; page_no <= 102; ++page_no) {
    PdfPage page{.info = {.page_no = page_no}, .glyphs = 10, .unmapped_glyphs = 1};
    page.words.emplace_back();
    warnings.take(page);
  }
  const std::vector<std::string> sentences = warnings.sentences();
  REQUIRE(sentences.size() == 101);
  CHECK(sentences.front().starts_with("page 1: the file does not say which characters 10 %"));
  CHECK(sentences.back() == "the same on pages 101-102");
}

}  // namespace
}  // namespace docexport::test
