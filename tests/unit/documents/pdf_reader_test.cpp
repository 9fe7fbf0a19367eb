#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read(const std::string& bytes, const std::vector<Field>& fields = {}) {
  return DocumentFile("report.pdf", bytes).read_as("application/pdf", fields);
}

RecordingSink read(const PdfWriter& writer) {
  return read(writer.bytes());
}

/// The error that reading gives: its kind and message; empty if it gives none.
std::string error_of(const std::string& bytes) {
  try {
    static_cast<void>(read(bytes));
    return "";
  } catch (const Error& error) {
    return std::string(to_string(error.kind())) + ": " + error.what();
  }
}

const Texts body = {"The first line of a paragraph that is long enough to fill the whole width,",
                    "the second line goes on with the sentence of the first one and ends it."};

TEST_CASE("a page's lines become a paragraph with its place, font and size") {
  const RecordingSink sink = read(PdfWriter().page().lines(72, 100, body));
  CHECK(sink.calls == "bpB");
  REQUIRE(sink.block_texts() == Texts{body[0] + " " + body[1]});
  const Block& block = sink.blocks.front();
  CHECK(block.label == BlockLabel::paragraph);
  REQUIRE(block.position.has_value());
  CHECK(block.position->page_no == 1);
  CHECK(block.position->box.left == doctest::Approx(72));
  CHECK(block.position->box.top > 88);
  CHECK(block.position->box.top < 100);
  CHECK(block.position->box.bottom > 112);
  CHECK(block.position->box.bottom < 120);
  REQUIRE(block.font.has_value());
  CHECK(block.font->name == "Helvetica");
  CHECK(block.font->size == doctest::Approx(10));
}

TEST_CASE("each page comes with its number and size before its blocks") {
  const RecordingSink sink = read(PdfWriter().page().lines(72, 100, body).page().lines(72, 300, {"Another page."}));
  CHECK(sink.calls == "bpBpB");
  REQUIRE(sink.pages.size() == 2);
  CHECK(sink.pages[1].page_no == 2);
  CHECK(sink.pages[1].width == doctest::Approx(612));
  CHECK(sink.pages[1].height == doctest::Approx(792));
  CHECK(sink.blocks[1].position->page_no == 2);
}

TEST_CASE("what the file says about itself is metadata") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .lines(72, 100, body)
                                      .language("de-CH")
                                      .info("/Title <FEFF00DC0062006500720073006900630068007400> /Author (A. Writer) "
                                            "/Subject (Tests) /Keywords (a, b) /Creator (Hand) /Producer (Machine) "
                                            "/CreationDate (D:20240115103000+01'00') /ModDate (nonsense)"));
  CHECK(sink.metadata.title == "Übersicht");
  CHECK(sink.metadata.author == "A. Writer");
  CHECK(sink.metadata.subject == "Tests");
  CHECK(sink.metadata.keywords == "a, b");
  CHECK(sink.metadata.creator == "Hand");
  CHECK(sink.metadata.producer == "Machine");
  CHECK(sink.metadata.created == "2024-01-15T09:30:00Z");
  CHECK(sink.metadata.modified.empty());
  CHECK(sink.metadata.language == "de-CH");
  CHECK(sink.metadata.page_count == 1);
}

TEST_CASE("the outline is metadata, and its entries are headings of their depth on their pages") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .text(72, 80, "Animals")
                                      .lines(72, 100, body)
                                      .page()
                                      .text(72, 80, "1.1 Birds")
                                      .lines(72, 100, body)
                                      .outline(1, "Animals", 1)
                                      .outline(2, "Birds", 2)
                                      .outline(1, "Plants", 2));
  REQUIRE(sink.metadata.outline.size() == 3);
  CHECK(sink.metadata.outline[1].title == "Birds");
  CHECK(sink.metadata.outline[1].level == 2);
  CHECK(sink.metadata.outline[1].page_no == 2);
  CHECK(sink.metadata.outline[2].level == 1);
  CHECK(block_of(sink, "Animals").label == BlockLabel::section_header);
  CHECK(block_of(sink, "Animals").level == 1);
  CHECK(block_of(sink, "1.1 Birds").label == BlockLabel::section_header);
  CHECK(block_of(sink, "1.1 Birds").level == 2);
}

