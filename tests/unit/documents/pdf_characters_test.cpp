#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "documents/pdf_document.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

PdfPage read_page_of(const PdfWriter& writer, int page_no = 1) {
  const std::string bytes = writer.bytes();
  const DocumentSource source(bytes, "report.pdf");
  return PdfDocument(source).read_page(page_no);
}

/// A page of text operators in Helvetica of 10 points, from 100 points right and 92 points below its top left corner.
PdfPage read_operators(std::string_view operators) {
  return read_page_of(PdfWriter().page().operators(fmt::format("BT /F1 10 Tf 100 700 Td {} ET\n", operators)));
}

Texts texts_of(const PdfPage& page) {
  Texts texts;
  for (const PdfWord& word : page.words) {
    texts.push_back(word.text);
  }
  return texts;
}

/// The box in whole points.
std::string rounded(const BoundingBox& box) {
  return fmt::format("{:.0f} {:.0f} {:.0f} {:.0f}", box.left, box.top, box.right, box.bottom);
}

TEST_CASE("a blank ends a word and is told, a gap ends one without a blank") {
  const PdfPage page = read_operators("[(one two) -300 (th) -50 (ree)] TJ");
  REQUIRE(texts_of(page) == Texts{"one", "two", "three"});
  CHECK(page.words[0].space_after);
  CHECK(!page.words[1].space_after);
}

TEST_CASE("another size or baseline begins a word") {
  CHECK(texts_of(read_operators("(x) Tj 4 Ts (a) Tj 0 Ts (y) Tj /F1 12 Tf (z) Tj")) == Texts{"x", "a", "y", "z"});
}

TEST_CASE("a word has its place, baseline, size and font") {
  const PdfPage page = read_operators("/F4 10 Tf (word) Tj");
  REQUIRE(page.words.size() == 1);
  const PdfWord& word = page.words.front();
  CHECK(word.box.left == doctest::Approx(100));
  CHECK(word.box.right == doctest::Approx(124));
  CHECK(word.box.top < 86);
  CHECK(word.box.bottom > 93);
  CHECK(word.baseline == doctest::Approx(92));
  CHECK(word.size == doctest::Approx(10));
  REQUIRE(page.fonts.size() == 1);
  CHECK(page.fonts.front().name == "Courier");
  CHECK(page.fonts.front().fixed_width);
}

TEST_CASE("glyphs that are drawn once more over themselves are words of their own") {
  CHECK(texts_of(read_operators("[(A) 640 (A) (B) (C)] TJ")) == Texts{"A", "A", "BC"});
}

TEST_CASE("an accent that is drawn over its letter becomes part of it, before or after") {
  CHECK(texts_of(read_operators(R"([(cafe) 446 (\302) -113 (s)] TJ)")) == Texts{"cafe\u0301s"});
  CHECK(texts_of(read_operators(R"([(caf) -90 (\302) 423 (es)] TJ)")) == Texts{"cafe\u0301s"});
}

TEST_CASE("an accent beside a letter stays a character") {
  CHECK(texts_of(read_operators(R"((e\302) Tj)")) == Texts{"e\u00B4"});
}

TEST_CASE("text that the file gives in place of glyphs takes their place") {
  const PdfPage page = read_operators("/Span << /ActualText (a b) >> BDC (xx) Tj (yy) Tj EMC (!) Tj ( next) Tj");
  REQUIRE(texts_of(page) == Texts{"a b!", "next"});
  CHECK(page.words[0].box.left == doctest::Approx(100));
  CHECK(page.words[0].box.right == doctest::Approx(122.78));
  CHECK(page.words[0].space_after);
  CHECK(page.words[1].first_byte == 6);
}

TEST_CASE("a replacement that is never ended does not reach the next page") {
  PdfWriter writer;
  writer.page().operators("/Span << /ActualText (a) >> BDC\n").text(100, 100, "lost").page().text(100, 100, "kept");
  const std::string bytes = writer.bytes();
  const DocumentSource source(bytes, "report.pdf");
  PdfDocument document(source);
  static_cast<void>(document.read_page(1));
  CHECK(texts_of(document.read_page(2)) == Texts{"kept"});
}

TEST_CASE("turned text has its turn, and its box in the direction it runs") {
  const std::vector<std::string> matrices = {"1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0"};
  const Texts boxes = {"300 286 324 294", "298 292 306 316", "276 290 300 298", "294 268 302 292"};
  for (std::size_t turns = 0; turns < matrices.size(); ++turns) {
    const PdfPage page = read_operators(fmt::format("/F4 10 Tf {} 300 500 Tm (word) Tj", matrices[turns]));
    REQUIRE(texts_of(page) == Texts{"word"});
    CHECK(page.words[0].quarter_turns == static_cast<int>(turns));
    CHECK(rounded(page.words[0].box) == boxes[turns]);
    CHECK(page.words[0].baseline == doctest::Approx(turns % 2 == 0 ? 292 : 300));
  }
}

TEST_CASE("glyphs that are drawn backwards are words of their own") {
  const PdfPage page = read_operators("/F4 10 Tf -100 Tz (abc) Tj");
  REQUIRE(texts_of(page) == Texts{"a", "b", "c"});
  CHECK(rounded(page.words[0].box).starts_with("94 "));
  CHECK(page.words[0].box.right == doctest::Approx(100));
  CHECK(page.words[2].box.left == doctest::Approx(82));
}

TEST_CASE("text outside the page is left out, but has its place in the order of drawing") {
  const PdfPage page = read_page_of(PdfWriter().page().text(700, 100, "outside").text(100, 100, "inside"));
  REQUIRE(texts_of(page) == Texts{"inside"});
  CHECK(page.words.front().first_byte == 7);
}

TEST_CASE("of very many tiny characters the first are read") {
  std::string operators = "/F1 2 Tf ";
  for (int line = 0; line < 600; ++line) {
    operators += fmt::format("({}) Tj 0 -1 Td\n", std::string(100, 'i'));
  }
  const PdfPage page = read_operators(operators + "/F1 12 Tf 0 500 Td (M) Tj");
  REQUIRE(page.words.size() == 501);
  CHECK(page.words.back().text == "M");
}

TEST_CASE("a glyph that stands for several characters is shared by them") {
  const PdfPage page = read_page_of(
      PdfWriter()
          .page()
          .resources("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 65 /LastChar 65 /Widths "
                     "[1000] /Encoding << /Type /Encoding /Differences [65 /f_i] >> /FontDescriptor << /Type "
                     "/FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 "
                     "/Descent -200 /CapHeight 700 /StemV 80 >> >> >>")
          .text(100, 100, "A", 20)
          .rule(110, 50, 110, 150));
  REQUIRE(texts_of(page) == Texts{"f", "i"});
  CHECK(page.words[0].box.right == doctest::Approx(110));
  CHECK(page.words[1].box.left == doctest::Approx(110));
  CHECK(page.words[1].box.right == doctest::Approx(120));
}

TEST_CASE("the size of a font with units of its own is that of its glyphs") {
  const PdfPage page = read_page_of(
      PdfWriter()
          .page()
          .resources("/Font << /F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [0.01 0 0 0.01 0 "
                     "0] /CharProcs << >> /Encoding << /Type /Encoding /Differences [109 /m /n] >> /FirstChar 109 "
                     "/LastChar 110 /Widths [30 20] >> >>")
          .text(100, 100, "mn", 10));
  REQUIRE(texts_of(page) == Texts{"mn"});
  CHECK(page.words.front().size == doctest::Approx(5));
}

}  // namespace
}  // namespace docexport::test
