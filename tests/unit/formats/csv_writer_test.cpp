#include <doctest/doctest.h>

#include "csv_reading.hpp"
#include "docexport/base/text.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

using Table = std::vector<std::vector<std::string>>;

/// The rows as an independent reader sees them; fails the test when their number is not the count and a header.
Table written_rows(const Content& content, const RenderOptions& options = {}) {
  const WrittenExport written = write_export(ExportFormat::csv, content, options);
  const Table rows = CsvReading::parse(written.text);
  CHECK(rows.size() == written.records_count + 1);
  return rows;
}

/// What becomes of a cell of a record.
std::string written_cell(const std::string& text, const RenderOptions& options = {}) {
  return written_rows(
             [&](ContentSink& sink) {
               push_records(sink, {"a", "b"}, {text_row({text, "x"})});
             },
             options)
      .at(1)
      .at(0);
}

}  // namespace

TEST_CASE("csv has the records under a header, quoted as RFC 4180 says") {
  const WrittenExport written = write_export(ExportFormat::csv, [](ContentSink& sink) {
    push_records(sink, {"a", "b,c"},
                 {text_row({"plain", "with \"marks\""}),
                  {{.text = "1.50", .type = CellType::number}, {.type = CellType::null}},
                  text_row({"two\r\nlines", " blank "})});
  });
  CHECK(written.text == "a,\"b,c\"\r\nplain,\"with \"\"marks\"\"\"\r\n1.50,\r\n\"two\r\nlines\", blank \r\n");
  CHECK(written.records_count == 3);
}

TEST_CASE("a cell that a spreadsheet would run begins with an apostrophe") {
  for (const std::string text : {"=1+1",
                                 "+cmd|' /C calc'!A0",
                                 "-2+3",
                                 "@SUM(A1)",
                                 "\t=1",
                                 "\r=1",
                                 "\n=1",
                                 " =1",
                                 "   @x",
                                 "\xC2\xA0=1",
                                 "\xE3\x80\x80=1",
                                 "\xEF\xBB\xBF=1",
                                 "\xEF\xBC\x9D"
                                 "1",
                                 "\xEF\xBC\x8B"
                                 "1",
                                 "\xEF\xBC\x8D"
                                 "1",
                                 "\xEF\xBC\xA0"
                                 "x",
                                 "=",
                                 "--",
                                 "-",
                                 "+-3",
                                 "-1-1",
                                 "- 5",
                                 "-1e5x",
                                 "+",
                                 "-5,0"}) {
    CAPTURE(text);
    CHECK(written_cell(text) == "'" + text);
    CHECK(written_cell(text, {.raw_cells = true}) == text);
  }
}

TEST_CASE("a number with a sign and all other text stay as they are") {
  for (const std::string text :
       {"-5", "+3.2", "-1e5", "-0.5", "+0", "-007", "-12.50E-3", "1-2", "a=b", "'quoted", "x@y.z", "", " ",
        "\xE2\x88\x92"
        "5",
        "caf\xC3\xA9", "#REF!", "  -5"}) {
    CAPTURE(text);
    CHECK(written_cell(text) == text);
  }
}

TEST_CASE("column names are cells too") {
  const Table rows = written_rows([](ContentSink& sink) { push_records(sink, {"=A", "-1"}, {}); });
  CHECK(rows == Table{{"'=A", "-1"}});
}

TEST_CASE("a line is never empty, so that readers count the rows that there are") {
  const WrittenExport written = write_export(ExportFormat::csv, [](ContentSink& sink) {
    push_records(sink, {"only"}, {text_row({"a"}), text_row({""}), {{.type = CellType::absent}}});
  });
  CHECK(written.text == "only\r\na\r\n\"\"\r\n\"\"\r\n");
  CHECK(written_rows([](ContentSink& sink) { push_records(sink, {}, {{}, {}}); }).size() == 3);
  CHECK(written_rows([](ContentSink& sink) { push_table(sink, {}, {text_row({""}), {}}); }, {.table = 1}).size() == 3);
}

TEST_CASE("the file does not begin with a byte order mark, even if a column does") {
  const WrittenExport written = write_export(ExportFormat::csv, [](ContentSink& sink) {
    push_records(sink,
                 {"\xEF\xBB\xBF"
                  "a"},
                 {});
  });
  CHECK(written.text ==
        "\"\xEF\xBB\xBF"
        "a\"\r\n");
}

