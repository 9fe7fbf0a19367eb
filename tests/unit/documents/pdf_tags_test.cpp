#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "unit/documents/document_file.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* is_tagged = " /MarkInfo << /Marked true >>";

RecordingSink read(const std::string& bytes) {
  return DocumentFile("tagged.pdf", bytes).read_as("application/pdf");
}

RecordingSink read(const PdfWriter& writer) {
  return read(writer.bytes());
}

/// Two lines that look like one paragraph: only tags tell that the first is a heading.
PdfWriter heading_and_paragraph(std::string_view catalog, std::string_view heading = "H1") {
  PdfWriter writer;
  writer.catalog(catalog).page();
  const int document = writer.element(0, "Document");
  writer.tagged(writer.element(document, heading), 72, 100, "A heading that nothing shows");
  writer.tagged(writer.element(document, "P"), 72, 112, "and the text below, in the same font.");
  return writer;
}

const Texts two_blocks = {"A heading that nothing shows", "and the text below, in the same font."};
const Texts one_block = {two_blocks[0] + " " + two_blocks[1]};

TEST_CASE("tags tell headings and paragraphs, with their places") {
  const RecordingSink sink = read(heading_and_paragraph(is_tagged));
  REQUIRE(sink.block_texts() == two_blocks);
  CHECK(sink.blocks[0].label == BlockLabel::section_header);
  CHECK(sink.blocks[0].level == 1);
  CHECK(sink.blocks[1].label == BlockLabel::paragraph);
  REQUIRE(sink.blocks[1].position.has_value());
  CHECK(sink.blocks[1].position->page_no == 1);
  CHECK(sink.blocks[1].position->box.left == doctest::Approx(72));
  CHECK(sink.blocks[1].position->box.top > 100);
}

TEST_CASE("a file's own type has the meaning that it is mapped to") {
  CHECK(read(heading_and_paragraph(is_tagged, "Headline")).blocks.front().level == 2);
  CHECK(read(heading_and_paragraph(is_tagged, "Title")).blocks.front().label == BlockLabel::title);
}

TEST_CASE("tags that the file does not stand by do not count") {
  CHECK(read(heading_and_paragraph("")).block_texts() == one_block);
  CHECK(read(heading_and_paragraph(" /MarkInfo << /Marked false >>")).block_texts() == one_block);
  CHECK(read(heading_and_paragraph(" /MarkInfo << /Marked true /Suspects true >>")).block_texts() == one_block);
}

TEST_CASE("tags that leave out a part of the page do not count") {
  PdfWriter writer = heading_and_paragraph(is_tagged);
  writer.lines(72, 124, {"This line has no tag at all,", "nor has this one, which ends it."});
  CHECK(read(writer).blocks.size() == 1);
}

TEST_CASE("blocks come in the order of the tree") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int section = writer.element(writer.element(0, "Document"), "Sect");
  const int first = writer.element(section, "P");
  const int second = writer.element(section, "P");
  writer.tagged(second, 72, 100, "Read as the second.").tagged(first, 72, 400, "Read as the first.");
  CHECK(read(writer).block_texts() == Texts{"Read as the first.", "Read as the second."});
}

TEST_CASE("lists have their depth and their markers") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int list = writer.element(0, "L");
  const int item = writer.element(list, "LI");
  writer.tagged(writer.element(item, "Lbl"), 72, 100, "1.");
  const int body = writer.element(item, "LBody");
  writer.tagged(writer.element(body, "P"), 90, 100, "outer item");
  const int inner = writer.element(writer.element(body, "L"), "LI");
  writer.tagged(writer.element(inner, "Lbl"), 90, 112, "\xB7")
      .tagged(writer.element(inner, "LBody"), 100, 112, "inner");
  const RecordingSink sink = read(writer);
  REQUIRE(sink.block_texts() == Texts{"outer item", "inner"});
  CHECK(sink.blocks[0].label == BlockLabel::list_item);
  CHECK(sink.blocks[0].marker == "1.");
  CHECK(sink.blocks[0].ordered);
  CHECK(sink.blocks[0].level == 0);
  CHECK(sink.blocks[1].level == 1);
  CHECK(sink.blocks[1].marker == "-");
}

TEST_CASE("one tag for several paragraphs is divided at gaps, but not inside a sentence") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int paragraph = writer.element(writer.element(0, "Document"), "P");
  writer.tagged(paragraph, 72, 100, "The first paragraph has").tagged(paragraph, 72, 112, "two lines.");
  writer.tagged(paragraph, 72, 148, "The second one is cut").tagged(paragraph, 72, 300, "by a picture.");
  CHECK(read(writer).block_texts() ==
        Texts{"The first paragraph has two lines.", "The second one is cut by a picture."});
}

TEST_CASE("an item goes on as a paragraph on the next page") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int list = writer.element(0, "L");
  const int item = writer.element(list, "LI");
  writer.tagged(writer.element(item, "Lbl"), 72, 700, "1.");
  const int body = writer.element(item, "LBody");
  writer.tagged(body, 90, 700, "It begins here").page().tagged(body, 90, 72, "and ends there.");
  const int next = writer.element(list, "LI");
  writer.tagged(writer.element(next, "Lbl"), 72, 84, "2.").tagged(writer.element(next, "LBody"), 90, 84, "Next.");
  const RecordingSink sink = read(writer);
  REQUIRE(sink.block_texts() == Texts{"It begins here", "and ends there.", "Next."});
  CHECK(sink.blocks[0].label == BlockLabel::list_item);
  CHECK(sink.blocks[1].label == BlockLabel::paragraph);
  CHECK(sink.blocks[2].marker == "2.");
}

