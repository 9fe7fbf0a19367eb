#include <doctest/doctest.h>

#include "written_export.hpp"
#include "zip_reading.hpp"

namespace docexport::test {

namespace {

std::string sheet(const WrittenExport& written, int number) {
  return zip_member(written.text, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
}

std::string workbook(const WrittenExport& written) {
  return zip_member(written.text, "xl/workbook.xml");
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The only cell of a sheet, without the tags around it.
std::string cell_of(const Cell& cell) {
  const std::string text =
      sheet(write_export(ExportFormat::xlsx, [&](ContentSink& sink) { push_table(sink, {}, {{cell}}); }), 1);
  const std::string begin = "<row r=\"1\">";
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.find("</row>") - from);
}

std::string number_of(const std::string& literal) {
  return cell_of({.text = literal, .type = CellType::number});
}

std::string date_of(const std::string& text) {
  return cell_of({.text = text, .type = CellType::date});
}

std::string inline_text(const std::string& text) {
  return "<c r=\"A1\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace

TEST_CASE("a number is a number if a spreadsheet shows all its digits, else it is text") {
  CHECK(number_of("12.50") == "<c r=\"A1\"><v>12.50</v></c>");
  CHECK(number_of("-1e3") == "<c r=\"A1\"><v>-1e3</v></c>");
  CHECK(number_of("0.30000000000000004") == "<c r=\"A1\"><v>0.30000000000000004</v></c>");
  CHECK(number_of("123456789012") == "<c r=\"A1\" s=\"5\"><v>123456789012</v></c>");
  CHECK(number_of("1000000000000000000000") == "<c r=\"A1\" s=\"5\"><v>1000000000000000000000</v></c>");
  for (const char* literal : {"007", "12345678901234567", "1e999", "0.1000000000000000055", "1,5", "+1", ".5"}) {
    CAPTURE(literal);
    CHECK(contains(number_of(literal), "t=\"inlineStr\""));
    CHECK(contains(number_of(literal), literal));
  }
}

TEST_CASE("dates and times are days with a format, but not where a spreadsheet's calendar is wrong") {
  CHECK(date_of("2024-01-15") == "<c r=\"A1\" s=\"6\"><v>45306</v></c>");
  CHECK(date_of("1900-03-01") == "<c r=\"A1\" s=\"6\"><v>61</v></c>");
  CHECK(date_of("2024-01-15T18:00:00") == "<c r=\"A1\" s=\"7\"><v>45306.75</v></c>");
  CHECK(date_of("06:00:00") == "<c r=\"A1\" s=\"8\"><v>0.25</v></c>");
  CHECK(date_of("12:00:00.5") == "<c r=\"A1\" s=\"8\"><v>0.500005787037037</v></c>");
  for (const char* text : {"1900-02-28", "2023-02-29", "2024-1-5", "24:00:00", "10:30", "2024-01-15 10:00:00",
                           "2024-01-15T", "12:00:00.", "12:00:00x"}) {
    CHECK(date_of(text) == inline_text(text));
  }
}

TEST_CASE("nothing is a formula, and what looks like one stays text when it is edited") {
  CHECK(cell_of({.text = "=1+1"}) == "<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t>=1+1</t></is></c>");
  CHECK(cell_of({.text = "-5"}) == inline_text("-5"));
  CHECK(cell_of({.text = "https://example.org"}) == inline_text("https://example.org"));
  CHECK(cell_of({.text = "{\"a\":1}", .type = CellType::json}) == inline_text("{\"a\":1}"));
  CHECK(cell_of({.text = "true", .type = CellType::boolean}) == "<c r=\"A1\" t=\"b\"><v>1</v></c>");
  CHECK(cell_of({.text = "maybe", .type = CellType::boolean}) == inline_text("maybe"));
  CHECK(cell_of({.type = CellType::null}).empty());
}

TEST_CASE("control characters and what looks like their escapes come through") {
  CHECK(cell_of({.text = "a\x1b"
                         "b\x01"}) == inline_text("a_x001B_b_x0001_"));
  CHECK(cell_of({.text = "a\rb"}) == inline_text("a_x000D_b"));
  CHECK(cell_of({.text = "_x0041_ _x00zz_ a_b"}) == inline_text("_x005F_x0041_ _x00zz_ a_b"));
  CHECK(cell_of({.text = "_x0041\x01"}) == inline_text("_x005F_x0041_x0001_"));
  CHECK(cell_of({.text = "\xEF\xBF\xBF\xFF<&>"}) == inline_text("_xFFFF_\xEF\xBF\xBD&lt;&amp;&gt;"));
  CHECK(contains(cell_of({.text = " a\nb"}), "s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a\nb</t>"));
}

TEST_CASE("a text that no cell can hold is cut between characters, and told") {
  const std::string face = "\xF0\x9F\x98\x80";
  const auto content = [&](ContentSink& sink) {
    push_table(sink, {}, {text_row({"", std::string(32766, 'x') + face}), text_row({std::string(32767, 'y')})});
  };
  const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
  const FileDescriptor scratch(::memfd_create("scratch", MFD_CLOEXEC));
  const auto writer =
      make_writer(request_for(ExportFormat::xlsx), "", {.output = output.get(), .scratch = scratch.get()});
  writer->begin({});
  content(*writer);
  writer->finish();
  REQUIRE(writer->warnings().size() == 1);
  CHECK(contains(writer->warnings().front(), "1 texts are longer"));
  CHECK(contains(writer->warnings().front(), "cell B1 of its sheet"));
  const WrittenExport written = write_export(ExportFormat::xlsx, content);
  CHECK(contains(sheet(written, 1), std::string(32766, 'x') + "</t>"));
  CHECK(contains(sheet(written, 1), std::string(32767, 'y') + "</t>"));
  CHECK(contains(sheet(written, 3), writer->warnings().front()));
}

TEST_CASE("each table has a sheet with a name that is allowed and its own") {
  const WrittenExport written = write_export(ExportFormat::xlsx, [](ContentSink& sink) {
    push_table(sink, {.caption = "not used", .sheet = "Q1/Q2: [a]'"}, {text_row({"x"})});
    push_table(sink, {.caption = "sales"}, {text_row({"x"})});
    push_table(sink, {.sheet = "SALES"}, {text_row({"x"})});
    push_table(sink, {.sheet = std::string(40, 'a')}, {text_row({"x"})});
    push_table(sink, {.sheet = std::string(31, 'A')}, {text_row({"x"})});
    push_table(sink, {.caption = "\xC3\x84pfel"}, {text_row({"x"})});
    push_table(sink, {.caption = "\xC3\xA4pfel"}, {text_row({"x"})});
    push_table(sink, {.sheet = "History"}, {text_row({"x"})});
    push_table(sink, {.sheet = "Document"}, {text_row({"x"})});
  });
  const std::string names = workbook(written);
  for (const char* name : {"\"Q1 Q2   a\"", "\"sales\"", "\"SALES (2)\"", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                           "\"AAAAAAAAAAAAAAAAAAAAAAAAAAA (2)\"", "\"\xC3\x84pfel\"", "\"\xC3\xA4pfel (2)\"",
                           "\"Table 8\"", "\"Document\"", "\"Document (2)\""}) {
    CAPTURE(name);
    CHECK(contains(names, std::string("name=") + name));
  }
}

TEST_CASE("a header is bold, stays in sight and can be filtered by") {
  const WrittenExport written = write_export(ExportFormat::xlsx, [](ContentSink& sink) {
    push_table(sink, {.sheet = "it's", .header_rows = 1}, {text_row({"name", "n"}), text_row({"a", "1"})});
  });
  CHECK(contains(sheet(written, 1),
                 "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
  CHECK(contains(sheet(written, 1), "<c r=\"A1\" s=\"1\" t=\"inlineStr\">"));
  CHECK(contains(sheet(written, 1), "<autoFilter ref=\"A1:B2\"/>"));
  CHECK(contains(workbook(written), "localSheetId=\"0\" hidden=\"1\">'it''s'!$A$1:$B$2</definedName>"));
}

TEST_CASE("spans are merged cells that neither overlap nor leave the table") {
  const WrittenExport written = write_export(ExportFormat::xlsx, [](ContentSink& sink) {
    push_table(sink, {},
               {{{.text = "wide", .column_span = 2}, {.text = "tall", .row_span = 9}},
                {{.text = "over", .column_span = 5}},
                text_row({"a", "b", "c"})});
  });
  const std::string text = sheet(written, 1);
  CHECK(contains(text, "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:C3\"/></mergeCells>"));
  CHECK(contains(text, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>wide</t></is></c><c r=\"C1\""));
  CHECK(text.find("tall") == text.rfind("tall"));
}

TEST_CASE("records are the first sheet, and a workbook counts the rows of what it shows") {
  const auto content = [](ContentSink& sink) {
    push_table(sink, {.header_rows = 1}, {text_row({"h"}), text_row({"1"})});
    push_records(sink, {"a"}, {text_row({"x"}), text_row({"y"}), text_row({"z"})});
  };
  const WrittenExport written = write_export(ExportFormat::xlsx, content);
  CHECK(written.records_count == 3);
  CHECK(contains(workbook(written), "<sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Table 1\""));
  const auto report = [](ContentSink& sink) {
    sink.field({.name = "total", .value = "12", .type = "number"});
    sink.block({.text = "body"});
    push_table(sink, {.header_rows = 1}, {text_row({"h"}), text_row({"1"}), text_row({"2"})});
  };
  CHECK(write_export(ExportFormat::xlsx, report).records_count == 5);
  CHECK(write_export(ExportFormat::xlsx, report, {.view = View::tables}).records_count == 2);
  CHECK(write_export(ExportFormat::xlsx, report, {.view = View::fields}).records_count == 1);
  CHECK(write_export(ExportFormat::xlsx, report, {.view = View::blocks}).records_count == 2);
  CHECK(contains(sheet(write_export(ExportFormat::xlsx, report, {.view = View::fields}), 1),
                 "<c r=\"B2\"><v>12</v></c>"));
  CHECK(contains(sheet(write_export(ExportFormat::xlsx, report, {.view = View::blocks}), 1),
                 "<t xml:space=\"preserve\">h\n1\n2</t>"));
}

TEST_CASE("more rows than a sheet can have go on in a further sheet under the same header") {
  const WrittenExport written = write_export(ExportFormat::xlsx, [](ContentSink& sink) {
    sink.begin_records({"n"});
    const Row row = text_row({"1"});
    for (int count = 0; count < 1'048'577; ++count) {
      sink.record(row);
    }
    sink.end_records();
  });
  CHECK(written.records_count == 1'048'577);
  CHECK(contains(workbook(written), "<sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Data (2)\""));
  CHECK(contains(sheet(written, 1), "<row r=\"1048576\">"));
  CHECK_FALSE(contains(sheet(written, 1), "<row r=\"1048577\">"));
  CHECK(contains(sheet(written, 2), "<row r=\"1\"><c r=\"A1\" s=\"1\""));
  CHECK(contains(sheet(written, 2), "<row r=\"3\">"));
  CHECK_FALSE(contains(sheet(written, 2), "<row r=\"4\">"));
}

TEST_CASE("cells further right than a sheet goes are left out, and told") {
  const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
  const FileDescriptor scratch(::memfd_create("scratch", MFD_CLOEXEC));
  const auto writer =
      make_writer(request_for(ExportFormat::xlsx), "", {.output = output.get(), .scratch = scratch.get()});
  writer->begin({});
  push_table(*writer, {}, {text_row(std::vector<std::string>(16386, "x"))});
  writer->finish();
  REQUIRE(writer->warnings().size() == 1);
  CHECK(contains(writer->warnings().front(), "2 cells are left out"));
}

}  // namespace docexport::test
