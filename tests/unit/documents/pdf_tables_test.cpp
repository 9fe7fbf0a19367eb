#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "documents/pdf_grid.hpp"
#include "documents/pdf_lines.hpp"
#include "unit/documents/pdf_words.hpp"
#include "unit/documents/recording_sink.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

Texts rows_of(const PdfTable& table) {
  Texts rows;
  for (const Row& row : table.rows) {
    rows.push_back(RecordingSink::join(row));
  }
  return rows;
}

/// Rulings around and between cells of 100 by 20 points, from 72 and 100.
PdfRulings ruled(int columns, int rows) {
  PdfRulings rulings;
  for (int row = 0; row <= rows; ++row) {
    rulings.horizontal.push_back({.at = 100.0 + 20 * row, .from = 72, .to = 72.0 + 100 * columns});
  }
  for (int column = 0; column <= columns; ++column) {
    rulings.vertical.push_back({.at = 72.0 + 100 * column, .from = 100, .to = 100.0 + 20 * rows});
  }
  return rulings;
}

void fill(WordPage& page, const std::vector<Texts>& rows) {
  double y = 114;
  for (const Texts& row : rows) {
    double x = 76;
    for (const std::string& text : row) {
      if (!text.empty()) {
        page.line(x, y, text);
      }
      x += 100;
    }
    y += 20;
  }
}

const std::vector<Texts> animals = {{"Animal", "Legs", "Sound"}, {"Cat", "4", "meow"}, {"Hen", "2", "cluck"}};

TEST_CASE("what rulings divide into cells is a table, and its words are in no line") {
  WordPage page;
  page.page().rulings = ruled(3, 3);
  fill(page, animals);
  page.line(72, 90, "Before").line(72, 180, "After");
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(rows_of(result.tables[0]) == Texts{"Animal|Legs|Sound", "Cat|4|meow", "Hen|2|cluck"});
  CHECK(result.tables[0].box.left == doctest::Approx(72));
  CHECK(result.tables[0].box.bottom == doctest::Approx(160));
  REQUIRE(result.lines.size() == 3);
  CHECK(result.lines[0].text == "Before");
  CHECK(result.lines[1].table == 0);
  CHECK(result.lines[2].text == "After");
}

TEST_CASE("rulings drawn as dashes, or missing at the sides, divide as well") {
  WordPage page;
  PdfRulings rulings = ruled(3, 3);
  rulings.vertical.erase(rulings.vertical.begin());
  rulings.vertical.pop_back();
  for (double y = 100; y < 160; y += 4) {
    page.page().rulings.vertical.push_back({.at = 172, .from = y, .to = y + 2});
    page.page().rulings.vertical.push_back({.at = 272, .from = y, .to = y + 2});
  }
  page.page().rulings.horizontal = rulings.horizontal;
  fill(page, animals);
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(rows_of(result.tables[0]) == Texts{"Animal|Legs|Sound", "Cat|4|meow", "Hen|2|cluck"});
}

TEST_CASE("places without a ruling between them are a cell that spans") {
  PdfRulings rulings = ruled(3, 3);
  rulings.vertical[1].from = 120;    // none in the first row
  rulings.horizontal[2].from = 172;  // none in the first column, under the second row
  WordPage page;
  page.page().rulings = rulings;
  fill(page, {{"Wide", "", "Sound"}, {"High", "4", "meow"}, {"", "2", "cluck"}});
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  const std::vector<Row>& rows = result.tables[0].rows;
  CHECK(rows_of(result.tables[0]) == Texts{"Wide|Sound", "High|4|meow", "2|cluck"});
  CHECK(rows[0][0].column_span == 2);
  CHECK(rows[1][0].row_span == 2);
}

TEST_CASE("lines of a cell are kept apart until words are known") {
  WordPage page;
  page.page().rulings = ruled(2, 2);
  page.line(76, 108, "two", 8).line(76, 117, "lines", 8).line(176, 114, "b").line(76, 134, "c").line(176, 134, "d");
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].rows[0][0].text == "two\nlines");
}