/// A row of cells that stand below each other, as no table does.
void add_row(PdfWriter& writer, int table, std::string_view type, const Texts& texts, int y) {
  const int row = writer.element(table, "TR");
  for (const std::string& text : texts) {
    const int cell = writer.element(row, type);
    if (!text.empty()) {
      writer.tagged(cell, 72, y, text);
      y += 12;
    }
  }
}

TEST_CASE("tables have the rows, the empty cells and the header of their tags") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int table = writer.element(0, "Table");
  add_row(writer, table, "TH", {"Name", "Born", "Died"}, 100);
  add_row(writer, table, "TD", {"Ada", "", "1852"}, 200);
  const RecordingSink sink = read(writer);
  REQUIRE(sink.tables.size() == 1);
  REQUIRE(sink.tables.front().rows.size() == 2);
  REQUIRE(sink.tables.front().rows[1].size() == 3);
  CHECK(sink.tables.front().rows[0][2].text == "Died");
  CHECK(sink.tables.front().rows[1][0].text == "Ada");
  CHECK(sink.tables.front().rows[1][1].text.empty());
  CHECK(sink.tables.front().rows[1][2].text == "1852");
  CHECK(sink.tables.front().start.header_rows == 1);
}

TEST_CASE("cells span what their attributes say") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int table = writer.element(0, "Table");
  const int first = writer.element(table, "TR");
  writer.tagged(writer.element(first, "TD", "/A << /O /Table /ColSpan 2 >>"), 72, 100, "wide");
  writer.tagged(writer.element(first, "TD", "/A [<< /O /Table /RowSpan 2 >>]"), 200, 100, "high");
  add_row(writer, table, "TD", {"left", "right"}, 120);
  const RecordingSink sink = read(writer);
  REQUIRE(sink.tables.size() == 1);
  REQUIRE(sink.tables.front().rows.size() == 2);
  CHECK(sink.tables.front().rows[0][0].column_span == 2);
  CHECK(sink.tables.front().rows[0][1].row_span == 2);
  CHECK(sink.tables.front().rows[1].size() == 2);
  CHECK(sink.tables.front().rows[1][1].text == "right");
}

TEST_CASE("a table goes on on the next page") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int table = writer.element(0, "Table");
  add_row(writer, table, "TD", {"a", "b"}, 700);
  writer.page();
  add_row(writer, table, "TD", {"c", "d"}, 100);
  const RecordingSink sink = read(writer);
  REQUIRE(sink.tables.size() == 1);
  CHECK(sink.tables.front().rows.size() == 2);
}

TEST_CASE("artifacts at the edge of the page are its header and footer") {
  PdfWriter writer = heading_and_paragraph(is_tagged);
  writer.operators("/Artifact << /Type /Pagination >> BDC\n").text(72, 30, "Only here").operators("EMC\n");
  writer.operators("/Artifact BMC\n").text(72, 770, "And here").operators("EMC\n");
  const RecordingSink sink = read(writer);
  CHECK(block_of(sink, "Only here").label == BlockLabel::page_header);
  CHECK(block_of(sink, "And here").label == BlockLabel::page_footer);
}

TEST_CASE("notes, quotes, code and captions are what their tags say") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int section = writer.element(0, "Sect");
  writer.tagged(writer.element(writer.element(section, "BlockQuote"), "P"), 72, 100, "Quoted words.");
  writer.tagged(writer.element(section, "Caption"), 72, 112, "What is to be seen.");
  writer.tagged(writer.element(section, "Code"), 72, 124, "go();");
  writer.tagged(writer.element(section, "Note"), 72, 136, "A remark.");
  const RecordingSink sink = read(writer);
  CHECK(block_of(sink, "Quoted words.").label == BlockLabel::quote);
  CHECK(block_of(sink, "What is to be seen.").label == BlockLabel::caption);
  CHECK(block_of(sink, "go();").label == BlockLabel::code);
  CHECK(block_of(sink, "A remark.").label == BlockLabel::footnote);
}

TEST_CASE("elements that are in each other end the trust in the tags, not the reading") {
  std::string bytes = heading_and_paragraph(is_tagged).bytes();
  // The document's element names the heading, which is in it, as what it is in.
  const std::string parent = fmt::format("<< /P {} 0 R /S /Document", 13);
  REQUIRE(bytes.find(parent) != std::string::npos);
  bytes.replace(bytes.find(parent), parent.size(), fmt::format("<< /P {} 0 R /S /Document", 15));
  CHECK(read(bytes).block_texts() == one_block);
}

TEST_CASE("a tree that is too deep is left alone") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  int element = 0;
  for (int depth = 0; depth < 200; ++depth) {
    element = writer.element(element, "Div");
  }
  writer.tagged(writer.element(element, "P"), 72, 100, "Deep down")
      .tagged(writer.element(element, "P"), 72, 112, "it is.");
  CHECK(read(writer).block_texts() == Texts{"Deep down it is."});
}

TEST_CASE("what a layer hides, and text that stands for glyphs, does not move the tags of what follows") {
  PdfWriter writer;
  writer.catalog(is_tagged).page();
  const int first = writer.element(0, "H2");
  const int second = writer.element(0, "P");
  writer.operators("/Span << /ActualText (Instead of it) >> BDC\n").tagged(first, 72, 100, "glyphs").operators("EMC\n");
  writer.tagged(second, 72, 112, "The text.");
  const RecordingSink sink = read(writer);
  CHECK(block_of(sink, "Instead of it").label == BlockLabel::section_header);
  CHECK(block_of(sink, "The text.").label == BlockLabel::paragraph);
}

}  // namespace
}  // namespace docexport::test