TEST_CASE("an outline that runs in a circle ends") {
  std::string bytes = PdfWriter().page().lines(72, 100, body).outline(1, "Round", 1).bytes();
  const std::string child = "/Dest [10 0 R /Fit]";
  bytes.replace(bytes.find(child), child.size(), "/First 13 0 R      ");
  CHECK(read(bytes).metadata.outline.size() < 100);
}

TEST_CASE("without an outline, larger and bold lines are headings, ranked by size") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .text(72, 60, "A Book", 24)
                                      .text(72, 90, "First Part", 18)
                                      .text(72, 120, "First Chapter", 14)
                                      .lines(72, 150, body)
                                      .text(72, 190, "2. A Bold Line", 10, PdfFace::bold)
                                      .lines(72, 210, body)
                                      .text(72, 250, "Second Part", 18)
                                      .lines(72, 280, body));
  CHECK(block_of(sink, "A Book").label == BlockLabel::title);
  CHECK(block_of(sink, "First Part").label == BlockLabel::section_header);
  CHECK(block_of(sink, "First Part").level == 1);
  CHECK(block_of(sink, "First Chapter").level == 2);
  CHECK(block_of(sink, "2. A Bold Line").label == BlockLabel::section_header);
  CHECK(block_of(sink, "2. A Bold Line").level == 3);
  CHECK(block_of(sink, "Second Part").level == 1);
}

TEST_CASE("two columns are read one after the other, and a paragraph goes on from one to the next") {
  const Texts left = {"Left one is a line of a column", "left two is a line of a column",
                      "left three is as well a line", "left four is one more line of it",
                      "left five ends the column with"};
  const Texts right = {"right one, in the other column.", "Right two is a line of a column",
                       "right three is as well one", "right four is one more line of",
                       "right five ends it and the page."};
  const RecordingSink sink = read(PdfWriter().page().lines(320, 100, right).lines(72, 100, left));
  std::string all;
  for (const Block& block : sink.blocks) {
    all += block.text + " ";
  }
  CHECK(all.find("Left one") < all.find("left five"));
  CHECK(all.find("left five ends the column with right one, in the other column.") != std::string::npos);
  CHECK(all.find("right one") < all.find("right five"));
}

TEST_CASE("ligatures become letters and words divided at the end of a line become whole") {
  const RecordingSink sink = read(PdfWriter().page().lines(72, 100,
                                                           {"The \xAEle is o\xAE"
                                                            "cial, and it goes on with a long docu-",
                                                            "ment whose self-made lines are self-", "made."}));
  CHECK(sink.block_texts() ==
        Texts{"The file is oficial, and it goes on with a long document whose self-made lines are "
              "self-made."});
}

TEST_CASE("bullets and numbers begin the items of lists") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .lines(72, 100, body)
                                      .text(72, 130, "\xB7")
                                      .text(90, 130, "first item")
                                      .text(72, 142, "\xB7")
                                      .text(90, 142, "second item")
                                      .lines(72, 170, {"1. one", "2. two", "3. three"}));
  CHECK(block_of(sink, "first item").label == BlockLabel::list_item);
  CHECK(block_of(sink, "first item").marker == "-");
  CHECK_FALSE(block_of(sink, "second item").ordered);
  CHECK(block_of(sink, "three").marker == "3.");
  CHECK(block_of(sink, "three").ordered);
}

TEST_CASE("lines in a fixed-width font are code and keep their shape") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .lines(72, 100, body)
                                      .text(72, 140, "if (ready) {", 10, PdfFace::fixed_width)
                                      .text(84, 152, "go();", 10, PdfFace::fixed_width)
                                      .text(72, 164, "}", 10, PdfFace::fixed_width));
  CHECK(block_of(sink, "if (ready) {\n  go();\n}").label == BlockLabel::code);
}

