#include "documents/spreadsheet_tables.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"
#include "unit/documents/recording_sink.hpp"

namespace docexport {
namespace {

using test::RecordingSink;

/// Draws a sheet: a line for each row, a character for each column, blanks for empty cells. A cell may be given spans.
class Sheet {
 public:
  explicit Sheet(const std::vector<std::string>& lines) {
    for (std::size_t line = 0; line < lines.size(); ++line) {
      SheetRow row{.number = static_cast<std::uint32_t>(line)};
      for (std::size_t column = 0; column < lines[line].size(); ++column) {
        if (lines[line][column] != ' ') {
          row.cells.push_back(
              {.column = static_cast<std::uint32_t>(column), .cell = {.text = std::string(1, lines[line][column])}});
        }
      }
      rows_.push_back(row);
    }
  }

  Sheet& span(char text, int columns, int rows) {
    for (SheetRow& row : rows_) {
      for (SheetCell& cell : row.cells) {
        if (cell.cell.text[0] == text) {
          cell.cell.column_span = columns;
          cell.cell.row_span = rows;
        }
      }
    }
    return *this;
  }

  /// Its tables: rows end with `/`, places are separated by nothing, `.` is an empty one; tables by a blank.
  std::string tables(const RenderLimits& limits = {}) {
    RecordingSink sink;
    ReadingBudget budget(limits, "a.xlsx");
    SpreadsheetTables tables("Sheet1", budget, sink);
    for (SheetRow& row : rows_) {
      tables.add_row(row);
    }
    tables.finish();
    CHECK(tables.table_count() == sink.tables.size());
    std::string drawn;
    for (const test::RecordedTable& table : sink.tables) {
      CHECK(table.start.sheet == "Sheet1");
      CHECK(table.start.header_rows == 1);
      drawn += drawn.empty() ? "" : " ";
      drawn += draw(table);
    }
    return drawn;
  }

 private:
  static std::string draw(const test::RecordedTable& table) {
    std::string drawn;
    for (const Row& row : table.rows) {
      for (const Cell& cell : row) {
        drawn += cell.type == CellType::null ? "." : cell.text;
        if (cell.column_span > 1 || cell.row_span > 1) {
          drawn += "(" + std::to_string(cell.column_span) + "x" + std::to_string(cell.row_span) + ")";
        }
      }
      drawn += "/";
    }
    return drawn;
  }

