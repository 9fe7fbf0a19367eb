#include "documents/xlsx_reader.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"
#include "unit/documents/xlsx_builder.hpp"

namespace docexport {
namespace {

using test::DocumentFile;
using test::RecordingSink;
using test::XlsxBuilder;

RecordingSink read(const XlsxBuilder& builder, const ReadRequest& request = {}) {
  const DocumentFile file("sales.xlsx", builder.bytes());
  RecordingSink sink;
  read_xlsx(file.source(), request, sink);
  return sink;
}

std::string failure_of(const XlsxBuilder& builder, ErrorKind kind, const ReadRequest& request = {}) {
  try {
    read(builder, request);
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    return error.what();
  }
  return "no failure";
}

/// The rows of all tables; a blank line between tables.
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

TEST_CASE("a sheet is a heading and a table with typed cells") {
  const RecordingSink sink = read(
      XlsxBuilder()
          .strings("<si><t>Name</t></si><si><r><t>Wid</t></r><r><t xml:space='preserve'>get "
                   "</t></r><rPh><t>x</t></rPh></si>")
          .rows(
              "Sales",
              R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Price</t></is></c></row>)"
              R"(<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>0.10000000000000001</v></c></row>)"
              R"(<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#N/A</v></c></row>)"
              R"(<row r="4"><c r="A4" t="str"><f>A1&amp;"!"</f><v>Name!</v></c><c r="B4"><f>1+1</f><v>2</v></c></row>)"));
  CHECK(sink.calls == "bBTt");
  CHECK(sink.metadata.sheet_count == 1);
  CHECK(sink.blocks.at(0).label == BlockLabel::section_header);
  CHECK(sink.blocks.at(0).text == "Sales");
  CHECK(sink.tables.at(0).start.sheet == "Sales");
  CHECK(rows_of(sink) == std::vector<std::string>{"Name|Price", "Widget |0.1", "true|#N/A", "Name!|2", ""});
  CHECK(sink.tables.at(0).rows.at(1).at(1).type == CellType::number);
  CHECK(sink.tables.at(0).rows.at(2).at(0).type == CellType::boolean);
  CHECK(sink.tables.at(0).rows.at(2).at(1).type == CellType::text);
}

TEST_CASE("a number is a date when its style says so, in either date system") {
  const std::string styles =
      R"(<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/></numFmts>)"
      R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>)";
  const std::string rows =
      R"(<row><c s="1"><v>45292</v></c><c s="2"><v>45292.4375</v></c><c s="3"><v>0.5</v></c><c s="9"><v>7</v></c>)"
      R"(<c t="d"><v>2024-01-15T00:00:00</v></c></row>)";
  const RecordingSink sink = read(XlsxBuilder().styles(styles).rows("S", rows));
  CHECK(rows_of(sink) == std::vector<std::string>{"2024-01-01|2024-01-01T10:30:00|0.5|7|2024-01-15", ""});
  CHECK(sink.tables.at(0).rows.at(0).at(0).type == CellType::date);
  const RecordingSink later =
      read(XlsxBuilder().properties("<workbookPr date1904='1'/>").styles(styles).rows("S", rows));
  CHECK(later.tables.at(0).rows.at(0).at(0).text == "2028-01-02");
}

