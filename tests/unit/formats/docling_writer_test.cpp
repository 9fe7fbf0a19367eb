#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "json_schema.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

using nlohmann::json;

constexpr const char* presentation = "application/vnd.oasis.opendocument.presentation";
constexpr const char* spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Every item that a ref names is there, names itself so, and its parent names it as a child.
std::string broken_refs(const json& document) {
  std::set<std::string> named;
  std::string broken;
  const auto check_children = [&](const json& item) {
    for (const json& child : item.at("children")) {
      const std::string ref = child.at("$ref");
      const json* const target = document.contains(json::json_pointer(ref.substr(1)))
                                     ? &document.at(json::json_pointer(ref.substr(1)))
                                     : nullptr;
      if (target == nullptr || target->at("self_ref") != ref ||
          target->at("parent").at("$ref") != item.at("self_ref") || !named.insert(ref).second) {
        broken += ref + " ";
      }
    }
  };
  check_children(document.at("body"));
  std::size_t items = 0;
  for (const char* array : {"groups", "texts", "pictures", "tables", "key_value_items"}) {
    for (const json& item : document.at(array)) {
      check_children(item);
      ++items;
    }
  }
  return named.size() == items ? broken : broken + "an item has no parent";
}

json written(const Content& content, const RenderRequest& request, const std::string& media_type = "text/html") {
  const json document = json::parse(write_export(request, content, {}, media_type).text);
  CHECK(schema_problems(document, DOCEXPORT_DOCLING_SCHEMA_FILE) == "");
  CHECK(broken_refs(document) == "");
  return document;
}

RenderRequest docling_request(RenderOptions options = {}) {
  options.json_schema = JsonSchema::docling;
  return request_for(ExportFormat::json, options);
}

json written(const Content& content, const std::string& media_type = "text/html") {
  return written(content, docling_request(), media_type);
}

std::vector<std::string> refs_of(const json& item) {
  std::vector<std::string> refs;
  for (const json& child : item.at("children")) {
    refs.push_back(child.at("$ref"));
  }
  return refs;
}

using Refs = std::vector<std::string>;

}  // namespace

TEST_CASE("a DoclingDocument says what it was made from") {
  RenderRequest request = docling_request();
  request.document_sha256 = std::string(48, '0') + "ffffffffffffff01";
  const json document = written([](ContentSink& sink) { sink.page({.page_no = 3, .width = 595.276, .height = 842}); },
                                request, "application/pdf");
  CHECK(document["name"] == "report");
  CHECK(document["origin"] ==
        json({{"mimetype", "application/pdf"}, {"binary_hash", 0xffffffffffffff01ULL}, {"filename", "report.pdf"}}));
  CHECK(document["pages"] == json::parse(R"({"3":{"size":{"width":595.28,"height":842},"page_no":3}})"));
}

TEST_CASE("texts keep their labels, levels, places and order") {
  const json document = written([](ContentSink& sink) {
    sink.block({.label = BlockLabel::title, .text = "Title"});
    sink.block({.label = BlockLabel::page_header, .text = "Head"});
    sink.block({.label = BlockLabel::section_header,
                .level = 2,
                .text = "H\xC3\xA9",
                .position = Position{.page_no = 1, .box = {.left = 1, .top = 2, .right = 3, .bottom = 4}}});
    sink.block({.label = BlockLabel::horizontal_rule});
    sink.block({.label = BlockLabel::code, .text = "x = 1", .language = "py"});
    sink.block({.label = BlockLabel::code, .text = "?", .language = "klingon"});
    sink.block({.label = BlockLabel::quote, .text = "quoted"});
    sink.block({.label = BlockLabel::footnote, .text = "note"});
  });
  CHECK(refs_of(document["body"]) ==
        Refs{"#/texts/0", "#/texts/1", "#/texts/2", "#/texts/3", "#/texts/4", "#/texts/5", "#/texts/6"});
  const json& texts = document["texts"];
  CHECK(texts[0]["label"] == "title");
  CHECK(texts[1]["content_layer"] == "furniture");
  CHECK(texts[2]["level"] == 2);
  CHECK(texts[2]["prov"] == json::parse(R"([{"page_no":1,"bbox":{"l":1,"t":2,"r":3,"b":4,"coord_origin":"TOPLEFT"},
                                             "charspan":[0,2]}])"));
  CHECK(texts[3]["code_language"] == "Python");
  CHECK(texts[4]["code_language"] == "unknown");
  CHECK(texts[5]["label"] == "text");
  CHECK(texts[6]["label"] == "footnote");
}

