#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "written_export.hpp"

namespace docexport::test {

namespace {

using nlohmann::json;

/// Each line as JSON; fails the test when their number is not the count.
std::vector<json> read_lines(const WrittenExport& written) {
  std::vector<json> lines;
  std::istringstream stream(written.text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(json::parse(line));
  }
  CHECK(written.records_count == lines.size());
  CHECK((written.text.empty() || written.text.ends_with('\n')));
  return lines;
}

std::vector<json> written_lines(const Content& content, const RenderOptions& options = {}) {
  return read_lines(write_export(ExportFormat::jsonl, content, options));
}

void push_text(ContentSink& sink) {
  sink.block({.label = BlockLabel::page_header, .text = "running head"});
  sink.block({.label = BlockLabel::title, .text = "Title"});
  push_table(sink, {.caption = "Cap", .header_rows = 1},
             {text_row({"Name", "", "Name"}), text_row({"a", "b\tb", "c", "d"})});
  sink.block({.label = BlockLabel::horizontal_rule});
  sink.block({.label = BlockLabel::paragraph, .text = "Text\nmore"});
  sink.block({.label = BlockLabel::page_footer, .text = "7"});
  push_table(sink, {}, {text_row({"x"}), text_row({"y"})});
}

}  // namespace

TEST_CASE("jsonl has a line for each record of a tabular source, whatever else there is") {
  const auto content = [](ContentSink& sink) {
    sink.field({.name = "f", .value = "v"});
    sink.block({.text = "before"});
    push_records(sink, {"a", "b"},
                 {{{.text = "1", .type = CellType::number}, {.text = "line\nend"}},
                  {{.type = CellType::absent}, {.text = "[1,\n2]", .type = CellType::json}}});
    sink.block({.text = "after"});
    push_table(sink, {}, {text_row({"x"})});
  };
  CHECK(written_lines(content) ==
        std::vector<json>{json::parse(R"({"a":1,"b":"line\nend"})"), json::parse(R"({"b":[1,2]})")});
}

TEST_CASE("jsonl has the fields of a document that is not tabular, and its blocks if it has no fields") {
  const auto with_fields = [](ContentSink& sink) {
    sink.field({.name = "Date", .value = "2024-01-15", .type = "date", .confidence = 90});
    push_text(sink);
  };
  CHECK(written_lines(with_fields) ==
        std::vector<json>{json::parse(R"({"name":"Date","value":"2024-01-15","type":"date","confidence":90})")});
  CHECK(written_lines(push_text) ==
        std::vector<json>{
            json::parse(R"({"label":"title","level":0,"text":"Title"})"),
            json::parse(R"({"label":"table","level":0,"text":"Cap\nName\t\tName\na\tb b\tc\td","table":1})"),
            json::parse(R"({"label":"paragraph","level":0,"text":"Text\nmore"})"),
            json::parse(R"({"label":"table","level":0,"text":"x\ny","table":2})")});
  CHECK(written_lines(with_fields, {.view = View::blocks}).size() == 4);
  CHECK(written_lines(push_text, {.view = View::fields}).empty());
}

TEST_CASE("jsonl has rows of tables with the header's names as keys, made unique and never empty") {
  CHECK(written_lines(push_text, {.view = View::tables}) ==
        std::vector<json>{
            json::parse(R"({"table":1,"row":1,"cells":{"Name":"a","column_2":"b\tb","Name_2":"c","column_4":"d"}})"),
            json::parse(R"({"table":2,"row":1,"cells":{"column_1":"x"}})"),
            json::parse(R"({"table":2,"row":2,"cells":{"column_1":"y"}})")});
}

TEST_CASE("jsonl has plain rows when one table is asked for") {
  CHECK(written_lines(push_text, {.table = 2}) ==
        std::vector<json>{json::parse(R"({"column_1":"x"})"), json::parse(R"({"column_1":"y"})")});
}

TEST_CASE("the records of a tabular source are a table too") {
  const auto content = [](ContentSink& sink) { push_records(sink, {"a", "b"}, {text_row({"1", "2"})}); };
  CHECK(written_lines(content, {.table = 1}) == std::vector<json>{json::parse(R"({"a":"1","b":"2"})")});
  CHECK(written_lines(content, {.view = View::tables}) ==
        std::vector<json>{json::parse(R"({"table":1,"row":1,"cells":{"a":"1","b":"2"}})")});
  CHECK(written_lines(content, {.view = View::blocks}).empty());
}

TEST_CASE("an empty document gives an empty file") {
  const WrittenExport written = write_export(ExportFormat::jsonl, [](ContentSink&) {});
  CHECK(written.text.empty());
  CHECK(written.records_count == 0);
}

}  // namespace docexport::test
