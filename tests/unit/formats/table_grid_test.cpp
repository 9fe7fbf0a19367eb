#include "formats/table_grid.hpp"

#include <doctest/doctest.h>

#include <string>

namespace docexport {

namespace {

std::string texts(const GridRow& row) {
  std::string joined;
  for (const Cell* cell : row.cells) {
    joined += cell->text + " ";
  }
  return joined;
}

}  // namespace

TEST_CASE("cells that span fill every place they cover, in their own and in later rows") {
  TableGrid grid;
  CHECK(texts(grid.lay_out({{.text = "a", .row_span = 3}, {.text = "b", .column_span = 2}, {.text = "c"}})) ==
        "a b b c ");
  CHECK(texts(grid.lay_out({{.text = "d", .column_span = 2, .row_span = 2}, {.text = "e"}})) == "a d d e ");
  CHECK(texts(grid.lay_out({{.text = "f"}})) == "a d d f ");
  CHECK(texts(grid.lay_out({{.text = "g"}})) == "g ");
}

TEST_CASE("a cell that reaches down at the end of a row completes the rows below") {
  TableGrid grid;
  grid.lay_out({{.text = "a"}, {.text = "b", .row_span = 2}});
  CHECK(texts(grid.lay_out({{.text = "c"}})) == "c b ");
  CHECK(texts(grid.lay_out({})).empty());
}

TEST_CASE("spans that make no sense or are absurdly wide stay within bounds") {
  TableGrid grid;
  CHECK(texts(grid.lay_out({{.text = "a", .column_span = 0, .row_span = -3}, {.text = "b"}})) == "a b ");
  CHECK(grid.lay_out({{.text = "x", .column_span = 2'000'000'000, .row_span = 2}, {.text = "y", .column_span = 5}})
            .cells.size() == TableGrid::widest_span + 1);
  CHECK(grid.lay_out({}).cells.size() == TableGrid::widest_span);
}

}  // namespace docexport