TEST_CASE("list items are in groups, deeper ones in groups inside, and a page's furniture does not end a list") {
  const json document = written([](ContentSink& sink) {
    sink.block({.label = BlockLabel::list_item, .text = "a", .marker = "-"});
    sink.block({.label = BlockLabel::list_item, .level = 1, .text = "a1", .ordered = true, .marker = "1."});
    sink.block({.label = BlockLabel::page_footer, .text = "page 1"});
    sink.block({.label = BlockLabel::list_item, .text = "b", .marker = "-", .checked = true});
    sink.block({.label = BlockLabel::list_item, .text = "first", .ordered = true, .marker = "1."});
    sink.block({.text = "after"});
  });
  CHECK(refs_of(document["body"]) == Refs{"#/groups/0", "#/texts/2", "#/groups/2", "#/texts/5"});
  CHECK(refs_of(document["groups"][0]) == Refs{"#/texts/0", "#/groups/1", "#/texts/3"});
  CHECK(refs_of(document["groups"][1]) == Refs{"#/texts/1"});
  CHECK(document["texts"][1]["enumerated"] == true);
  CHECK(document["texts"][1]["marker"] == "1.");
  CHECK(document["texts"][3]["marker"] == "- [x]");
}

TEST_CASE("one style is the text's, several make an inline group") {
  const json document = written([](ContentSink& sink) {
    sink.block({.text = "bold", .spans = {{.begin = 0, .end = 4, .bold = true, .link = "https://a.b"}}});
    sink.block({.text = "see this now", .spans = {{.begin = 4, .end = 8, .italic = true}}});
    sink.block({.label = BlockLabel::list_item, .text = "do it", .spans = {{.begin = 3, .end = 5, .code = true}}});
    sink.block(
        {.label = BlockLabel::section_header, .text = "a head", .spans = {{.begin = 2, .end = 6, .link = "#x"}}});
  });
  const json& texts = document["texts"];
  CHECK(texts[0]["formatting"]["bold"] == true);
  CHECK(texts[0]["hyperlink"] == "https://a.b");
  CHECK(document["groups"][0]["label"] == "inline");
  CHECK(refs_of(document["groups"][0]) == Refs{"#/texts/1", "#/texts/2", "#/texts/3"});
  CHECK(texts[2]["text"] == "this");
  CHECK(texts[2]["formatting"]["italic"] == true);
  CHECK(texts[4]["label"] == "list_item");
  CHECK(refs_of(texts[4]) == Refs{"#/groups/2"});
  CHECK(texts[6]["label"] == "code");
  CHECK(texts[7]["text"] == "a head");
  CHECK(texts[7]["hyperlink"] == "#x");
}

