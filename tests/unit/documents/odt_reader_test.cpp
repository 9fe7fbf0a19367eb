#include "documents/odt_reader.hpp"

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
  const test::DocumentFile file("letter.odt", zip.bytes());
  RecordingSink sink;
  read_odt(file.source(), request, sink);
  return sink;
}

RecordingSink read(std::string_view body, std::string_view styles = "") {
  return read_zip(ZipBuilder().add("content.xml", test::odf_content("text", body, styles)));
}

/// "label level text" of each block.
std::vector<std::string> blocks_of(const RecordingSink& sink) {
  std::vector<std::string> texts;
  for (const Block& block : sink.blocks) {
    texts.push_back(fmt::format("{} {}{}{}", to_string(block.label), block.level,
                                block.marker.empty() ? " " : " " + block.marker + " ", block.text));
  }
  return texts;
}

std::vector<std::string> rows_of(const RecordingSink& sink) {
  std::vector<std::string> rows;
  for (const test::RecordedTable& table : sink.tables) {
    for (const Row& row : table.rows) {
      rows.push_back(RecordingSink::join(row));
    }
  }
  return rows;
}

TEST_CASE("headings, titles and paragraphs of an ODT are told by outline level and style") {
  CHECK(blocks_of(read(
            "<text:p text:style-name='P1'>The title</text:p><text:p text:style-name='Subtitle'>Sub</text:p>"
            "<text:h text:outline-level='2'>Two</text:h><text:h text:outline-level='9'>Deep</text:h><text:p/>"
            "<text:p>Body  text</text:p><text:p text:style-name='Quotations'>said</text:p>"
            "<text:p text:style-name='Heading_20_3'>Three</text:p>"
            "<text:p text:style-name='Preformatted_20_Text'>a<text:s/><text:s/>b</text:p>"
            "<text:p text:style-name='Preformatted_20_Text'>c</text:p><text:section><text:p>in</text:p></text:section>",
            "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>")) ==
        std::vector<std::string>{"title 0 The title", "section_header 1 Sub", "section_header 2 Two",
                                 "section_header 6 Deep", "paragraph 0 Body text", "quote 1 said",
                                 "section_header 3 Three", "code 0 a  b\nc", "paragraph 0 in"});
}

TEST_CASE("spans have the look of their styles and of the styles these come from") {
  const RecordingSink sink = read(
      "<text:p>a <text:span text:style-name='T1'>b<text:span text:style-name='T2'>c</text:span></text:span> "
      "<text:a xlink:href='https://example.org'>d</text:a></text:p>",
      "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"
      "<style:style style:name='T0' style:family='text'><style:text-properties style:text-line-through-style='solid'/>"
      "</style:style><style:style style:name='T2' style:family='text' style:parent-style-name='T0'>"
      "<style:text-properties fo:font-style='italic'/></style:style>");
  const Block& block = sink.blocks.at(0);
  CHECK(block.text == "a bc d");
  REQUIRE(block.spans.size() == 3);
  CHECK(block.spans.at(0).bold);
  CHECK(!block.spans.at(0).italic);
  CHECK(block.spans.at(1).bold);
  CHECK(block.spans.at(1).italic);
  CHECK(block.spans.at(1).strikethrough);
  CHECK(block.spans.at(1).begin == 3);
  CHECK(block.spans.at(1).end == 4);
  CHECK(block.spans.at(2).link == "https://example.org");
}

TEST_CASE("styles that inherit from each other in a circle end") {
  CHECK(blocks_of(read("<text:p text:style-name='A'>x<text:span text:style-name='B'>y</text:span></text:p>",
                       "<style:style style:name='A' style:family='paragraph' style:parent-style-name='A'/>"
                       "<style:style style:name='B' style:family='text' style:parent-style-name='B'/>")) ==
        std::vector<std::string>{"paragraph 0 xy"});
}

