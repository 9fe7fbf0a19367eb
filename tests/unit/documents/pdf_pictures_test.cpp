#include <doctest/doctest.h>

#include <string>

#include <fmt/format.h>

#include "unit/documents/document_file.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

/// The operators that show a picture there; y is counted from the page's top.
std::string picture(int x, int y, int width, int height) {
  return fmt::format("q {} 0 0 {} {} {} cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n", width, height, x,
                     PdfWriter::page_height - y - height);
}

RecordingSink read(const PdfWriter& writer) {
  return DocumentFile("pictures.pdf", writer.bytes()).read_as("application/pdf");
}

/// The labels in order: `P` for a picture, `t` for all else.
std::string order_of(const RecordingSink& sink) {
  std::string order;
  for (const Block& block : sink.blocks) {
    order += block.label == BlockLabel::picture ? 'P' : 't';
  }
  return order;
}

PdfWriter text_above_and_below(const std::string& operators) {
  PdfWriter writer;
  writer.page().lines(72, 110, {"Above it."}).operators(operators).lines(72, 400, {"Below it."});
  return writer;
}

TEST_CASE("a picture has its place between the texts above and below it") {
  PdfWriter writer;
  writer.page().lines(72, 400, {"Below it."}).operators(picture(72, 150, 200, 200)).lines(72, 110, {"Above it."});
  const RecordingSink sink = read(writer);
  REQUIRE(order_of(sink) == "tPt");
  REQUIRE(sink.blocks[1].position.has_value());
  CHECK(sink.blocks[1].position->page_no == 1);
  CHECK(sink.blocks[1].position->box.left == doctest::Approx(72));
  CHECK(sink.blocks[1].position->box.top == doctest::Approx(150));
  CHECK(sink.blocks[1].position->box.right == doctest::Approx(272));
  CHECK(sink.blocks[1].position->box.bottom == doctest::Approx(350));
  CHECK(sink.blocks[1].text.empty());
}

TEST_CASE("a picture stands in its column") {
  PdfWriter writer;
  writer.page();
  for (int line = 0; line < 20; ++line) {
    writer.text(72, 120 + 12 * line, fmt::format("Left line {} of the column", line));
    writer.text(320, 340 + 12 * line, fmt::format("Right line {} of the column", line));
  }
  writer.operators(picture(320, 120, 200, 200));
  const RecordingSink sink = read(writer);
  const std::string order = order_of(sink);
  REQUIRE(order.find('P') != std::string::npos);
  const std::size_t place = order.find('P');
  REQUIRE(place + 1 < order.size());
  CHECK(sink.blocks[place - 1].text.find("Left line 19") != std::string::npos);
  CHECK(sink.blocks[place + 1].text.find("Right line 0") != std::string::npos);
}

TEST_CASE("small pictures, logos at the edge and what lies behind the text are left out") {
  CHECK(order_of(read(text_above_and_below(picture(72, 150, 30, 200)))) == "tt");
  CHECK(order_of(read(text_above_and_below(picture(72, 10, 200, 60)))) == "tt");
  CHECK(order_of(read(text_above_and_below(picture(0, 0, 612, 792)))) == "tt");
}

TEST_CASE("strips of a picture are one") {
  std::string strips;
  for (int strip = 0; strip < 10; ++strip) {
    strips += picture(72, 150 + 20 * strip, 200, 20);
  }
  const RecordingSink sink = read(text_above_and_below(strips));
  REQUIRE(order_of(sink) == "tPt");
  CHECK(sink.blocks[1].position->box.bottom == doctest::Approx(350));
}

TEST_CASE("what the clip hides of a picture is not shown") {
  const RecordingSink sink =
      read(text_above_and_below("q 72 542 100 100 re W n " + picture(72, 150, 200, 200) + "Q\n"));
  REQUIRE(order_of(sink) == "tPt");
  CHECK(sink.blocks[1].position->box.right == doctest::Approx(172));
  CHECK(sink.blocks[1].position->box.bottom == doctest::Approx(250));
}

TEST_CASE("a tagged picture has its alternative text, unless that says nothing") {
  for (const std::string alternative : {"A red fox", "Figure"}) {
    PdfWriter writer;
    writer.catalog(" /MarkInfo << /Marked true >>").page();
    const int document = writer.element(0, "Document");
    writer.tagged(writer.element(document, "P"), 72, 110, "Above it.");
    const int figure = writer.element(document, "Figure", fmt::format("/Alt ({})", alternative));
    writer.tagged(figure, picture(72, 150, 200, 200));
    const RecordingSink sink = read(writer);
    REQUIRE(order_of(sink) == "tP");
    CHECK(sink.blocks[1].text == (alternative == "Figure" ? "" : alternative));
  }
}

TEST_CASE("the pictures of one tagged figure are one") {
  PdfWriter writer;
  writer.catalog(" /MarkInfo << /Marked true >>").page();
  writer.tagged(writer.element(0, "P"), 72, 110, "Above it.");
  const int figure = writer.element(0, "Figure");
  writer.tagged(figure, picture(72, 150, 100, 100)).tagged(figure, picture(250, 260, 100, 100));
  writer.tagged(writer.element(0, "Figure"), picture(72, 450, 100, 100));
  const RecordingSink sink = read(writer);
  REQUIRE(order_of(sink) == "tPP");
  CHECK(sink.blocks[1].position->box.left == doctest::Approx(72));
  CHECK(sink.blocks[1].position->box.right == doctest::Approx(350));
  CHECK(sink.blocks[1].position->box.bottom == doctest::Approx(360));
}

TEST_CASE("a figure that is drawn with lines is a picture where its tag describes it") {
  const std::string box = "/A << /O /Layout /BBox [72 442 272 642] >>";
  for (const bool is_described : {true, false}) {
    PdfWriter writer;
    writer.catalog(" /MarkInfo << /Marked true >>").page();
    writer.tagged(writer.element(0, "P"), 72, 110, "Above it.");
    writer.tagged(writer.element(0, "Figure", box + (is_described ? " /Alt (Sales by year)" : "")),
                  "72 442 m 272 642 l S\n");
    writer.tagged(writer.element(0, "P"), 72, 400, "Below it.");
    const RecordingSink sink = read(writer);
    REQUIRE(order_of(sink) == (is_described ? "tPt" : "tt"));
    if (is_described) {
      CHECK(sink.blocks[1].text == "Sales by year");
      CHECK(sink.blocks[1].position->box.top == doctest::Approx(150));
      CHECK(sink.blocks[1].position->box.bottom == doctest::Approx(350));
    }
  }
}

}  // namespace
}  // namespace docexport::test