TEST_CASE("rulings around a group of rows leave each of its lines a row") {
  WordPage page;
  PdfRulings rulings = ruled(2, 5);
  rulings.horizontal = {rulings.horizontal[0], rulings.horizontal[1], rulings.horizontal[5]};
  page.page().rulings = rulings;
  fill(page, {{"Name", "Number"}, {"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}});
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(rows_of(result.tables[0]) == Texts{"Name|Number", "a|1", "b|2", "c|3", "d|4"});
  CHECK(result.tables[0].header_rows == 1);
}

TEST_CASE("a frame around text is no table") {
  WordPage page;
  page.page().rulings = ruled(5, 1);
  page.page().rulings.vertical.erase(page.page().rulings.vertical.begin() + 1,
                                     page.page().rulings.vertical.begin() + 5);
  page.line(76, 110, "This text stands in a frame").line(76, 118, "that has no cells at all");
  CHECK(lay_out_page(page.page()).tables.empty());
}

TEST_CASE("thousands of crossing lines are a drawing, and looked at in a moment") {
  PdfRulings rulings;
  for (int line = 0; line < 20000; ++line) {
    rulings.horizontal.push_back({.at = line * 2.0, .from = 0, .to = 40000});
    rulings.vertical.push_back({.at = line * 2.0, .from = 0, .to = 40000});
  }
  CHECK(find_grids(rulings).empty());
}

TEST_CASE("words in columns under each other are a table without rulings") {
  WordPage page;
  page.line(72, 76, "Some words about the animals that follow here in a line.");
  page.line(72, 100, "Animal").line(172, 100, "Legs").line(272, 100, "Sound");
  page.line(72, 112, "Cat").line(172, 112, "4").line(272, 112, "meow");
  page.line(72, 124, "Guinea hen").line(172, 124, "2").line(272, 124, "cluck");
  page.line(72, 136, "Spider").line(172, 136, "8");
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(rows_of(result.tables[0]) == Texts{"Animal|Legs|Sound", "Cat|4|meow", "Guinea hen|2|cluck", "Spider|8|"});
  REQUIRE(result.lines.size() == 2);
  CHECK(result.lines[0].text.starts_with("Some words"));
}

TEST_CASE("a line over all columns inside a table is a cell that spans them") {
  WordPage page;
  for (int row = 0; row < 8; ++row) {
    const double y = 100 + 12 * row;
    if (row == 4) {
      page.line(100, y, "A heading over all of the columns");
    } else {
      page.line(72, y, "name").line(172, y, "17").line(272, y, "18");
    }
  }
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  REQUIRE(result.tables[0].rows.size() == 8);
  REQUIRE(result.tables[0].rows[4].size() == 1);
  CHECK(result.tables[0].rows[4][0].column_span == 3);
}

TEST_CASE("bold rows over others are the header") {
  WordPage page;
  for (int row = 0; row < 5; ++row) {
    const double y = 100 + 12 * row;
    const WordFace face = row == 0 ? WordFace::bold : WordFace::regular;
    page.line(72, y, "name", 10, face).line(172, y, "tone", 10, face).line(272, y, "word", 10, face);
  }
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].header_rows == 1);
}

TEST_CASE("lines of words over rows of numbers are the header") {
  WordPage page;
  page.line(172, 88, "Number").line(272, 88, "Weight");
  page.line(72, 100, "Animal").line(172, 100, "of legs").line(272, 100, "in grams");
  for (int row = 0; row < 4; ++row) {
    const double y = 112 + 12 * row;
    page.line(72, y, "name").line(172, y, "4").line(272, y, "250");
  }
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].rows.size() == 6);
  CHECK(result.tables[0].header_rows == 2);
}

TEST_CASE("lines that stand closer than rows belong to the cell above") {
  WordPage page;
  for (int row = 0; row < 4; ++row) {
    const double y = 100 + 30 * row;
    page.line(72, y, "name").line(172, y, "4").line(272, y, "a text that").line(272, y + 11, "goes on");
  }
  const PdfPageLines result = lay_out_page(page.page());
  REQUIRE(result.tables.size() == 1);
  REQUIRE(result.tables[0].rows.size() == 4);
  CHECK(result.tables[0].rows[0][2].text == "a text that\ngoes on");
}

TEST_CASE("two columns of text, a list of numbered points and a table of contents are no tables") {
  WordPage columns;
  const Texts text = {"alpha beta gamma delta", "epsilon zeta eta theta", "iota kappa lambda mu nu",
                      "xi omicron pi rho sig", "tau upsilon phi chi psi"};
  columns.lines(72, 100, text).lines(220, 100, text);
  CHECK(lay_out_page(columns.page()).tables.empty());
  WordPage points;
  WordPage contents;
  for (int row = 0; row < 6; ++row) {
    const double y = 100 + 12 * row;
    points.line(72, y, std::to_string(row) + ".").line(100, y, "A point of the list");
    contents.line(72, y, "A chapter").line(130, y, "........").line(400, y, std::to_string(row));
  }
  CHECK(lay_out_page(points.page()).tables.empty());
  CHECK(lay_out_page(contents.page()).tables.empty());
}

}  // namespace
}  // namespace docexport::test