TEST_CASE("lists have levels and count as their styles say") {
  const std::string styles =
      "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-suffix='.' "
      "style:num-format='1'/><text:list-level-style-number text:level='2' style:num-suffix=')' style:num-format='a' "
      "text:start-value='3'/></text:list-style><text:list-style style:name='L2'><text:list-level-style-bullet "
      "text:level='1'/></text:list-style>";
  const std::string item = "<text:list-item><text:p>x</text:p></text:list-item>";
  CHECK(blocks_of(read("<text:list text:style-name='L1'>" + item + "<text:list-item><text:p>y</text:p><text:list>" +
                           item + item +
                           "</text:list><text:p>more</text:p></text:list-item></text:list><text:p>z</text:p>"
                           "<text:list text:style-name='L1' text:continue-numbering='true'>" +
                           item +
                           "</text:list>"
                           "<text:list text:style-name='L1'>" +
                           item + "</text:list><text:list text:style-name='L2'>" + item + "</text:list>",
                       styles)) == std::vector<std::string>{"list_item 0 1. x", "list_item 0 2. y", "list_item 1 c) x",
                                                            "list_item 1 d) x", "paragraph 0 more", "paragraph 0 z",
                                                            "list_item 0 3. x", "list_item 0 1. x", "list_item 0 - x"});
}

TEST_CASE("tables have spans, header rows and the text of all that is in their cells") {
  const RecordingSink sink = read(
      "<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned='2'>"
      "<text:p>head</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>"
      "<table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell><table:table-cell>"
      "<table:table><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell><table:table-cell><text:p>"
      "ner</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></"
      "table:table>");
  CHECK(rows_of(sink) == std::vector<std::string>{"head", "a\nb|in\tner"});
  CHECK(sink.tables.at(0).start.header_rows == 1);
  CHECK(sink.tables.at(0).rows.at(0).at(0).column_span == 2);
}

TEST_CASE("notes are referred to in the text and come at its end") {
  const RecordingSink sink = read(
      "<text:p>See<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
      "<text:p>There</text:p></text:note-body></text:note>.</text:p><text:p>End</text:p>");
  CHECK(blocks_of(sink) == std::vector<std::string>{"paragraph 0 See[1].", "paragraph 0 End", "footnote 0 [1] There"});
}

TEST_CASE("frames come after the paragraph that they are anchored in") {
  CHECK(
      blocks_of(read("<text:p>a<draw:frame><draw:image xlink:href='Pictures/1.png'/><svg:title>t</svg:title><svg:desc>"
                     "A duck</svg:desc></draw:frame>b<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box>"
                     "</draw:frame></text:p><draw:custom-shape><text:p>shape</text:p></draw:custom-shape>")) ==
      std::vector<std::string>{"paragraph 0 ab", "picture 0 A duck", "paragraph 0 box", "paragraph 0 shape"});
}

TEST_CASE("formulas are read from the part that they are kept in") {
  const RecordingSink sink =
      read_zip(ZipBuilder()
                   .add("content.xml", test::odf_content("text",
                                                         "<text:p><draw:frame><draw:object xlink:href='./Object 1'/>"
                                                         "</draw:frame></text:p>"))
                   .add("Object 1/content.xml",
                        "<math><semantics><mi>x</mi><annotation encoding='StarMath 5.0'>x^2 = "
                        "4</annotation></semantics></math>"));
  CHECK(blocks_of(sink) == std::vector<std::string>{"formula 0 x^2 = 4"});
}

TEST_CASE("a chart is its title, a picture and its values, another object a warning") {
  const std::string chart =
      "<office:document-content><office:body><office:chart><chart:chart chart:class='chart:bar'><chart:title><text:p>"
      "Sales</text:p></chart:title><table:table><table:table-header-columns/><table:table-header-rows><table:table-row>"
      "<table:table-cell><text:p/></table:table-cell><table:table-cell><text:p>2024</text:p></table:table-cell>"
      "</table:table-row></table:table-header-rows><table:table-rows><table:table-row><table:table-cell><text:p>Q1"
      "</text:p></table:table-cell><table:table-cell office:value='12.5'><text:p>12.5</text:p></table:table-cell>"
      "</table:table-row></table:table-rows></table:table></chart:chart></office:chart></office:body>"
      "</office:document-content>";
  const RecordingSink sink = read_zip(
      ZipBuilder()
          .add("content.xml",
               test::odf_content("text",
                                 "<text:p><draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>"
                                 "<text:p><draw:frame><draw:object xlink:href='./Object 2'/></draw:frame></text:p>"))
          .add("Object 1/content.xml", chart)
          .add("Object 2/content.xml", "<office:document-content/>"));
  CHECK(blocks_of(sink) == std::vector<std::string>{"caption 0 Sales", "picture 0 Bar chart", "picture 0 "});
  REQUIRE(sink.tables.size() == 1);
  CHECK(sink.tables[0].start.header_rows == 1);
  CHECK(RecordingSink::join(sink.tables[0].rows[1]) == "Q1|12.5");
  CHECK(sink.warnings == std::vector<std::string>{"1 embedded object was not read"});
}

