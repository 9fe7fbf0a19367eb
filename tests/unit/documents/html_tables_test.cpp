#include <doctest/doctest.h>

#include "docexport/base/error.hpp"
#include "unit/documents/html_page.hpp"

namespace docexport::test {
namespace {

Lines rows_of(const RecordedTable& table) {
  Lines lines;
  for (const Row& row : table.rows) {
    std::string line;
    for (const Cell& cell : row) {
      line += (line.empty() ? "" : "|") + cell.text;
      line += cell.column_span > 1 ? ">" + std::to_string(cell.column_span) : "";
      line += cell.row_span > 1 ? "v" + std::to_string(cell.row_span) : "";
    }
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("a table has its caption, its header rows and its spans") {
  const RecordingSink sink = read_page(
      "<table><caption>All</caption><thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d</thead>"
      "<tr><td>1<td>2<td>3</table>");
  REQUIRE(sink.tables.size() == 1);
  CHECK(sink.tables[0].start.caption == "All");
  CHECK(sink.tables[0].start.header_rows == 2);
  CHECK(rows_of(sink.tables[0]) == Lines{"av2|b>2", "c|d", "1|2|3"});
}

TEST_CASE("rows of header cells are headers, a first row that alone is bold too") {
  CHECK(read_page("<table><tr><th>a<tr><td>b</table>").tables.at(0).start.header_rows == 1);
  CHECK(read_page("<table><tr><td><b>a</b><td><b>b</b><tr><td>c<td>d</table>").tables.at(0).start.header_rows == 1);
  CHECK(read_page("<table><tr><td><b>a</b><td>b<tr><td>c<td>d</table>").tables.at(0).start.header_rows == 0);
}

TEST_CASE("what is in a cell is its text, blocks are lines of it") {
  const RecordingSink sink = read_page(
      "<table><tr><th>x<td><h2>a</h2><p>b<ul><li>c<li>d</ul><table><tr><td>e<td>f</table><a href=g>h</a></table>");
  CHECK(rows_of(sink.tables.at(0)) == Lines{"x|a\nb\nc\nd\ne f\nh"});
  CHECK(sink.blocks.empty());
  CHECK(sink.warnings == Lines{"1 link or image in table cells left only their text"});
}

TEST_CASE("a table that only lays out is no table") {
  CHECK(outline_of(read_page("<table role=presentation><tr><td>a<td>b</table>")) ==
        Lines{"paragraph: a", "paragraph: b"});
  CHECK(outline_of(read_page("<table><tr><td><h1>a</h1>b</table>")) == Lines{"title: a", "paragraph: b"});
  const RecordingSink sink = read_page("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>");
  CHECK(outline_of(sink) == Lines{"paragraph: a"});
  CHECK(rows_of(sink.tables.at(0)) == Lines{"b|c"});
}

TEST_CASE("a row in which spans only begin joins the next") {
  const RecordingSink sink =
      read_page("<table><tr><th>y<th>m<tr><th rowspan=3>2025<tr><td>a<tr><td>b<tr><td>z<td>w</table>");
  CHECK(rows_of(sink.tables.at(0)) == Lines{"y|m", "2025v2|a", "b", "z|w"});
}

TEST_CASE("spans do not reach out of their table, and huge ones are refused") {
  CHECK(
      rows_of(read_page("<table><tr><td rowspan=0>a<td rowspan=99>b<td colspan=-3>c<tr><td>d</table>").tables.at(0)) ==
      Lines{"av2|bv2|c", "d"});
  std::string rows = "<table>";
  for (int row = 0; row < 200; ++row) {
    rows += "<tr><td colspan=99999 rowspan=99999>x";
  }
  CHECK_THROWS_WITH_AS(read_page(rows, {.limits = {.cells = 1'000'000}}), doctest::Contains("--max-cells"), Error);
}

}  // namespace
}  // namespace docexport::test