TEST_CASE("merged cells are one cell, though the sheet names them after its rows") {
  const RecordingSink sink = read(XlsxBuilder().rows(
      "S",
      R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"><v>3</v></c></row><row r="2"><c r="C2"><v>4</v></c></row>)",
      R"(<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C9"/></mergeCells>)"));
  const Row& first = sink.tables.at(0).rows.at(0);
  REQUIRE(first.size() == 2);
  CHECK(first.at(0).column_span == 2);
  CHECK(first.at(0).row_span == 2);
  CHECK(rows_of(sink) == std::vector<std::string>{"1|3", "4", ""});
}

TEST_CASE("rows and cells without a place come one after the other, and cells out of order are put in order") {
  CHECK(rows_of(read(XlsxBuilder().rows("S", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))) ==
        std::vector<std::string>{"1|2", "3|", ""});
  CHECK(rows_of(read(XlsxBuilder().rows(
            "S", R"(<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c><c r="A1"><v>9</v></c></row>)"))) ==
        std::vector<std::string>{"1|2", ""});
}

TEST_CASE("elements may have a prefix") {
  CHECK(rows_of(read(XlsxBuilder().sheet("S", "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>"))) ==
        std::vector<std::string>{"1", ""});
}

TEST_CASE("an empty sheet is a heading alone, and a hidden one is read with a warning") {
  const RecordingSink sink =
      read(XlsxBuilder()
               .rows("Empty", "")
               .sheet("Hidden", "<sheetData><row><c><v>1</v></c></row></sheetData>", "state=\"veryHidden\""));
  CHECK(sink.calls == "bBwBTt");
  CHECK(sink.warnings.at(0) == "The sheet \"Hidden\" is hidden");
  CHECK(sink.metadata.sheet_count == 2);
}

TEST_CASE("only the wanted sheet is read, and an unknown one is an error that names those there are") {
  const XlsxBuilder builder =
      XlsxBuilder().rows("First", "<row><c><v>1</v></c></row>").rows("Second", "<row><c><v>2</v></c></row>");
  ReadRequest request;
  request.options.sheet = "second";
  CHECK(rows_of(read(builder, request)) == std::vector<std::string>{"2", ""});
  request.options.sheet = "Third";
  CHECK(failure_of(builder, ErrorKind::input, request) ==
        "sales.xlsx has no sheet \"Third\"; it has \"First\", \"Second\"");
}

TEST_CASE("escaped characters of texts are decoded") {
  CHECK(rows_of(read(
            XlsxBuilder()
                .strings("<si><t>a_x000D__x000A_b_x005F_x_x0007__xD83D__xDE00__xZ_</t></si>")
                .rows("S", "<row><c t='s'><v>0</v></c><c t='s'><v>5</v></c><c t='str'><v>x_x0009_y</v></c></row>"))) ==
        std::vector<std::string>{"a\nb_x\U0001F600_xZ_", "", "x\ty", ""});
}

TEST_CASE("comments, pictures, charts and text boxes come after the tables") {
  const RecordingSink sink = read(
      XlsxBuilder()
          .rows("S", "<row r='1'><c r='A1'><v>1</v></c></row>", "<drawing r:id='rId1'/>")
          .part("xl/worksheets/_rels/sheet1.xml.rels",
                XlsxBuilder::relationships(XlsxBuilder::relationship("rId1", "drawing", "../drawings/d.xml") +
                                           XlsxBuilder::relationship("rId2", "comments", "../comments1.xml")))
          .part("xl/comments1.xml",
                "<comments><authors><author>Jane</author></authors><commentList><comment ref='B2' authorId='0'><text>"
                "<r><t>Are you </t></r><r><t>sure?</t></r></text></comment></commentList></comments>")
          .part("xl/drawings/d.xml",
                "<wsDr xmlns:r='r'><oneCellAnchor><pic><nvPicPr><cNvPr descr='A duck'/></nvPicPr></pic></oneCellAnchor>"
                "<oneCellAnchor><sp><txBody><p><r><t>Note</t></r></p><p><r><t>two</t></r></p></txBody></sp></"
                "oneCellAnchor>"
                "<oneCellAnchor><graphicFrame><graphic><chart "
                "r:id='rId7'/></graphic></graphicFrame></oneCellAnchor></wsDr>")
          .part("xl/drawings/_rels/d.xml.rels",
                XlsxBuilder::relationships(XlsxBuilder::relationship("rId7", "chart", "../charts/c.xml")))
          .part("xl/charts/c.xml",
                "<chartSpace><chart><title><tx><rich><p><r><t>Ducks</t></r></p></rich></tx></title></chart></"
                "chartSpace>"));
  CHECK(sink.block_texts() == std::vector<std::string>{"S", "[author: Jane, cell: B2]: Are you sure?", "A duck",
                                                       "Note\ntwo", "Ducks", "Chart"});
  CHECK(sink.blocks.at(2).label == BlockLabel::picture);
  CHECK(sink.blocks.at(4).label == BlockLabel::caption);
  CHECK(sink.calls == "bBTtBBBBB");
}

TEST_CASE("a chart's values are a table unless they are cells of the workbook") {
  const auto sink_of = [](std::string_view cells) {
    return read(XlsxBuilder()
                    .rows("S", "<row><c><v>1</v></c></row>", "<drawing r:id='rId1'/>")
                    .part("xl/worksheets/_rels/sheet1.xml.rels",
                          XlsxBuilder::relationships(XlsxBuilder::relationship("rId1", "drawing", "../d.xml")))
                    .part("xl/d.xml",
                          "<wsDr xmlns:r='r'><oneCellAnchor><graphicFrame><cNvPr descr='Sales. Description "
                          "automatically generated'/><chart r:id='rId7'/></graphicFrame></oneCellAnchor></wsDr>")
                    .part("xl/_rels/d.xml.rels",
                          XlsxBuilder::relationships(XlsxBuilder::relationship("rId7", "chart", "c.xml")))
                    .part("xl/c.xml",
                          fmt::format("<chartSpace><chart><plotArea><pieChart><ser><tx><v>N</v></tx><val><numRef>{}"
                                      "<numCache><pt idx='0'><v>7</v></pt></numCache></numRef></val></ser></pieChart>"
                                      "</plotArea></chart></chartSpace>",
                                      cells)));
  };
  CHECK(rows_of(sink_of("<f>S!$A$1</f>")) == std::vector<std::string>{"1", ""});
  const RecordingSink foreign = sink_of("<f>[1]S!$A$1</f>");
  CHECK(rows_of(foreign) == std::vector<std::string>{"1", "", "|N", "|7", ""});
  CHECK(foreign.tables.at(1).start.sheet == "S");
  CHECK(foreign.block_texts() == std::vector<std::string>{"S", "Sales."});
  CHECK(rows_of(sink_of("")).size() == 5);
}

TEST_CASE("what is printed above and below a sheet is furniture, each text once") {
  const std::string furniture =
      "<headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;12Tom &amp;&amp; Co&amp;C&amp;P&amp;R&amp;A</oddHeader>"
      "<oddFooter>&amp;CPage &amp;P of &amp;N&amp;R&amp;K01+000secret</oddFooter>"
      "<evenFooter>&amp;CPage &amp;P of &amp;N&amp;R&amp;KFF0000secret&amp;B</evenFooter></headerFooter>";
  const RecordingSink sink = read(XlsxBuilder()
                                      .rows("S", "<row><c><v>1</v></c></row>", furniture)
                                      .rows("T", "<row><c><v>2</v></c></row>", furniture));
  CHECK(sink.block_texts() ==
        std::vector<std::string>{"S", "Tom & Co\nS", "Page [Page] of [Pages]\nsecret", "T", "Tom & Co\nT"});
  CHECK(sink.blocks.at(1).label == BlockLabel::page_header);
  CHECK(sink.blocks.at(2).label == BlockLabel::page_footer);
}

TEST_CASE("what is not read is told, one warning for each kind") {
  const RecordingSink sink =
      read(XlsxBuilder().rows("S", "<row r='1'><c r='A1'><f>1</f></c><c r='B1'><f>2</f></c></row>",
                              "<hyperlinks><hyperlink ref='A1'/></hyperlinks><oleObjects><oleObject/></oleObjects>"));
  CHECK(sink.warnings ==
        std::vector<std::string>{"2 cells have a formula without a value, as of a workbook never calculated",
                                 "1 links of cells were not read", "1 embedded objects were not read"});
}

TEST_CASE("a sheet that breaks off keeps what was read") {
  const RecordingSink sink = read(XlsxBuilder()
                                      .sheet("S", "<sheetData><row><c><v>1</v></c></row><row><c></row>")
                                      .rows("T", "<row><c><v>2</v></c></row>"));
  CHECK(rows_of(sink) == std::vector<std::string>{"1", "", "2", ""});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings.at(0).find("The sheet \"S\" was not read whole: ") == 0);
}

TEST_CASE("a workbook without its workbook part is refused") {
  const DocumentFile file("a.xlsx", test::ZipBuilder().add("xl/other.xml", "<a/>").bytes());
  RecordingSink sink;
  CHECK_THROWS_AS(read_xlsx(file.source(), {}, sink), Error);
}

TEST_CASE("what is made to exhaust the reader is a limit") {
  ReadRequest request;
  request.limits.cells = 1000;
  std::string rows;
  for (int row = 1; row < 200; ++row) {
    rows +=
        fmt::format("<row r='{0}'><c r='A{0}'><v>1</v></c><c r='B{0}'><v>1</v></c><c r='J{0}'><v>1</v></c></row>", row);
  }
  CHECK(failure_of(XlsxBuilder().rows("S", rows), ErrorKind::limit, request) == "no failure");
  const std::string far = rows + "<row r='200'><c r='A200' t='str'><v>wide</v></c></row>";
  CHECK(failure_of(XlsxBuilder().rows("S", far, "<mergeCell ref='A200:J200'/>"), ErrorKind::limit, request)
            .find("--max-cells") != std::string::npos);
}

}  // namespace
}  // namespace docexport
