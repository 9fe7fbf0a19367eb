#include "documents/pdf_headings.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace docexport::test {
namespace {

PdfBlock block(std::string text, double size = 10, std::size_t line_count = 1) {
  const std::size_t characters = text.size();
  return {.block = {.label = BlockLabel::paragraph, .text = std::move(text)},
          .size = size,
          .line_count = line_count,
          .characters = characters};
}

PdfBlock bold(std::string text) {
  PdfBlock result = block(std::move(text));
  result.bold = true;
  return result;
}

PdfBlock body() {
  return block("A paragraph of some length that is what most of the document consists of.", 10, 3);
}

/// A document whose body is set in 10 points, with short lines of these sizes.
PdfFontCensus census_of(const std::vector<double>& sizes) {
  PdfPageLines page;
  page.lines.push_back({.text = "body", .size = 10, .characters = 5000});
  for (const double size : sizes) {
    page.lines.push_back({.text = "heading", .size = size, .characters = 7});
  }
  PdfFontCensus census;
  census.count(page);
  return census;
}

std::vector<PdfBlock> labelled(std::vector<PdfBlock> blocks, const PdfFontCensus& fonts,
                               const std::vector<OutlineEntry>& outline = {}, int page_no = 2) {
  const PdfOutlineTitles titles(outline);
  PdfHeadings(titles).label(blocks, page_no, fonts);
  return blocks;
}

BlockLabel label_of(const PdfBlock& candidate) {
  return labelled({candidate, body()}, census_of({}))[0].block.label;
}

TEST_CASE("the body is the size that most characters have") {
  CHECK(census_of({18, 14}).body_size() == doctest::Approx(10));
  CHECK(PdfFontCensus().body_size() == 0);
}

TEST_CASE("levels follow the rank of the size") {
  const auto blocks = labelled({block("Part", 18), block("Chapter", 14), body()}, census_of({18, 14}));
  CHECK(blocks[0].block.label == BlockLabel::section_header);
  CHECK(blocks[0].block.level == 1);
  CHECK(blocks[1].block.level == 2);
  CHECK(blocks[2].block.label == BlockLabel::paragraph);
}

TEST_CASE("a level is six at most") {
  const auto blocks = labelled({block("Deep", 12), body()}, census_of({12, 14, 16, 18, 20, 22, 24, 26}));
  CHECK(blocks[0].block.level == 6);
}

TEST_CASE("the one largest line of the first page is the title") {
  const auto first = labelled({block("The Book", 24), block("Chapter", 14), body()}, census_of({24, 14}), {}, 1);
  CHECK(first[0].block.label == BlockLabel::title);
  CHECK(first[1].block.level == 1);
  const auto second = labelled({block("Part", 24), body()}, census_of({24, 24, 14}), {}, 1);
  CHECK(second[0].block.label == BlockLabel::section_header);
}

TEST_CASE("large text that is long or reads like a sentence is no heading") {
  const PdfFontCensus fonts = census_of({14});
  CHECK(labelled({block("The following things matter:", 14)}, fonts)[0].block.label == BlockLabel::paragraph);
  CHECK(labelled({block(std::string(300, 'x'), 14)}, fonts)[0].block.label == BlockLabel::paragraph);
  CHECK(labelled({block("Introduction", 14, 4)}, fonts)[0].block.label == BlockLabel::paragraph);
  CHECK(labelled({block("42", 14)}, fonts)[0].block.label == BlockLabel::paragraph);
}

TEST_CASE("short bold lines are headings, bold sentences are not") {
  CHECK(label_of(bold("3.1 Results")) == BlockLabel::section_header);
  CHECK(label_of(bold("Results")) == BlockLabel::section_header);
  CHECK(label_of(bold("This matters.")) == BlockLabel::paragraph);
  CHECK(label_of(bold("and goes on")) == BlockLabel::paragraph);
}

TEST_CASE("bold lines in a row are no headings") {
  const auto blocks = labelled({bold("Name"), bold("Place"), bold("Sum"), body()}, census_of({}));
  CHECK(blocks[0].block.label == BlockLabel::paragraph);
}

TEST_CASE("a line in italics over a paragraph is a heading") {
  PdfBlock italic = block("Elastic Stop Nut");
  italic.italic = true;
  CHECK(labelled({italic, body()}, census_of({}))[0].block.label == BlockLabel::section_header);
  CHECK(labelled({italic, block("A short line.")}, census_of({}))[0].block.label == BlockLabel::paragraph);
}

TEST_CASE("a numbered heading that looked like an item of a list gets its number back") {
  PdfBlock item = block("Results", 14);
  item.block.label = BlockLabel::list_item;
  item.block.ordered = true;
  item.block.marker = "3.";
  const auto blocks = labelled({item, body()}, census_of({14}));
  CHECK(blocks[0].block.label == BlockLabel::section_header);
  CHECK(blocks[0].block.text == "3. Results");
  CHECK(blocks[0].block.marker.empty());
}

TEST_CASE("what the outline names on this page is a heading of the outline's depth") {
  const std::vector<OutlineEntry> outline = {{.level = 2, .title = "The  Results", .page_no = 2},
                                             {.level = 1, .title = "Elsewhere", .page_no = 3},
                                             {.level = 9, .title = "Deep", .page_no = 2}};
  const auto blocks =
      labelled({block("3.1 The results"), body(), block("Elsewhere"), block("Deep"), body()}, census_of({}), outline);
  CHECK(blocks[0].block.label == BlockLabel::section_header);
  CHECK(blocks[0].block.level == 2);
  CHECK(blocks[2].block.label == BlockLabel::paragraph);
  CHECK(blocks[3].block.level == 6);
}

TEST_CASE("captions and footnotes are told from paragraphs") {
  CHECK(label_of(block("Figure 7-26. Self-locking nuts.")) == BlockLabel::caption);
  CHECK(label_of(bold("Table A-1. Coverage")) == BlockLabel::caption);
  CHECK(label_of(block("Table of contents")) == BlockLabel::paragraph);
  PdfBlock note = block("1 See there.", 8);
  note.begins_with_note_mark = true;
  CHECK(label_of(note) == BlockLabel::footnote);
}

}  // namespace
}  // namespace docexport::test