TEST_CASE("what was deleted is not read") {
  const RecordingSink sink = read(
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
      "</text:changed-region></text:tracked-changes><text:p>kept<text:change text:change-id='c'/></text:p>");
  CHECK(blocks_of(sink) == std::vector<std::string>{"paragraph 0 kept"});
}

TEST_CASE("comments follow the text with their authors and the words they are on") {
  const RecordingSink sink = read(
      "<text:p>one <office:annotation office:name='a'><dc:creator>Jane</dc:creator><dc:date>2024</dc:date>"
      "<text:p>why</text:p><text:p>so?</text:p></office:annotation>two<office:annotation-end office:name='a'/> three"
      "<office:annotation><text:p>no</text:p></office:annotation></text:p><text:p>end</text:p>");
  CHECK(blocks_of(sink) == std::vector<std::string>{"paragraph 0 one two three", "paragraph 0 end",
                                                    "text 0 [author: Jane, on: \"two\"]: why\nso?",
                                                    "text 0 [comment]: no"});
  CHECK(sink.warnings.empty());
}

TEST_CASE("headers and footers of the master pages are furniture, each once") {
  const RecordingSink sink = read_zip(
      ZipBuilder()
          .add("content.xml", test::odf_content("text", "<text:p>body</text:p>"))
          .add("styles.xml",
               test::odf_styles("", "",
                                "<style:master-page style:name='A'><style:header><text:p>Head</text:p></style:header>"
                                "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p>"
                                "</style:footer></style:master-page><style:master-page style:name='B'><style:header>"
                                "<text:p>Head</text:p></style:header></style:master-page>")));
  CHECK(blocks_of(sink) == std::vector<std::string>{"page_header 0 Head", "paragraph 0 body", "page_footer 0 Page 1"});
}

TEST_CASE("form controls are fields") {
  const RecordingSink sink = read(
      "<office:forms><form:form form:name='f'><form:text form:name='Name' form:current-value='Jane'/><form:checkbox "
      "form:name='Agreed' form:current-state='checked'/><form:listbox form:name='Pick'><form:option "
      "form:label='a'/><form:option form:label='b' form:current-selected='true'/></form:listbox><form:button "
      "form:name='Go'/></form:form></office:forms><text:p>x</text:p>");
  REQUIRE(sink.fields.size() == 3);
  CHECK(sink.fields.at(0).name == "Name");
  CHECK(sink.fields.at(0).value == "Jane");
  CHECK(sink.fields.at(0).origin == FieldOrigin::form);
  CHECK(sink.fields.at(1).value == "true");
  CHECK(sink.fields.at(2).value == "b");
}

TEST_CASE("bombs of repeated cells, blanks and depth are bounded") {
  const auto kind_of = [](const std::string& body) {
    try {
      read(body);
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal;
  };
  CHECK(kind_of("<table:table><table:table-row table:number-rows-repeated='4000000000'><table:table-cell "
                "table:number-columns-repeated='999999999'/></table:table-row></table:table>") == ErrorKind::limit);
  std::string deep;
  for (int depth = 0; depth < 1000; ++depth) {
    deep += "<text:section>";
  }
  CHECK(kind_of(deep) == ErrorKind::limit);
  CHECK(read("<text:p>a<text:s text:c='4000000000'/>b</text:p>").blocks.at(0).text.size() < 2000);
}

TEST_CASE("a package that is no text is refused") {
  CHECK_THROWS_AS(read_zip(ZipBuilder().add("content.xml", test::odf_content("spreadsheet", ""))), Error);
}

}  // namespace
}  // namespace docexport