  std::vector<SheetRow> rows_{};
};

TEST_CASE("one block of cells is one table, without the empty rows and columns around it") {
  CHECK(Sheet({"", "", "  ab", "  cd"}).tables() == "ab/cd/");
  CHECK(Sheet({"", ""}).tables().empty());
}

TEST_CASE("gaps inside a table stay, as empty cells") {
  CHECK(Sheet({"abc", "d f", "ghi"}).tables() == "abc/d.f/ghi/");
  CHECK(Sheet({"ab ", " cd"}).tables() == "ab./.cd/");
}

TEST_CASE("an empty row or column divides tables, which come in the order of their first cells") {
  CHECK(Sheet({"ab de", "cd fg", "", "hi"}).tables() == "ab/cd/ de/fg/ hi/");
  CHECK(Sheet({"   x", "ab x", "cd x"}).tables() == "x/x/x/ ab/cd/");
}

TEST_CASE("cells that meet only at a corner are apart") {
  CHECK(Sheet({"ab  ", "cd  ", "  ef"}).tables() == "ab/cd/ ef/");
}

TEST_CASE("a cell touches with all the places that it spans, and they have no cell of their own") {
  CHECK(Sheet({"a  ", "b c"}).span('a', 3, 1).tables() == "a(3x1)/b.c/");
  CHECK(Sheet({"ab", " c", "", " d"}).span('a', 1, 4).tables() == "a(1x4)b/c/./d/");
  CHECK(Sheet({"a b", "", "c"}).span('a', 1, 2).tables() == "a(1x2)//c/ b/");
}

TEST_CASE("spans end with their table") {
  CHECK(Sheet({"ab", "c"}).span('b', 1, 9).tables() == "ab(1x2)/c/");
  CHECK(Sheet({"a", "bcd"}).span('a', 16384, 1).tables() == "a(3x1)/bcd/");
}

TEST_CASE("a value below another cell's span is not passed on") {
  RecordingSink sink;
  ReadingBudget budget({}, "a.xlsx");
  SpreadsheetTables tables("S", budget, sink);
  SheetRow row{.number = 0,
               .cells = {{.column = 0, .cell = {.text = "a", .column_span = 2}}, {.column = 1, .cell = {.text = "b"}}}};
  tables.add_row(row);
  tables.finish();
  CHECK(tables.hidden_cells() == 1);
  CHECK(sink.tables.at(0).rows.at(0).size() == 1);
}

/// Rows of two cells from column `left` on, which become one table too large to hold.
void add_large(SpreadsheetTables& tables, std::uint32_t rows, std::uint32_t left) {
  for (std::uint32_t number = 0; number < rows; ++number) {
    SheetRow row{.number = number};
    row.cells.push_back({.column = left, .cell = {.text = "a"}});
    row.cells.push_back({.column = left + 2, .cell = {.text = "b"}});
    tables.add_row(row);
  }
}

TEST_CASE("a table too large to hold is passed on as its rows come") {
  RecordingSink sink;
  ReadingBudget budget({}, "a.xlsx");
  SpreadsheetTables tables("S", budget, sink);
  add_large(tables, 50'000, 1);
  CHECK(sink.tables.size() == 1);
  CHECK(sink.tables.at(0).rows.size() == 50'000);
  SheetRow further{.number = 50'001, .cells = {{.column = 0, .cell = {.text = "c"}}}};
  tables.add_row(further);
  tables.finish();
  CHECK(sink.tables.size() == 2);
  CHECK(RecordingSink::join(sink.tables.at(0).rows.at(49'999)) == "a||b");
}

TEST_CASE("a row that begins left of a large table begins another, without a header") {
  RecordingSink sink;
  ReadingBudget budget({}, "a.xlsx");
  SpreadsheetTables tables("S", budget, sink);
  add_large(tables, 50'000, 1);
  SheetRow row{.number = 50'000, .cells = {{.column = 0, .cell = {.text = "c"}}}};
  tables.add_row(row);
  tables.finish();
  REQUIRE(sink.tables.size() == 2);
  CHECK(sink.tables.at(1).start.header_rows == 0);
  CHECK(RecordingSink::join(sink.tables.at(1).rows.at(0)) == "c|||");
  CHECK(sink.calls == "TtTt");
}

TEST_CASE("a longer row of a large table counts for all rows before it") {
  RenderLimits limits;
  limits.cells = 200'000;
  RecordingSink sink;
  ReadingBudget budget(limits, "a.xlsx");
  SpreadsheetTables tables("S", budget, sink);
  add_large(tables, 50'000, 0);
  SheetRow row{.number = 50'000, .cells = {{.column = 3, .cell = {.text = "c"}}}};
  CHECK_THROWS_AS(tables.add_row(row), Error);
}

TEST_CASE("places are counted, those of empty cells and of spans among them") {
  RenderLimits limits;
  limits.cells = 6;
  CHECK(Sheet({"abc", "  d"}).tables(limits) == "abc/..d/");
  limits.cells = 5;
  Sheet sheet({"abc", "  d"});
  RecordingSink sink;
  ReadingBudget budget(limits, "a.xlsx");
  SpreadsheetTables tables("S", budget, sink);
  SheetRow row{.number = 0, .cells = {{.column = 0, .cell = {.text = "a", .row_span = 1'000'000}}}};
  tables.add_row(row);
  SheetRow last{.number = 999'999, .cells = {{.column = 0, .cell = {.text = "b"}}}};
  CHECK_THROWS_AS((tables.add_row(last), tables.finish()), Error);
}

}  // namespace
}  // namespace docexport
