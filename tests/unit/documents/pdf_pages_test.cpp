#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "unit/documents/document_file.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

// An interpreter goes from page to page: nothing of a page may reach the next.

using Texts = std::vector<std::string>;

RecordingSink read(const PdfWriter& writer) {
  return DocumentFile("report.pdf", writer.bytes()).read_as("application/pdf");
}

Texts font_names(const RecordingSink& sink) {
  Texts names;
  for (const Block& block : sink.blocks) {
    names.push_back(block.font ? block.font->name : "none");
  }
  return names;
}

TEST_CASE("a layer that a page leaves open hides nothing of the next") {
  // The document's information serves as the layer's object.
  const RecordingSink sink = read(PdfWriter()
                                      .catalog(" /OCProperties << /OCGs [3 0 R] /D << /OFF [3 0 R] >> >>")
                                      .info("/Type /OCG /Name (Layer)")
                                      .page()
                                      .resources("/Font << /F1 4 0 R >> /Properties << /Layer 3 0 R >>")
                                      .text(72, 100, "Seen.")
                                      .operators("/OC /Layer BDC\n/OC /Layer BDC\n")
                                      .text(72, 300, "Hidden.")
                                      .page()
                                      .text(72, 100, "Next page."));
  CHECK(sink.block_texts() == Texts{"Seen.", "Next page."});
}

TEST_CASE("what a page leaves unfinished ends with it") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .operators("2 0 0 2 50 50 cm q q BX /Any << >> BDC BT\n")
                                      .text(20, 600, "First.")
                                      .operators("0 0 10 10 re W 5 5 m BT /F2 30 Tf")
                                      .page()
                                      .operators("Q Q Q EMC\n")
                                      .text(72, 100, "Second."));
  REQUIRE(sink.block_texts() == Texts{"First.", "Second."});
  CHECK(sink.blocks[0].font->size == doctest::Approx(20));
  CHECK(sink.blocks[1].font->size == doctest::Approx(10));
  CHECK(sink.blocks[1].font->name == "Helvetica");
  CHECK(sink.blocks[1].position->box.left == doctest::Approx(72));
}

TEST_CASE("a state that is restored without having been saved costs no text") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .operators("Q\n")
                                      .text(72, 100, "Before.")
                                      .operators("2 0 0 2 0 0 cm Q Q Q\n")
                                      .text(72, 300, "After."));
  REQUIRE(sink.block_texts() == Texts{"Before.", "After."});
  CHECK(sink.blocks[1].font->size == doctest::Approx(10));
}

TEST_CASE("a page's text that names no font is not set in that of the page before") {
  const RecordingSink sink =
      read(PdfWriter().page().text(72, 100, "Has a font.").page().operators("BT 72 700 Td (Has none.) Tj ET\n"));
  CHECK(sink.block_texts() == Texts{"Has a font."});
}

TEST_CASE("a name means a page's own font") {
  PdfWriter writer;
  for (const int font : {4, 7, 4, 5}) {
    writer.page().resources(fmt::format("/Font << /F1 {} 0 R >>", font)).text(72, 100, fmt::format("Font {}.", font));
  }
  writer.page()
      .resources("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >>")
      .text(72, 100, "Not an object of its own.");
  CHECK(font_names(read(writer)) == Texts{"Helvetica", "Courier", "Helvetica", "Helvetica-Bold", "Times-Roman"});
}

TEST_CASE("each page may bring another font, and use those of the pages before") {
  PdfWriter writer;
  Texts names;
  std::string fonts;
  for (int number = 0; number < 25; ++number) {
    fonts += fmt::format("/N{} {} 0 R ", number, 4 + number % 4);
    writer.page()
        .resources(fmt::format("/Font << {} >>", fonts))
        .operators(fmt::format("BT /N{} 10 Tf 72 700 Td (The newest.) Tj /N{} 10 Tf 0 -300 Td (An older one.) Tj ET\n",
                               number, number / 2));
    for (const int used : {number, number / 2}) {
      names.emplace_back(std::vector{"Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Courier"}.at(
          static_cast<std::size_t>(used % 4)));
    }
  }
  CHECK(font_names(read(writer)) == names);
}

TEST_CASE("pages have sizes and turns of their own") {
  PdfWriter writer;
  for (const char* entries : {"/Rotate 0", "/Rotate 90", "/CropBox [50 50 300 792]", "/Rotate 360", "/Rotate -270"}) {
    writer.page().page_entries(entries).text(72, 100, "Some text of the page.");
  }
  const RecordingSink sink = read(writer);
  REQUIRE(sink.blocks.size() == 5);
  CHECK(sink.pages[1].width == doctest::Approx(792));
  CHECK(sink.pages[2].width == doctest::Approx(250));
  CHECK(sink.blocks[0].position->box.left == doctest::Approx(72));
  CHECK(sink.blocks[1].position->box.left > 600);
  CHECK(sink.blocks[2].position->box.left == doctest::Approx(22));
  CHECK(sink.blocks[3].position->box.left == doctest::Approx(72));
  CHECK(sink.blocks[4].position->box.left == doctest::Approx(sink.blocks[1].position->box.left));
}

}  // namespace
}  // namespace docexport::test