TEST_CASE("what cannot be in a text file becomes the replacement character") {
  CHECK(written_cell(std::string("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(written_cell("a\xFF\xC3") == "a\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(written_cell("\xED\xA0\x80,") == to_valid_utf8("\xED\xA0\x80,"));
}

TEST_CASE("csv has the fields of a document, or its body's blocks if there are none") {
  const auto blocks = [](ContentSink& sink) {
    sink.block({.label = BlockLabel::page_header, .text = "head"});
    sink.block({.label = BlockLabel::section_header, .level = 2, .text = "=Title", .position = Position{.page_no = 3}});
    push_table(sink, {.position = Position{.page_no = 4}}, {text_row({"=a", "b\n"}), text_row({"1", "\"2\""})});
  };
  CHECK(written_rows(blocks) == Table{{"page", "label", "level", "text"},
                                      {"3", "section_header", "2", "'=Title"},
                                      {"4", "table", "0", "'=a\tb \n1\t\"2\""}});
  const auto fields = [&](ContentSink& sink) {
    sink.field({.name = "Total", .value = "-5", .type = "currency", .confidence = 99.5, .page = 2});
    sink.field({.name = "=x", .value = R"(["a","b"])", .type = "list"});
    blocks(sink);
  };
  CHECK(written_rows(fields) == Table{{"field", "value", "type", "confidence", "page"},
                                      {"Total", "-5", "currency", "99.5", "2"},
                                      {"'=x", R"(["a","b"])", "list", "", ""}});
  CHECK(written_rows(fields, {.view = View::blocks}).size() == 3);
  CHECK(written_rows(blocks, {.view = View::fields}) == Table{{"field", "value", "type", "confidence", "page"}});
}

TEST_CASE("the text of a table among blocks is safe when its first cells are empty, and raw when asked for") {
  const auto table_text = [](const std::vector<std::string>& cells, bool raw) {
    return written_rows([&](ContentSink& sink) { push_table(sink, {}, {text_row(cells)}); }, {.raw_cells = raw})
        .at(1)
        .at(3);
  };
  CHECK(table_text({"", "=1"}, false) == "'\t=1");
  CHECK(table_text({" ", "=1"}, false) == " '\t=1");
  CHECK(table_text({"a", "=1"}, false) == "a\t=1");
  CHECK(table_text({"=1"}, true) == "=1");
}

TEST_CASE("one table has its first header row as header and lines of one width") {
  const auto one = [](ContentSink& sink) {
    push_table(
        sink, {.header_rows = 2},
        {text_row({"Name", "", "Name"}), text_row({"unit", "", ""}), text_row({"a"}), text_row({"b", "c", "d", "=e"})});
  };
  const Table expected = {
      {"Name", "column_2", "Name_2", "column_4"}, {"unit", "", "", ""}, {"a", "", "", ""}, {"b", "c", "d", "'=e"}};
  CHECK(written_rows(one, {.view = View::tables}) == expected);
  CHECK(written_rows(one, {.table = 1}) == expected);
}

TEST_CASE("a table without a header gets one, and spanning cells are repeated") {
  const auto content = [](ContentSink& sink) {
    push_table(sink, {}, {{{.text = "wide", .column_span = 2}}, text_row({"a", "b"})});
  };
  CHECK(written_rows(content, {.table = 1}) == Table{{"column_1", "column_2"}, {"wide", "wide"}, {"a", "b"}});
}

TEST_CASE("several tables are told apart by their number") {
  const auto content = [](ContentSink& sink) {
    push_table(sink, {.header_rows = 1}, {text_row({"h"}), text_row({"1"})});
    sink.block({.text = "between"});
    push_table(sink, {}, {text_row({"x", "y,z"})});
  };
  CHECK(written_rows(content, {.view = View::tables}) ==
        Table{{"table", "column_1", "column_2"}, {"1", "h", ""}, {"1", "1", ""}, {"2", "x", "y,z"}});
  CHECK(written_rows(content, {.table = 2}) == Table{{"column_1", "column_2"}, {"x", "y,z"}});
  CHECK(written_rows([](ContentSink&) {}, {.view = View::tables}) == Table{{"table"}});
}

TEST_CASE("tables larger than a buffer come out whole") {
  const std::string long_text(100'000, 'x');
  const auto content = [&](ContentSink& sink) {
    sink.begin_table({});
    for (int row = 0; row < 50; ++row) {
      sink.table_row(row % 2 == 0 ? text_row({long_text, std::to_string(row)}) : text_row({std::to_string(row)}));
    }
    sink.end_table();
  };
  const Table rows = written_rows(content, {.table = 1});
  REQUIRE(rows.size() == 51);
  CHECK(rows[1] == std::vector<std::string>{long_text, "0"});
  CHECK(rows[50] == std::vector<std::string>{"49", ""});
}

}  // namespace docexport::test