TEST_CASE("running headers and page numbers are told from the text") {
  PdfWriter writer;
  for (int page = 1; page <= 4; ++page) {
    writer.page()
        .text(72, 40, "Annual Report")
        .lines(72, 100, {fmt::format("Page {} has a text of its own that is", page), "not on any other page."})
        .text(300, 760, fmt::format("{}", page + 6));
  }
  const RecordingSink sink = read(writer);
  REQUIRE(sink.blocks.size() == 12);
  for (std::size_t page = 0; page < 4; ++page) {
    CHECK(sink.blocks[3 * page].label == BlockLabel::page_header);
    CHECK(sink.blocks[3 * page + 1].label == BlockLabel::paragraph);
    CHECK(sink.blocks[3 * page + 2].label == BlockLabel::page_footer);
  }
}

TEST_CASE("text that runs upwards is read after the upright text, and has its place on the page") {
  const RecordingSink sink = read(PdfWriter().page().lines(72, 100, body).text_upwards(40, 400, "In the margin"));
  const Block& block = block_of(sink, "In the margin");
  CHECK(&block == &sink.blocks.back());
  CHECK(block.position->box.left > 20);
  CHECK(block.position->box.right < 60);
  CHECK(block.position->box.bottom == doctest::Approx(400));
  CHECK(block.position->box.top < 360);
}

TEST_CASE("pages without text and glyphs without meaning are warned of") {
  const RecordingSink sink = read(PdfWriter()
                                      .page()
                                      .lines(72, 100, body)
                                      .page()
                                      .page()
                                      .text(72, 100, "Known", 10)
                                      .text(72, 120, "\x01\x02\x03\x04\x05", 10, PdfFace::unmapped)
                                      .page());
  REQUIRE(sink.warnings.size() == 2);
  CHECK(sink.warnings[0] ==
        "page 3: the file does not say which characters 50 % of its glyphs are; reading them needs OCR");
  CHECK(sink.warnings[1] == "no text on pages 2 and 4: blank, drawn or scanned; reading a scan needs OCR");
}

TEST_CASE("fields come after begin and before the pages") {
  const RecordingSink sink = read(PdfWriter().page().lines(72, 100, body).bytes(), {{.name = "total", .value = "3"}});
  CHECK(sink.calls == "bfpB");
}

TEST_CASE("an encrypted file is refused with the way out") {
  const std::string error = error_of(PdfWriter().page().lines(72, 100, body).encrypted().bytes());
  CHECK(error.starts_with("input: report.pdf is encrypted: remove the password first"));
}

TEST_CASE("what is no PDF, or has no pages, is refused") {
  CHECK(error_of("%PDF-1.4\nnothing but this").starts_with("input: report.pdf cannot be read"));
  CHECK(error_of("").starts_with("input: report.pdf cannot be read"));
  CHECK(error_of(PdfWriter().bytes()).starts_with("input: report.pdf"));
}

TEST_CASE("a file whose end is lost is repaired with a warning") {
  const std::string whole = PdfWriter().page().lines(72, 100, body).bytes();
  const RecordingSink sink = read(whole.substr(0, whole.find("startxref")));
  CHECK(sink.block_texts() == Texts{body[0] + " " + body[1]});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].starts_with("the file is damaged and was repaired"));
}

TEST_CASE("a file cut off anywhere is read or refused") {
  const std::string whole = PdfWriter().page().lines(72, 100, body).outline(1, "Entry", 1).bytes();
  for (std::size_t length = 0; length < whole.size(); length += 37) {
    const std::string error = error_of(whole.substr(0, length));
    CHECK((error.empty() || error.starts_with("input: ")));
  }
}

TEST_CASE("a broken page does not show the text of the page before") {
  std::string bytes = PdfWriter().page().lines(72, 100, body).page().lines(72, 100, {"Lost."}).bytes();
  const std::string kids = "/Kids [10 0 R 12 0 R ]";
  bytes.replace(bytes.find(kids), kids.size(), "/Kids [10 0 R 99 0 R ]");
  CHECK(read(bytes).block_texts() == Texts{body[0] + " " + body[1]});
}

TEST_CASE("reading the same file twice gives the same") {
  const std::string bytes = PdfWriter().page().text(72, 60, "Heading", 16).lines(72, 100, body).bytes();
  const RecordingSink first = read(bytes);
  const RecordingSink second = read(bytes);
  CHECK(first.calls == second.calls);
  CHECK(first.block_texts() == second.block_texts());
}

}  // namespace
}  // namespace docexport::test
