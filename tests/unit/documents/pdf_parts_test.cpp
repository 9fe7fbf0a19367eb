#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "docexport/base/error.hpp"
#include "documents/pdf_reader.hpp"
#include "documents/pdf_scans.hpp"
#include "unit/documents/document_file.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read(const PdfWriter& writer, const ReadRequest& request = {}) {
  return DocumentFile("report.pdf", writer.bytes()).read_with("application/pdf", request);
}

/// A table of two columns from x 72, 20 points a row, with rulings.
void draw_table(PdfWriter& writer, int top, const std::vector<std::pair<std::string, std::string>>& rows) {
  const int bottom = top + 20 * static_cast<int>(rows.size());
  for (int y = top; y <= bottom; y += 20) {
    writer.rule(72, y, 372, y);
  }
  for (const int x : {72, 222, 372}) {
    writer.rule(x, top, x, bottom);
  }
  int y = top + 14;
  for (const auto& [left, right] : rows) {
    writer.text(76, y, left).text(226, y, right);
    y += 20;
  }
}

Texts rows_of(const RecordedTable& table) {
  Texts rows;
  for (const Row& row : table.rows) {
    rows.push_back(RecordingSink::join(row));
  }
  return rows;
}

TEST_CASE("a ruled table is pushed at its place, with its position") {
  PdfWriter writer;
  writer.page().text(72, 80, "Before the table stands a line of text.");
  draw_table(writer, 100, {{"Name", "Legs"}, {"Cat", "4"}, {"Hen", "2"}});
  writer.text(72, 190, "After the table stands another line.");
  const RecordingSink sink = read(writer);
  CHECK(sink.calls == "bpBTtB");
  REQUIRE(sink.tables.size() == 1);
  CHECK(rows_of(sink.tables[0]) == Texts{"Name|Legs", "Cat|4", "Hen|2"});
  CHECK(sink.tables[0].start.header_rows == 1);
  REQUIRE(sink.tables[0].start.position.has_value());
  CHECK(sink.tables[0].start.position->page_no == 1);
  CHECK(sink.tables[0].start.position->box.right == doctest::Approx(372));
}

TEST_CASE("a table that goes on on the next page is one, and its header stands once") {
  PdfWriter writer;
  draw_table(writer.page(), 600, {{"Name", "Legs"}, {"Cat", "4"}, {"Hen", "2"}});
  draw_table(writer.page(), 100, {{"Name", "Legs"}, {"Dog", "4"}, {"Ant", "6"}});
  const RecordingSink sink = read(writer);
  CHECK(sink.calls == "bpTtp");
  REQUIRE(sink.tables.size() == 1);
  CHECK(rows_of(sink.tables[0]) == Texts{"Name|Legs", "Cat|4", "Hen|2", "Dog|4", "Ant|6"});
}

TEST_CASE("tables with text between them, or with other columns, are two") {
  PdfWriter writer;
  draw_table(writer.page(), 600, {{"Name", "Legs"}, {"Cat", "4"}});
  writer.page().text(72, 80, "Text that stands between them.");
  draw_table(writer, 100, {{"Name", "Legs"}, {"Dog", "4"}});
  CHECK(read(writer).tables.size() == 2);
}

TEST_CASE("a table with more cells than may be read is refused with the option that helps") {
  PdfWriter writer;
  draw_table(writer.page(), 600, {{"Name", "Legs"}, {"Cat", "4"}});
  CHECK_THROWS_WITH_AS(read(writer, {.limits = {.cells = 3}}), doctest::Contains("--max-cells"), Error);
}

TEST_CASE("only the pages that are wanted are read, and the budget counts them") {
  PdfWriter writer;
  writer.page().text(72, 100, "one").page().text(72, 100, "two").page().text(72, 100, "three");
  const RecordingSink sink = read(writer, {.options = {.pages = {{.first = 2, .last = 2}}}, .limits = {.pages = 1}});
  CHECK(sink.block_texts() == Texts{"two"});
  REQUIRE(sink.pages.size() == 1);
  CHECK(sink.pages[0].page_no == 2);
  CHECK_THROWS_WITH_AS(read(writer, {.limits = {.pages = 2}}), doctest::Contains("--max-pages"), Error);
}

TEST_CASE("links are spans of the text that lies under them") {
  PdfWriter writer;
  writer.page()
      .text(72, 100, "The first line of a paragraph that is long enough to fill the width: see the site")
      .text(72, 112, "of the project for more, says the second line of it.")
      .annotation(72, 90, 100, 104, "/Subtype /Link /A << /S /URI /URI (https://a.example/x) >>")
      .annotation(72, 106, 82, 116, "/Subtype /Link /A << /S /GoTo /D [10 0 R /Fit] >>");
  const RecordingSink sink = read(writer);
  REQUIRE_FALSE(sink.blocks.empty());
  const Block& block = sink.blocks[0];
  REQUIRE(block.spans.size() == 1);
  CHECK(block.spans[0].link == "https://a.example/x");
  CHECK(block.text.substr(block.spans[0].begin, block.spans[0].end - block.spans[0].begin).starts_with("The"));
  CHECK(block.spans[0].begin == 0);
}