TEST_CASE("a table has each cell once, with its spans, none below the last row") {
  const json document = written([](ContentSink& sink) {
    push_table(sink, {.caption = "Prices", .header_rows = 1},
               {{{.text = "wide", .column_span = 2}, {.text = "c"}},
                {{.text = "tall", .row_span = 9}, {.text = "x"}, {.text = "y"}},
                {{.text = "z"}}});
  });
  const json& table = document["tables"][0];
  CHECK(table["captions"] == json::parse(R"([{"$ref":"#/texts/0"}])"));
  CHECK(document["texts"][0]["label"] == "caption");
  CHECK(table["data"]["num_rows"] == 3);
  CHECK(table["data"]["num_cols"] == 3);
  const json& cells = table["data"]["table_cells"];
  CHECK(cells.size() == 6);
  CHECK(cells[0] == json::parse(R"({"row_span":1,"col_span":2,"start_row_offset_idx":0,"end_row_offset_idx":1,
    "start_col_offset_idx":0,"end_col_offset_idx":2,"text":"wide","column_header":true})"));
  CHECK(cells[5] == json::parse(R"({"row_span":2,"col_span":1,"start_row_offset_idx":1,"end_row_offset_idx":3,
    "start_col_offset_idx":0,"end_col_offset_idx":1,"text":"tall"})"));
  CHECK(cells[4]["start_col_offset_idx"] == 1);
}

TEST_CASE("the records of a tabular source are one table with a header") {
  const WrittenExport export_of_rows = write_export(docling_request(), [](ContentSink& sink) {
    push_records(sink, {"a", "b"}, {text_row({"1", "2"}), text_row({"3", "4"})});
  });
  const json document = json::parse(export_of_rows.text);
  CHECK(schema_problems(document, DOCEXPORT_DOCLING_SCHEMA_FILE) == "");
  CHECK(document["tables"][0]["data"]["num_rows"] == 3);
  CHECK(document["tables"][0]["data"]["table_cells"][1]["column_header"] == true);
  CHECK(export_of_rows.records_count == 2);
}

TEST_CASE("fields are keys and values of one region") {
  const json document = written([](ContentSink& sink) {
    sink.field({.name = "Total", .value = "12.50", .page = 1, .box = BoundingBox{.left = 1}});
    sink.field({.name = "Date", .value = "today", .origin = FieldOrigin::found});
  });
  const json& graph = document["key_value_items"][0]["graph"];
  CHECK(graph["cells"].size() == 4);
  CHECK(graph["cells"][1]["text"] == "12.50");
  CHECK(graph["cells"][1]["prov"]["charspan"] == json::parse("[0,5]"));
  CHECK(graph["links"][1] == json({{"label", "to_value"}, {"source_cell_id", 2}, {"target_cell_id", 3}}));
}

TEST_CASE("sheets and slides are groups") {
  const json sheets = written(
      [](ContentSink& sink) {
        sink.block({.label = BlockLabel::section_header, .level = 1, .text = "First"});
        push_table(sink, {.sheet = "First", .header_rows = 1}, {text_row({"a"})});
        sink.block({.label = BlockLabel::section_header, .level = 1, .text = "Second"});
      },
      spreadsheet);
  CHECK(sheets["groups"][0]["label"] == "sheet");
  CHECK(sheets["groups"][1]["name"] == "Second");
  CHECK(refs_of(sheets["groups"][0]) == Refs{"#/texts/0", "#/tables/0"});
  const json slides = written(
      [](ContentSink& sink) {
        sink.page({.page_no = 1});
        sink.block({.label = BlockLabel::list_item, .text = "point"});
        sink.page({.page_no = 2});
        sink.block({.label = BlockLabel::picture, .text = "a chart"});
      },
      presentation);
  CHECK(slides["groups"][0]["label"] == "slide");
  CHECK(refs_of(slides["groups"][0]) == Refs{"#/groups/1"});
  CHECK(slides["groups"][2]["name"] == "slide-2");
  CHECK(slides["pictures"][0]["captions"] == json::parse(R"([{"$ref":"#/texts/1"}])"));
}

TEST_CASE("the same content gives the same document, whatever it holds") {
  const std::string naughty = "]},\"x\":\xFF\xED\xA0\x80\"\\ \x01";
  const auto content = [&](ContentSink& sink) {
    sink.field({.name = naughty, .value = naughty});
    for (int label = 0; label <= static_cast<int>(BlockLabel::picture); ++label) {
      sink.block({.label = static_cast<BlockLabel>(label), .level = label - 3, .text = naughty});
    }
    push_table(sink, {.caption = naughty}, {text_row({naughty}), {}});
  };
  for (const View view : {View::automatic, View::fields, View::tables, View::blocks}) {
    const RenderRequest request = docling_request({.view = view});
    written(content, request);
    CHECK(write_export(request, content).text == write_export(request, content).text);
  }
}

}  // namespace docexport::test
