#include "cli/table.hpp"

#include <doctest/doctest.h>

using docexport::Align;
using docexport::Color;
using docexport::Palette;
using docexport::shorten;
using docexport::tab_separated;
using docexport::Table;

namespace {

Table sample() {
  Table table({{.title = "ID"}, {.title = "NAME", .shrinks = true}, {.title = "SIZE", .align = Align::right}});
  table.add_row({{.text = "3f2b"}, {.text = "invoice_export_of_march"}, {.text = "1.2 KiB"}});
  table.add_row({{.text = "a0c4"}, {.text = "tax"}, {.text = "-", .color = Color::red}});
  return table;
}

}  // namespace

TEST_CASE("columns are aligned and no line ends in blanks") {
  CHECK(sample().text(80, Palette(), "…") ==
        "ID    NAME                        SIZE\n"
        "3f2b  invoice_export_of_march  1.2 KiB\n"
        "a0c4  tax                            -\n");
}

TEST_CASE("the name gives up its width on a narrow terminal") {
  CHECK(sample().text(30, Palette(), "…") ==
        "ID    NAME                SIZE\n"
        "3f2b  invoice_export…  1.2 KiB\n"
        "a0c4  tax                    -\n");
}

TEST_CASE("a name keeps eight columns however narrow the terminal is") {
  CHECK(sample().text(5, Palette(), "...").find("invoi...") != std::string::npos);
}

TEST_CASE("colors do not change the alignment") {
  const std::string text = sample().text(80, Palette(true), "…");
  CHECK(text.find("\x1b[1mID\x1b[0m    \x1b[1mNAME\x1b[0m") == 0);
  CHECK(text.find(" \x1b[31m-\x1b[0m\n") != std::string::npos);
}

TEST_CASE("wide characters count for two columns") {
  Table table({{.title = "NAME"}, {.title = "X"}});
  table.add_row({{.text = "日本"}, {.text = "1"}});
  table.add_row({{.text = "abcd"}, {.text = "2"}});
  CHECK(table.text(80, Palette(), "…") == "NAME  X\n日本  1\nabcd  2\n");
  CHECK(shorten("日本語", 5, "…") == "日本…");
  CHECK(shorten("abc", 3, "…") == "abc");
}

TEST_CASE("a line for a pipe has one tab between two values, whatever the values hold") {
  CHECK(tab_separated({"a", "b\tc\nd", ""}) == "a\tb\\tc\\nd\t\n");
  CHECK(tab_separated({"", "b"}) == "\tb\n");
}