TEST_CASE("the fields of a form are fields with their page and place") {
  PdfWriter writer;
  writer.page()
      .text(72, 100, "A form")
      .field("/FT /Tx /T (city) /V (Bern)")
      .field("/FT /Btn /T (agreed) /V /Off /AS /Off /AP << /N << /Yes 3 0 R >> >>");
  const RecordingSink sink = read(writer);
  REQUIRE(sink.fields.size() == 2);
  CHECK(sink.fields[0].name == "city");
  CHECK(sink.fields[0].value == "Bern");
  CHECK(sink.fields[0].origin == FieldOrigin::form);
  CHECK(sink.fields[0].page == 1);
  REQUIRE(sink.fields[0].box.has_value());
  CHECK(sink.fields[0].box->top == doctest::Approx(700));
  CHECK(sink.fields[1].name == "agreed");
  CHECK(sink.fields[1].value == "Off");
}

TEST_CASE("notes and embedded files are said not to be read") {
  PdfWriter writer;
  writer.page()
      .text(72, 100, "Text")
      .annotation(200, 90, 220, 110, "/Subtype /Text /Contents (A remark)")
      .catalog(
          " /Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (data.xml) /EF << /F 11 0 R >> >>] >> >>");
  const RecordingSink sink = read(writer);
  REQUIRE(sink.warnings.size() == 2);
  CHECK(sink.warnings[0].starts_with("embedded files were not read: data.xml"));
  CHECK(sink.warnings[1] == "1 notes or attached files on page 1 were not read");
}

/// Reads the same word in each picture.
class OneWord final : public OcrEngine {
 public:
  std::vector<OcrParagraph> read(const OcrImage& image) override {
    width = image.width;
    return {{.text = "word", .box = {.left = 300, .top = 150, .right = 450, .bottom = 200}, .confidence = 90}};
  }

  int width = 0;
};

TEST_CASE("what OCR reads of a page's picture has its place in points") {
  OneWord engine;
  PdfBitmap bitmap{.width = 600, .height = 300, .dots_per_inch = 300};
  CHECK(read_scan(bitmap, 3, engine).empty());
  bitmap.pixels.resize(600 * 300, 0xFF);
  const std::vector<Block> blocks = read_scan(bitmap, 3, engine);
  CHECK(engine.width == 600);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text == "word");
  CHECK(blocks[0].position->page_no == 3);
  CHECK(blocks[0].position->box.left == doctest::Approx(72));
  CHECK(blocks[0].position->box.bottom == doctest::Approx(48));
}

TEST_CASE("OCR reads pages without text and those whose glyphs have no meaning, and no others") {
  PdfWriter writer;
  writer.page().text(72, 100, "Plain text").text(72, 120, "\x01\x02", 10, PdfFace::unmapped);
  writer.page().text(72, 100, "A", 10).text(72, 120, "\x01\x02\x03\x04\x05", 10, PdfFace::unmapped);
  writer.page();
  const DocumentFile file("odd.pdf", writer.bytes());
  OneWord engine;
  RecordingSink sink;
  read_pdf(file.source(), {}, &engine, sink);
  REQUIRE(sink.blocks.size() == 3);
  CHECK(sink.blocks[0].text.starts_with("Plain text"));
  CHECK(sink.blocks[1].text == "word");
  CHECK(sink.blocks[1].position->page_no == 2);
  CHECK(sink.blocks[1].confidence == doctest::Approx(90));
  CHECK(sink.blocks[2].position->page_no == 3);
  CHECK(sink.warnings.back() == "OCR read pages 2-3: some of it may be wrong");
}

/// The characters of hexadecimal digits.
std::string from_hexadecimal(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(at, 2)), nullptr, 16));
  }
  return bytes;
}

TEST_CASE("an encrypted file without a password is read, with a warning where it says it is not to be copied") {
  // "BT /F1 10 Tf 72 700 Td (Not to be copied.) Tj ET", encrypted for the empty password.
  const std::string permitted = from_hexadecimal(
      "a0f68588e9c733cfc649e2cba4087e0daf60c26ee922ff5d8abc373dcc471690562fe3886d5fd34471875fa612d25cb3");
  const std::string forbidden = from_hexadecimal(
      "bfcca8049f2613a56899fb7be4c7b5f66df2feb4b25a46bc6f04145f0ae196bda0e83b30d44796036cca6e76a1eb99d7");
  const RecordingSink open = read(PdfWriter().page().operators(permitted).encrypted(
      "9a3fc57064cdbdf46d8de9d748ca3b4bc2d30d9b5c9a7f2c1b60ef07867319aa"));
  CHECK(open.block_texts() == Texts{"Not to be copied."});
  CHECK(open.warnings.empty());
  const RecordingSink restricted = read(PdfWriter().page().operators(forbidden).encrypted(
      "bff9ded3271f730963e3d95ac53975f7e32f010bf8b820b6cd1ec4608b141e77", -64));
  CHECK(restricted.block_texts() == Texts{"Not to be copied."});
  REQUIRE(restricted.warnings.size() == 1);
  CHECK(restricted.warnings[0] == "the file says that its owner does not permit copying its text");
}

}  // namespace
}  // namespace docexport::test
