#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "json_schema.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// The export as a reader sees it; fails the test if it is not valid by the schema.
json read_json(const WrittenExport& written) {
  json document = json::parse(written.text);
  CHECK(schema_problems(document) == "");
  return document;
}

json written_json(const Content& content, const RenderOptions& options = {}) {
  return read_json(write_export(ExportFormat::json, content, options));
}

const Metadata full_metadata{.title = "Annual report",
                             .author = "A. Writer",
                             .created = "2024-01-15T10:30:00Z",
                             .page_count = 2,
                             .outline = {{.level = 1, .title = "One", .page_no = 1}, {.level = 2, .title = "Two"}}};

void push_everything(ContentSink& sink) {
  sink.warning("one glyph has no character");
  sink.field({.name = "Total", .value = "12.50", .type = "number", .confidence = 98.5, .page = 1});
  sink.field({.name = "Items", .value = R"([ "a", "b" ])", .type = "list"});
  sink.field({.name = "Number", .value = "007"});
  sink.page({.page_no = 1, .width = 595.276, .height = 841.89});
  sink.block({.label = BlockLabel::section_header,
              .level = 1,
              .text = "Héllo wörld",
              .spans = {{.begin = 0, .end = 6, .bold = true}, {.begin = 7, .end = 13, .link = "https://a.b"}},
              .position = Position{.page_no = 1, .box = {.left = 10.004, .top = 20, .right = 30.5, .bottom = 40}},
              .font = Font{.name = "Times", .size = 14.5}});
  push_table(sink, {.caption = "Table 1", .header_rows = 1},
             {text_row({"Name", "Price"}),
              {{.text = "Tea"}, {.text = "3.20", .type = CellType::number}},
              {{.text = "all", .column_span = 2, .row_span = 2}},
              {}});
  sink.block({.label = BlockLabel::list_item, .level = 1, .text = "done", .marker = "-", .checked = true});
  sink.block({.label = BlockLabel::code, .text = "int x;", .language = "c"});
}

}  // namespace

TEST_CASE("a JSON export has all of the document, in the promised order, valid by the schema") {
  const WrittenExport written = write_export(request_for(ExportFormat::json), push_everything, full_metadata);
  const json document = read_json(written);
  std::vector<std::string> keys;
  const ordered_json in_order = ordered_json::parse(written.text);
  for (const auto& item : in_order.items()) {
    keys.push_back(item.key());
  }
  CHECK(keys == std::vector<std::string>{"schema", "job", "document", "fields", "blocks", "tables", "pages", "warnings",
                                         "stats"});
  CHECK(document["schema"] == "docexport/1");
  CHECK(document["job"] == json({{"format", "json"}, {"view", "auto"}}));
  CHECK(document["document"]["name"] == "report.pdf");
  CHECK(document["document"]["size"] == 1234);
  CHECK(document["document"]["metadata"] ==
        json::parse(R"({"title":"Annual report","author":"A. Writer","created":"2024-01-15T10:30:00Z","page_count":2,
                        "outline":[{"level":1,"title":"One","page_no":1},{"level":2,"title":"Two"}]})"));
  CHECK(document["fields"] == json::parse(R"([{"name":"Total","value":12.5,"type":"number","confidence":98.5,"page":1},
                        {"name":"Items","value":["a","b"],"type":"list"},
                        {"name":"Number","value":"007","type":"text"}])"));
  CHECK(document["pages"] == json::parse(R"([{"page_no":1,"size":{"width":595.28,"height":841.89}}])"));
  CHECK(document["warnings"] == json::parse(R"(["one glyph has no character"])"));
  CHECK(document["stats"] == json::parse(R"({"pages":1,"blocks":3,"tables":1,"rows":4,"words":12,"characters":47})"));
  CHECK(written.records_count == 1);
}

TEST_CASE("a JSON export has blocks with their spans counted in characters, and a place for each table") {
  const json blocks = written_json(push_everything)["blocks"];
  REQUIRE(blocks.size() == 4);
  CHECK(blocks[0] == json::parse(R"({"label":"section_header","level":1,"text":"Héllo wörld",
      "spans":[{"begin":0,"end":5,"bold":true},{"begin":6,"end":11,"link":"https://a.b"}],
      "font":{"name":"Times","size":14.5},
      "prov":[{"page_no":1,"bbox":{"l":10,"t":20,"r":30.5,"b":40,"coord_origin":"TOPLEFT"}}]})"));
  CHECK(blocks[1] == json::parse(R"({"label":"table","table":0})"));
  CHECK(blocks[2] == json::parse(R"({"label":"list_item","level":1,"text":"done","ordered":false,"marker":"-",
                                     "checked":true})"));
  CHECK(blocks[3] == json::parse(R"({"label":"code","level":0,"text":"int x;","language":"c"})"));
}

TEST_CASE("a JSON export repeats a spanning cell in every place it covers, and says where it spans") {
  const json tables = written_json(push_everything)["tables"];
  CHECK(tables == json::parse(R"([{"caption":"Table 1","rows":[["Name","Price"],["Tea",3.20],["all","all"],
      ["all","all"]],"num_rows":4,"num_cols":2,"header_rows":1,
      "spans":[{"row":2,"column":0,"row_span":2,"column_span":2}]}])"));
}

