#include <doctest/doctest.h>

#include "written_export.hpp"

namespace docexport::test {

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string xml_of(const Content& content, const RenderOptions& options = {}) {
  return write_export(ExportFormat::xml, content, options).text;
}

}  // namespace

TEST_CASE("xml says of the document what json says") {
  RenderRequest request = request_for(ExportFormat::xml);
  const Metadata metadata{.title = "A & B",
                          .page_count = 2,
                          .outline = {{.level = 2, .title = "One", .page_no = 1}},
                          .custom = {{.name = "To", .value = "<a@b.c>"}}};
  const std::string text =
      write_export(
          request,
          [](ContentSink& sink) {
            sink.field({.name = "n", .value = "1", .type = "number", .confidence = 99.5, .page = 2});
            sink.field({.name = "f",
                        .value = "x",
                        .origin = FieldOrigin::found,
                        .box = BoundingBox{.left = 1.25, .right = 3}});
            sink.page({.page_no = 1, .width = 595.276, .height = 842});
            sink.warning("not read");
          },
          metadata)
          .text;
  CHECK(contains(text, "<docexport xmlns=\"urn:docexport:1\">\n  <job format=\"xml\" view=\"auto\"/>\n"));
  CHECK(contains(text, "<document name=\"report.pdf\" media_type=\"application/pdf\" size=\"1234\" sha256=\"aaaa"));
  CHECK(contains(text,
                 "<metadata><title>A &amp; B</title><page_count>2</page_count>"
                 "<outline><entry level=\"2\" page_no=\"1\">One</entry></outline>"
                 "<custom><property name=\"To\">&lt;a@b.c&gt;</property></custom></metadata>"));
  CHECK(contains(text, "<field name=\"n\" type=\"number\" confidence=\"99.5\" page=\"2\">1</field>"));
  CHECK(
      contains(text, "<field name=\"f\" type=\"text\" origin=\"found\" l=\"1.25\" t=\"0\" r=\"3\" b=\"0\">x</field>"));
  CHECK(contains(text, "<page page_no=\"1\" width=\"595.28\" height=\"842\"/>"));
  CHECK(contains(text, "<warning>not read</warning>"));
  CHECK(contains(text, "<stats pages=\"1\" blocks=\"0\" tables=\"0\" rows=\"0\" words=\"0\" characters=\"0\"/>"));
}

TEST_CASE("xml has blocks and tables in the document's order, with styles and spans") {
  const std::string text = xml_of([](ContentSink& sink) {
    sink.block({.label = BlockLabel::section_header, .level = 2, .text = "Head"});
    push_table(sink, {.caption = "cap", .header_rows = 1},
               {{{.text = "a", .column_span = 2}},
                {{.text = "1", .type = CellType::number, .row_span = 2}, {.text = "x"}},
                {{.text = "2024-01-15", .type = CellType::date}}});
    Block block{.label = BlockLabel::list_item, .text = "see here", .ordered = true, .marker = "3.", .checked = false};
    block.spans = {{.begin = 4, .end = 8, .bold = true, .link = "http://x.org/?a&b"}};
    block.position = Position{.page_no = 2};
    sink.block(block);
  });
  CHECK(contains(text,
                 "<content>\n"
                 "    <block label=\"section_header\" level=\"2\"><text>Head</text></block>\n"
                 "    <table number=\"1\" caption=\"cap\">\n"
                 "      <row header=\"true\"><cell column_span=\"2\">a</cell></row>\n"
                 "      <row><cell type=\"number\" row_span=\"2\">1</cell><cell>x</cell></row>\n"
                 "      <row><cell type=\"date\">2024-01-15</cell></row>\n"
                 "    </table>\n"
                 "    <block label=\"list_item\" level=\"0\" ordered=\"true\" marker=\"3.\" checked=\"false\">"
                 "<text>see <run bold=\"true\" link=\"http://x.org/?a&amp;b\">here</run></text>"
                 "<prov page_no=\"2\" l=\"0\" t=\"0\" r=\"0\" b=\"0\"/></block>\n"
                 "  </content>"));
}

TEST_CASE("a record in xml names its values and leaves out what it does not have") {
  const WrittenExport written = write_export(ExportFormat::xml, [](ContentSink& sink) {
    push_records(sink, {"a", "b\"<"},
                 {{{.text = "x"}, {.text = "1.5", .type = CellType::number}},
                  {{.type = CellType::absent}, {.type = CellType::null}}});
  });
  CHECK(written.records_count == 2);
  CHECK(contains(written.text,
                 "<columns><column>a</column><column>b\"&lt;</column></columns>\n"
                 "      <record><value name=\"a\">x</value>"
                 "<value name=\"b&quot;&lt;\" type=\"number\">1.5</value></record>\n"
                 "      <record><value name=\"b&quot;&lt;\" type=\"null\"></value></record>\n"));
}

TEST_CASE("what XML cannot hold becomes a replacement character, what could deceive a reference") {
  const std::string text = xml_of([](ContentSink& sink) {
    sink.block({.text = "a\x1b"
                        "b\r\n\tc\xEF\xBF\xBE\xE2\x80\xAE\xC2\x85\xFF]]>"});
  });
  CHECK(contains(text,
                 "<text>a\xEF\xBF\xBD"
                 "b&#xD;\n\tc\xEF\xBF\xBD&#x202E;&#x85;\xEF\xBF\xBD]]&gt;</text>"));
}

TEST_CASE("the views of xml show what they are called") {
  const auto content = [](ContentSink& sink) {
    sink.field({.name = "f", .value = "v"});
    sink.block({.text = "body"});
    push_table(sink, {}, {text_row({"cell"})});
    push_table(sink, {}, {text_row({"second"})});
  };
  const std::string fields = xml_of(content, {.view = View::fields});
  CHECK(contains(fields, "<content>\n  </content>"));
  CHECK(contains(fields, ">v</field>"));
  const std::string one = xml_of(content, {.table = 2});
  CHECK(contains(one, "<job format=\"xml\" view=\"tables\" table=\"2\"/>"));
  CHECK(contains(one, "<table number=\"2\">"));
  CHECK_FALSE(contains(one, "cell</cell>"));
  CHECK_FALSE(contains(one, "body"));
  CHECK(contains(xml_of(content, {.view = View::blocks}), "body"));
}

}  // namespace docexport::test
