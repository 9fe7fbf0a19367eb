#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/office_documents.hpp"

namespace docexport::test {
namespace {

std::string cell(std::string_view text, std::string_view properties = "") {
  return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr><w:p><w:r><w:t>" + std::string(text) +
         "</w:t></w:r></w:p></w:tc>";
}

std::string row(std::string_view cells, std::string_view properties = "") {
  return "<w:tr><w:trPr>" + std::string(properties) + "</w:trPr>" + std::string(cells) + "</w:tr>";
}

std::string math(std::string_view inside) {
  const RecordingSink read = WordFile("<w:p><m:oMath>" + std::string(inside) + "</m:oMath></w:p>").read();
  REQUIRE(read.blocks.size() == 1);
  CHECK(read.blocks[0].label == BlockLabel::formula);
  return read.blocks[0].text;
}

std::string sign(std::string_view text) {
  return "<m:r><m:t>" + std::string(text) + "</m:t></m:r>";
}

TEST_CASE("cells that span keep what they span, and header rows are known") {
  const RecordingSink read =
      WordFile("<w:tbl>" + row(cell("A") + cell("B", "<w:gridSpan w:val='2'/>"), "<w:tblHeader/>") +
               row(cell("c", "<w:vMerge w:val='restart'/>") + cell("d") + cell("e"), "<w:tblHeader/>") +
               row(cell("", "<w:vMerge/>") + cell("f") + cell("g")) + row(cell("late"), "<w:gridBefore w:val='2'/>") +
               "</w:tbl>")
          .read();
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].start.header_rows == 2);
  const std::vector<Row>& rows = read.tables[0].rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[0][1].column_span == 2);
  CHECK(rows[1][0].row_span == 2);
  CHECK(RecordingSink::join(rows[2]) == "f|g");
  CHECK(rows[3][0].column_span == 2);
  CHECK(rows[3][1].text == "late");
}

TEST_CASE("a nested table is lines of its cell, a table of one cell a frame") {
  const std::string inner = "<w:tbl>" + row(cell("1") + cell("2")) + row(cell("3") + cell("4")) + "</w:tbl>";
  const RecordingSink read = WordFile("<w:tbl>" + row("<w:tc>" + inner + "</w:tc>" + cell("right")) +
                                      "</w:tbl><w:tbl>" + row(cell("framed")) + "</w:tbl>")
                                 .read();
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].rows[0][0].text == "1\t2\n3\t4");
  CHECK(read.block_texts() == std::vector<std::string>{"framed"});
}

