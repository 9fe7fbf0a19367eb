#include "docexport/model/render_options.hpp"

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"

namespace docexport::test {
namespace {

std::string rewritten(std::string_view text) {
  return write_page_ranges(parse_page_ranges(text));
}

TEST_CASE("page ranges are put in order and joined") {
  CHECK(rewritten("1-3,7") == "1-3,7");
  CHECK(rewritten("7, 1-3") == "1-3,7");
  CHECK(rewritten("4,1-3,2-5,9-9") == "1-5,9");
}

TEST_CASE("what names no pages is refused") {
  for (const char* const text : {"", "0", "-1", "3-1", "1,", "a", "1-", "1 2", "99999999999"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(static_cast<void>(parse_page_ranges(text)), Error);
  }
}

TEST_CASE("a page is wanted if a range has it, or if there are none") {
  CHECK(is_page_wanted({}, 5));
  CHECK(is_page_wanted(parse_page_ranges("1-3,7"), 3));
  CHECK(is_page_wanted(parse_page_ranges("1-3,7"), 7));
  CHECK_FALSE(is_page_wanted(parse_page_ranges("1-3,7"), 4));
}

TEST_CASE("options that have their defaults are not written") {
  CHECK(write_render_options({}) == R"({"view":"auto"})");
}

TEST_CASE("all options survive being written") {
  RenderOptions options{.view = View::tables, .table = 2, .raw_cells = true};
  options.pages = parse_page_ranges("2-4");
  options.sheet = "Umsätze";
  options.include_fields = {"total", "date"};
  options.min_confidence = 80;
  options.headers_footers = HeadersFooters::keep;
  options.find_fields = false;
  options.ocr = true;
  options.language = "eng+deu";
  options.json_schema = JsonSchema::docling;
  options.compression = Compression::zstd;
  const RenderOptions read = parse_render_options(write_render_options(options));
  CHECK(write_render_options(read) == write_render_options(options));
  CHECK(read.table == 2);
  CHECK(read.sheet == "Umsätze");
  CHECK(read.headers_footers == HeadersFooters::keep);
  CHECK(read.compression == Compression::zstd);
  CHECK_FALSE(read.find_fields);
}

}  // namespace
}  // namespace docexport::test
