#include "documents/pdf_furniture.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace docexport::test {
namespace {

constexpr double body_size = 10;

PdfLine line_at(double baseline, std::string text, double size = body_size) {
  return {.text = std::move(text),
          .box = {.left = 72, .top = baseline - 0.8 * size, .right = 400, .bottom = baseline + 0.2 * size},
          .baseline = baseline,
          .size = size,
          .characters = 40};
}

/// Pages from 1 with the same body and these lines at the same place.
std::vector<PdfPageLines> pages_with(double baseline, const std::vector<std::string>& texts) {
  std::vector<PdfPageLines> pages;
  for (const std::string& text : texts) {
    pages.push_back({.info = {.page_no = static_cast<int>(pages.size()) + 1, .width = 612, .height = 792}});
    pages.back().lines = {line_at(baseline, text), line_at(300, "body"), line_at(312, "more body")};
    find_margin_lines(pages.back());
  }
  return pages;
}

PdfLineRole role_of_first(std::vector<PdfPageLines> pages, std::size_t index = 0) {
  mark_furniture(pages, index, body_size);
  return pages[index].lines.front().role;
}

TEST_CASE("a line that neighbouring pages have at the same place is a running header or footer") {
  CHECK(role_of_first(pages_with(40, {"Report", "Report", "Report"})) == PdfLineRole::page_header);
  CHECK(role_of_first(pages_with(760, {"Report", "Report", "Report"})) == PdfLineRole::page_footer);
}

TEST_CASE("lines that differ are text, unless they carry the page's own number") {
  CHECK(role_of_first(pages_with(40, {"One thing", "Another", "A third"})) == PdfLineRole::body);
  CHECK(role_of_first(pages_with(40, {"Birds 11", "Cats 12", "Dogs 13"})) == PdfLineRole::page_header);
  CHECK(role_of_first(pages_with(40, {"Birds 11", "Cats 18", "Dogs 40"})) == PdfLineRole::body);
}

TEST_CASE("a header that only every other page has is found") {
  CHECK(role_of_first(pages_with(40, {"Left", "Right", "Left", "Right", "Left"}), 2) == PdfLineRole::page_header);
}

TEST_CASE("a line in the middle of the page is text however often it comes") {
  CHECK(role_of_first(pages_with(250, {"Total", "Total", "Total"})) == PdfLineRole::body);
}

TEST_CASE("a repeated line that is set as part of the text is text") {
  std::vector<PdfPageLines> pages = pages_with(60, {"Name Sum", "Name Sum", "Name Sum"});
  for (PdfPageLines& page : pages) {
    page.lines[1].box.top = page.lines[0].box.bottom + 2;
  }
  CHECK(role_of_first(pages) == PdfLineRole::body);
}

TEST_CASE("a page number that stands alone needs no neighbours") {
  for (const char* text : {"7", "- 7 -", "Page 7 of 9", "xii"}) {
    CAPTURE(text);
    CHECK(role_of_first(pages_with(760, {text})) == PdfLineRole::page_footer);
  }
  CHECK(role_of_first(pages_with(760, {"7 birds"})) == PdfLineRole::body);
}

TEST_CASE("furniture ends at the first line of text from the edge") {
  std::vector<PdfPageLines> pages = pages_with(100, {"7"});
  pages[0].lines.push_back(line_at(40, "A heading of this page alone"));
  find_margin_lines(pages[0]);
  CHECK(role_of_first(pages) == PdfLineRole::body);
}

}  // namespace
}  // namespace docexport::test
