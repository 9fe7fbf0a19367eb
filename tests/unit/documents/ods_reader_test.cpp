#include "documents/ods_reader.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"
#include "unit/documents/odf_builder.hpp"

namespace docexport {
namespace {

using test::RecordingSink;
using test::ZipBuilder;

RecordingSink read_zip(const ZipBuilder& zip, const ReadRequest& request = {}) {
  const test::DocumentFile file("sales.ods", zip.bytes());
  RecordingSink sink;
  read_ods(file.source(), request, sink);
  return sink;
}

RecordingSink read(std::string_view body, const ReadRequest& request = {}, std::string_view styles = "") {
  return read_zip(ZipBuilder().add("content.xml", test::odf_content("spreadsheet", body, styles)), request);
}

std::string sheet(std::string_view name, std::string_view rows) {
  return fmt::format("<table:table table:name=\"{}\" table:style-name=\"ta1\">{}</table:table>", name, rows);
}

std::string row(std::string_view cells, std::string_view attributes = "") {
  return fmt::format("<table:table-row {}>{}</table:table-row>", attributes, cells);
}

std::string text_cell(std::string_view text, std::string_view attributes = "") {
  return fmt::format("<table:table-cell office:value-type=\"string\" {}><text:p>{}</text:p></table:table-cell>",
                     attributes, text);
}

std::string value_cell(std::string_view type, std::string_view value) {
  return fmt::format("<table:table-cell office:value-type=\"{}\" office:{}><text:p>shown</text:p></table:table-cell>",
                     type, value);
}

std::vector<std::string> rows_of(const RecordingSink& sink) {
  std::vector<std::string> rows;
  for (const test::RecordedTable& table : sink.tables) {
    for (const Row& row : table.rows) {
      rows.push_back(RecordingSink::join(row));
    }
    rows.emplace_back();
  }
  return rows;
}

TEST_CASE("cells of an ODS sheet have the values that they are typed with") {
  const RecordingSink sink = read(sheet(
      "Sheet1", row(text_cell("a") + value_cell("float", "value='0.10000000000000001'") +
                    value_cell("percentage", "value='0.25'") + value_cell("currency", "value='9.5'") +
                    value_cell("date", "date-value='2024-01-15'") + value_cell("time", "time-value='PT10H30M00S'") +
                    value_cell("boolean", "boolean-value='true'"))));
  CHECK(rows_of(sink) == std::vector<std::string>{"a|0.1|0.25|9.5|2024-01-15|10:30:00|true", ""});
  const Row& cells = sink.tables.at(0).rows.at(0);
  CHECK(cells.at(1).type == CellType::number);
  CHECK(cells.at(4).type == CellType::date);
  CHECK(cells.at(6).type == CellType::boolean);
  CHECK(sink.calls == "bBTt");
  CHECK(sink.blocks.at(0).text == "Sheet1");
  CHECK(sink.tables.at(0).start.sheet == "Sheet1");
}

TEST_CASE("repeated cells and rows are there as often as they say, and empty ones are trimmed") {
  const std::string empty = "<table:table-cell table:number-columns-repeated='16380'/>";
  const RecordingSink sink =
      read(sheet("S", row(empty, "table:number-rows-repeated='3'") +
                          row("<table:table-cell/>" + text_cell("a", "table:number-columns-repeated='2'") + empty,
                              "table:number-rows-repeated='2'") +
                          row(empty, "table:number-rows-repeated='1048000'")));
  CHECK(rows_of(sink) == std::vector<std::string>{"a|a", "a|a", ""});
}

TEST_CASE("covered cells belong to the cell that spans them") {
  const RecordingSink sink =
      read(sheet("S", row(text_cell("a", "table:number-columns-spanned='2' table:number-rows-spanned='2'") +
                          "<table:covered-table-cell/>" + text_cell("b")) +
                          row("<table:covered-table-cell table:number-columns-repeated='2'><text:p>hidden</text:p>"
                              "</table:covered-table-cell>" +
                              text_cell("c"))));
  CHECK(rows_of(sink) == std::vector<std::string>{"a|b", "c", ""});
  CHECK(sink.tables.at(0).rows.at(0).at(0).column_span == 2);
  CHECK(sink.tables.at(0).rows.at(0).at(0).row_span == 2);
}

TEST_CASE("a cell's text has a line for each paragraph, and white space as the format has it") {
  const RecordingSink sink = read(sheet(
      "S",
      row("<table:table-cell><text:p>one  <text:span>two</text:span><text:s text:c='2'/>x<text:line-break/>y\n</text:p>"
          "<text:p>three<text:tab/>4</text:p></table:table-cell>")));
  CHECK(rows_of(sink) == std::vector<std::string>{"one two  x\ny \nthree\t4", ""});
}

TEST_CASE("comments, text boxes and pictures come after the tables") {
  const RecordingSink sink = read(sheet(
      "S",
      "<table:shapes><draw:frame><draw:image xlink:href='a.png'><text:p/></draw:image><svg:title>A duck</svg:title>"
      "</draw:frame><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></table:shapes>" +
          row("<table:table-cell/><table:table-cell><office:annotation><dc:creator>Jane</dc:creator><dc:date>2024"
              "</dc:date><text:p>Sure?</text:p></office:annotation><text:p>a</text:p></table:table-cell>")));
  CHECK(sink.block_texts() == std::vector<std::string>{"S", "A duck", "boxed", "[author: Jane, cell: B1]: Sure?"});
  CHECK(rows_of(sink) == std::vector<std::string>{"a", ""});
}

TEST_CASE("a chart is its title and a picture, for its values are cells") {
  const std::string shapes =
      "<table:shapes><draw:frame><draw:object xlink:href='./Object 1'/><draw:image xlink:href='o.png'/></draw:frame>"
      "<draw:frame><draw:object xlink:href='./Object 2'/></draw:frame></table:shapes>";
  const RecordingSink sink = read_zip(
      ZipBuilder()
          .add("content.xml", test::odf_content("spreadsheet", sheet("S", shapes + row(text_cell("a")))))
          .add("Object 1/content.xml",
               "<office:document-content><office:body><office:chart><chart:chart chart:class='chart:line'><chart:title>"
               "<text:p>Sales</text:p></chart:title><table:table><table:table-row><table:table-cell/></table:table-row>"
               "</table:table></chart:chart></office:chart></office:body></office:document-content>"));
  CHECK(sink.block_texts() == std::vector<std::string>{"S", "Sales", "Line chart", ""});
  CHECK(sink.blocks.at(1).label == BlockLabel::caption);
  CHECK(rows_of(sink) == std::vector<std::string>{"a", ""});
}

TEST_CASE("what sheets are printed with is furniture") {
  const std::string masters =
      "<style:master-page style:name='M'><style:header><style:region-left><text:p>Tom</text:p></style:region-left>"
      "<style:region-right><text:p><text:title>Book</text:title></text:p></style:region-right></style:header>"
      "<style:header-left><text:p>Tom</text:p></style:header-left><style:footer><text:p>Page "
      "<text:page-number>1</text:page-number></text:p></style:footer><style:footer-left style:display='false'>"
      "<text:p>hidden</text:p></style:footer-left></style:master-page>"
      "<style:master-page style:name='Unused'><style:header><text:p>no</text:p></style:header></style:master-page>";
  const RecordingSink sink =
      read_zip(ZipBuilder()
                   .add("content.xml", test::odf_content("spreadsheet", sheet("S", row(text_cell("a"))),
                                                         "<style:style style:name='ta1' style:master-page-name='M'/>"))
                   .add("styles.xml", test::odf_styles("", "", masters)));
  CHECK(sink.block_texts() == std::vector<std::string>{"S", "Tom", "Page 1"});
  CHECK(sink.blocks.at(1).label == BlockLabel::page_header);
  CHECK(sink.blocks.at(2).label == BlockLabel::page_footer);
}

TEST_CASE("only the wanted sheet is read, and hidden ones with a warning") {
  const std::string body = "<table:tracked-changes><table:table table:name='old'/></table:tracked-changes>" +
                           sheet("One", row(text_cell("1"))) + sheet("Two", row(text_cell("2")));
  const std::string styles =
      "<style:style style:name='ta1' style:family='table'><style:table-properties "
      "table:display='false'/></style:style>";
  CHECK(read(body, {}, styles).warnings.size() == 2);
  CHECK(read(body).metadata.sheet_count == 2);
  ReadRequest request;
  request.options.sheet = "Two";
  CHECK(rows_of(read(body, request)) == std::vector<std::string>{"2", ""});
  request.options.sheet = "Three";
  CHECK_THROWS_WITH_AS(read(body, request), "sales.ods has no sheet \"Three\"; it has \"One\", \"Two\"", Error);
}

TEST_CASE("the document's properties are its metadata") {
  const RecordingSink sink =
      read_zip(ZipBuilder()
                   .add("content.xml", test::odf_content("spreadsheet", ""))
                   .add("meta.xml",
                        test::odf_meta(
                            "<dc:title>Sales</dc:title><meta:initial-creator>Jane</meta:initial-creator><meta:keyword>a"
                            "</meta:keyword><meta:keyword>b</meta:keyword><meta:creation-date>2024-01-15T10:30:00.5"
                            "</meta:creation-date><meta:generator>Office</meta:generator>"
                            "<meta:user-defined meta:name='Desk'>7</meta:user-defined>")));
  CHECK(sink.metadata.title == "Sales");
  CHECK(sink.metadata.author == "Jane");
  CHECK(sink.metadata.keywords == "a, b");
  CHECK(sink.metadata.created.substr(0, 19) == "2024-01-15T10:30:00");
  CHECK(sink.metadata.creator == "Office");
  REQUIRE(sink.metadata.custom.size() == 1);
  CHECK(sink.metadata.custom.at(0).value == "7");
}

TEST_CASE("an encrypted spreadsheet is refused, and so is one without content") {
  CHECK_THROWS_WITH_AS(
      read_zip(ZipBuilder()
                   .add("META-INF/manifest.xml",
                        "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>")
                   .add("content.xml", "\x01\x02")),
      "sales.ods is encrypted; save it without a password and export that", Error);
  CHECK_THROWS_AS(read_zip(ZipBuilder().add("mimetype", "x")), Error);
}

TEST_CASE("a document that breaks off keeps what was read") {
  const std::string whole = test::odf_content("spreadsheet", sheet("S", row(text_cell("a"))));
  const RecordingSink sink = read_zip(ZipBuilder().add("content.xml", whole.substr(0, whole.find("</table:table>"))));
  CHECK(rows_of(sink) == std::vector<std::string>{"a", ""});
  CHECK(sink.warnings.size() == 1);
}

TEST_CASE("bombs of repeated cells and rows are a limit") {
  const auto kind_of = [](const std::string& body) {
    ReadRequest request;
    request.limits.cells = 100'000;
    try {
      read(body, request);
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal;
  };
  CHECK(kind_of(sheet("S", row(text_cell("a", "table:number-columns-repeated='4000000000'")))) == ErrorKind::limit);
  CHECK(kind_of(sheet("S", row(text_cell("a", "table:number-columns-repeated='9999'"),
                               "table:number-rows-repeated='4000000000'"))) == ErrorKind::limit);
  CHECK(kind_of(sheet("S", row(text_cell("a",
                                         "table:number-columns-spanned='16384' "
                                         "table:number-rows-spanned='4000000000'")) +
                               row("", "table:number-rows-repeated='900000'") + row(text_cell("b")))) ==
        ErrorKind::limit);
}

}  // namespace
}  // namespace docexport