TEST_CASE("an empty document gives empty arrays, never null") {
  const WrittenExport written = write_export(ExportFormat::json, [](ContentSink&) {});
  const json document = read_json(written);
  for (const char* name : {"fields", "blocks", "tables", "pages", "warnings"}) {
    CHECK(document[name] == json::array());
  }
  CHECK(document["document"]["metadata"] == json::object());
  CHECK_FALSE(document.contains("records"));
  CHECK(written.text.ends_with("}\n"));
}

TEST_CASE("records keep the order of the columns, their types, and what they do not have is left out") {
  const WrittenExport written = write_export(ExportFormat::json, [](ContentSink& sink) {
    sink.block({.text = "before"});
    sink.begin_records({"b", "a \"x\"", "c"});
    sink.record({{.text = "1", .type = CellType::number}, {.text = "té\n"}, {.type = CellType::null}});
    sink.block({.text = "in between"});
    sink.record({{.type = CellType::absent},
                 {.text = "true", .type = CellType::boolean},
                 {.text = R"({"k": [1]})", .type = CellType::json}});
    sink.record({{.type = CellType::absent}, {.type = CellType::absent}, {.type = CellType::absent}});
    sink.end_records();
    push_table(sink, {}, {text_row({"t"})});
  });
  const json document = read_json(written);
  CHECK(document["columns"] == json::parse(R"(["b","a \"x\"","c"])"));
  CHECK(document["records"] == json::parse(R"([{"b":1,"a \"x\"":"té\n","c":null},{"a \"x\"":true,"c":{"k":[1]}},{}])"));
  CHECK(document["blocks"].size() == 3);
  CHECK(written.records_count == 3);
  CHECK(written.text.find("\n    {\"b\":1,\"a \\\"x\\\"\":\"té\\n\",\"c\":null},\n") != std::string::npos);
}

TEST_CASE("a tabular source without rows has its columns, no records, and counts none") {
  const WrittenExport written =
      write_export(ExportFormat::json, [](ContentSink& sink) { push_records(sink, {"a"}, {}); });
  CHECK(read_json(written)["records"] == json::array());
  CHECK(written.records_count == 0);
}

TEST_CASE("a view leaves out what it does not show") {
  const auto keys_of = [](View view) {
    const json document = written_json(push_everything, {.view = view});
    std::string keys;
    for (const char* name : {"fields", "blocks", "tables", "records"}) {
      keys += document.contains(name) ? std::string(name) + " " : "";
    }
    return keys;
  };
  CHECK(keys_of(View::automatic) == "fields blocks tables ");
  CHECK(keys_of(View::fields) == "fields ");
  CHECK(keys_of(View::tables) == "tables ");
  CHECK(keys_of(View::blocks) == "blocks ");
}

TEST_CASE("in the blocks view a table is a block whose text is its rows") {
  const json document = written_json(push_everything, {.view = View::blocks});
  CHECK(document["blocks"][1] ==
        json::parse(R"({"label":"table","level":0,"text":"Table 1\nName\tPrice\nTea\t3.20\nall\tall\nall\tall"})"));
}

TEST_CASE("one table can be asked for by its number") {
  const auto two_tables = [](ContentSink& sink) {
    push_table(sink, {}, {text_row({"first"})});
    push_table(sink, {}, {text_row({"second"})});
  };
  const json document = written_json(two_tables, {.table = 2});
  CHECK(document["job"] == json({{"format", "json"}, {"view", "tables"}, {"table", 2}}));
  REQUIRE(document["tables"].size() == 1);
  CHECK(document["tables"][0]["rows"] == json::parse(R"([["second"]])"));
}

TEST_CASE("a table that the document does not have is an error that says how many there are") {
  const auto message = [](std::size_t tables, std::uint64_t wanted) {
    try {
      write_export(ExportFormat::json,
                   [&](ContentSink& sink) {
                     for (std::size_t index = 0; index < tables; ++index) {
                       push_table(sink, {}, {});
                     }
                   },
                   {.view = View::tables, .table = wanted});
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(message(2, 5) == "report.pdf has 2 tables, not 5: choose --table 1 to 2");
  CHECK(message(1, 2) == "report.pdf has 1 table, not 2: choose --table 1");
  CHECK(message(0, 1).find("has no tables") != std::string::npos);
  CHECK_FALSE(message(2, 0).empty());
  CHECK(message(2, 2).empty());
}

TEST_CASE("the schema refuses what a JSON export never has") {
  const json good = written_json(push_everything);
  const auto is_refused = [&](const std::function<void(json&)>& change) {
    json document = good;
    change(document);
    return !schema_problems(document).empty();
  };
  CHECK(is_refused([](json& document) { document["extra"] = 1; }));
  CHECK(is_refused([](json& document) { document.erase("fields"); }));
  CHECK(is_refused([](json& document) { document["blocks"] = nullptr; }));
  CHECK(is_refused([](json& document) { document["records"] = json::array(); }));
  CHECK(is_refused([](json& document) { document["blocks"][0]["label"] = "heading"; }));
  CHECK(is_refused([](json& document) { document["blocks"][0]["prov"][0]["bbox"]["l"] = "10"; }));
  CHECK(is_refused([](json& document) { document["tables"][0].erase("num_cols"); }));
  CHECK(is_refused([](json& document) { document["document"]["metadata"]["publisher"] = "x"; }));
  CHECK(is_refused([](json& document) { document["document"]["metadata"]["title"] = ""; }));
  CHECK(is_refused([](json& document) { document["job"]["view"] = "tables"; }));
}

}  // namespace docexport::test