TEST_CASE("spans as wide as a table can be are counted as cells") {
  const std::string wide = row(cell("a", "<w:gridSpan w:val='2000000000'/>"));
  std::string rows;
  for (int index = 0; index < 20; ++index) {
    rows += wide;
  }
  const DocumentFile file("a.docx", WordFile("<w:tbl>" + rows + "</w:tbl>").bytes());
  CHECK_THROWS_AS(static_cast<void>(file.read_with(docx_type, {.limits = {.cells = 100'000}})), Error);
  CHECK(file.read_with(docx_type, {}).tables.size() == 1);
}

TEST_CASE("formulas are LaTeX") {
  CHECK(math("<m:f><m:num>" + sign("a") + "</m:num><m:den>" + sign("b") + "</m:den></m:f>") == "\\frac{a}{b}");
  CHECK(math("<m:sSup><m:e>" + sign("x") + "</m:e><m:sup>" + sign("2") + "</m:sup></m:sSup>") == "x^{2}");
  CHECK(math("<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>" + sign("α") + "</m:e></m:rad>") ==
        "\\sqrt{\\alpha}");
  CHECK(math("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>" + sign("i=0") + "</m:sub><m:sup>" + sign("n") +
             "</m:sup><m:e>" + sign("𝑥") + "</m:e></m:nary>") == "\\sum_{i=0}^{n}{x}");
  CHECK(math("<m:d><m:dPr><m:begChr m:val='{'/><m:endChr m:val=''/></m:dPr><m:e><m:m><m:mr><m:e>" + sign("1") +
             "</m:e><m:e>" + sign("2") + "</m:e></m:mr></m:m></m:e></m:d>") ==
        "\\left\\{\\begin{matrix}1 & 2\\end{matrix}\\right.");
  CHECK(math("<m:func><m:fName>" + sign("log") + "</m:fName><m:e>" + sign("x") + "</m:e></m:func>") == "\\log(x)");
}

TEST_CASE("check boxes are tasks, and named controls are fields of the form") {
  const RecordingSink read =
      WordFile(
          "<w:p><w:sdt><w:sdtPr><w:alias w:val='Agreed'/><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>"
          "</w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> I agree</w:t></w:r></w:p>"
          "<w:p><w:sdt><w:sdtPr><w:tag w:val='name'/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Ann</w:t></w:r>"
          "</w:sdtContent></w:sdt></w:p>")
          .read();
  REQUIRE(read.blocks.size() == 2);
  CHECK(read.blocks[0].label == BlockLabel::list_item);
  CHECK(read.blocks[0].checked == true);
  CHECK(read.blocks[0].text == "I agree");
  CHECK(read.blocks[1].text == "Ann");
  REQUIRE(read.fields.size() == 2);
  CHECK(read.fields[0].value == "true");
  CHECK(read.fields[1].name == "name");
  CHECK(read.fields[1].value == "Ann");
  CHECK(read.fields[1].origin == FieldOrigin::form);
}

TEST_CASE("pictures, charts and diagrams are read, objects and comments counted") {
  const std::string drawing =
      "<w:r><w:drawing><wp:docPr descr='A duck'/><pic:pic><pic:blipFill><a:blip r:embed='rI'/></pic:blipFill></pic:pic>"
      "</w:drawing></w:r>";
  const RecordingSink read =
      WordFile("<w:p>" + drawing +
               "</w:p><w:p><w:r><w:drawing><c:chart r:id='rC'/></w:drawing></w:r></w:p>"
               "<w:p><w:r><w:drawing><dgm:relIds r:dm='rD'/></w:drawing></w:r></w:p>"
               "<w:p><w:r><w:object><o:OLEObject/></w:object><w:commentReference w:id='1'/></w:r></w:p>")
          .part("rI", "image", "media/i.png", "png")
          .part("rC", "chart", "c.xml",
                "<c:chartSpace><c:chart><c:title><a:t>Sales</a:t></c:title><c:plotArea><c:barChart><c:ser>"
                "<c:tx><c:v>2024</c:v></c:tx><c:cat><c:pt idx='0'><c:v>Q1</c:v></c:pt></c:cat>"
                "<c:val><c:pt "
                "idx='0'><c:v>12.500000000000001</c:v></c:pt></c:val></c:ser></c:barChart></c:plotArea></c:chart>"
                "</c:chartSpace>")
          .part("rD", "diagramData", "d.xml",
                "<dgm:dataModel><dgm:ptLst><dgm:pt modelId='0' type='doc'/><dgm:pt modelId='1'><dgm:t><a:t>Top</a:t>"
                "</dgm:t></dgm:pt><dgm:pt modelId='2'><dgm:t><a:t>Below</a:t></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>"
                "<dgm:cxn srcId='1' destId='2'/><dgm:cxn srcId='0' destId='1'/></dgm:cxnLst></dgm:dataModel>")
          .read();
  CHECK(read.block_texts() == std::vector<std::string>{"A duck", "Sales", "Bar chart", "Top", "Below"});
  CHECK(read.blocks[4].level == 1);
  REQUIRE(read.tables.size() == 1);
  CHECK(read.blocks[1].label == BlockLabel::caption);
  CHECK(RecordingSink::join(read.tables[0].rows[1]) == "Q1|12.5");
  CHECK(read.tables[0].rows[1][1].type == CellType::number);
  CHECK(read.metadata.image_count == 1);
  CHECK(read.warnings ==
        std::vector<std::string>{"1 comment is missing from the file", "1 embedded object was not read"});
}

TEST_CASE("comments follow the text with their authors and the words they are on") {
  const std::string begin = "<w:commentRangeStart w:id='7'/>";
  const std::string end = "<w:commentRangeEnd w:id='7'/><w:r><w:commentReference w:id='7'/></w:r>";
  const std::string comments =
      "<w:comments><w:comment w:id='7' w:author='Jane'><w:p><w:r><w:t>Really?</w:t></w:r></w:p><w:p><w:r><w:t>Why?"
      "</w:t></w:r></w:p></w:comment><w:comment w:id='8'><w:p><w:r><w:t>No</w:t></w:r></w:p></w:comment></w:comments>";
  const std::string words = "<w:r><w:t>two</w:t></w:r>";
  const RecordingSink read = WordFile("<w:p><w:r><w:t>one </w:t></w:r>" + begin + words + end +
                                      "</w:p><w:p><w:r><w:t>end</w:t><w:commentReference w:id='8'/></w:r></w:p>")
                                 .part("rC", "comments", "comments.xml", comments)
                                 .read();
  CHECK(read.block_texts() ==
        std::vector<std::string>{"one two", "end", "[author: Jane, on: \"two\"]: Really?\nWhy?", "[comment]: No"});
  CHECK(read.warnings.empty());
  const RecordingSink over_paragraphs = WordFile("<w:p>" + begin + words + "</w:p><w:p><w:r><w:t>" +
                                                 std::string(79, 'x') + "äöü</w:t></w:r>" + end + "</w:p>")
                                            .part("rC", "comments", "comments.xml", comments)
                                            .read();
  CHECK(over_paragraphs.block_texts().back() == "[author: Jane, on: \"" + std::string(79, 'x') + "…\"]: Really?\nWhy?");
  CHECK(WordFile("<w:p>" + words + end + "</w:p>").part("rC", "comments", "c.xml", "broken").read().warnings ==
        std::vector<std::string>{"The comments are damaged and were not read"});
}

TEST_CASE("a document without its styles is read with a warning, one without a body is not") {
  const RecordingSink read =
      WordFile("<w:p><w:r><w:t>text</w:t></w:r></w:p>").part("s", "styles", "styles.xml", "broken").read();
  CHECK(read.block_texts() == std::vector<std::string>{"text"});
  REQUIRE(read.warnings.size() == 1);
  CHECK(read.warnings[0].find("word/styles.xml") != std::string::npos);
  const DocumentFile other("a.docx", ZipBuilder().add("word/document.xml", "<x/>").bytes());
  CHECK_THROWS_WITH_AS(static_cast<void>(other.read_as(docx_type)), doctest::Contains("no text"), Error);
}

TEST_CASE("elements that are too deep are a limit") {
  std::string deep;
  for (int index = 0; index < 400; ++index) {
    deep += "<w:sdt><w:sdtContent>";
  }
  const DocumentFile file("a.docx", WordFile(deep).bytes());
  CHECK_THROWS_WITH_AS(static_cast<void>(file.read_as(docx_type)), doctest::Contains("--max-depth"), Error);
}

}  // namespace
}  // namespace docexport::test
