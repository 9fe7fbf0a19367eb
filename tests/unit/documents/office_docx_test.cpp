#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/office_documents.hpp"

namespace docexport::test {
namespace {

std::string paragraph(std::string_view runs, std::string_view properties = "") {
  return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr>" + std::string(runs) + "</w:p>";
}

std::string run(std::string_view text, std::string_view properties = "") {
  return "<w:r><w:rPr>" + std::string(properties) + "</w:rPr><w:t xml:space='preserve'>" + std::string(text) +
         "</w:t></w:r>";
}

std::string styled(std::string_view style, std::string_view text) {
  return paragraph(run(text), "<w:pStyle w:val='" + std::string(style) + "'/>");
}

TEST_CASE("runs become text with spans, and blanks between them stay") {
  const RecordingSink read =
      WordFile(paragraph(run("plain ") + run("bold", "<w:b/>") + run(" ") + run("old", "<w:strike/><w:b w:val='0'/>") +
                         run("code", "<w:rFonts w:ascii='Consolas'/>")))
          .read();
  REQUIRE(read.blocks.size() == 1);
  const Block& block = read.blocks[0];
  CHECK(block.label == BlockLabel::paragraph);
  CHECK(block.text == "plain bold oldcode");
  REQUIRE(block.spans.size() == 3);
  CHECK(block.spans[0].bold);
  CHECK(block.spans[0].begin == 6);
  CHECK(block.spans[1].strikethrough);
  CHECK_FALSE(block.spans[1].bold);
  CHECK(block.spans[2].code);
}

TEST_CASE("links are read from elements, fields and simple fields") {
  const RecordingSink read =
      WordFile(paragraph("<w:hyperlink r:id='r1'>" + run("one") + "</w:hyperlink>") +
               paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://b/\" "
                         "\\o \"tip\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" +
                         run("two") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(" after")) +
               paragraph("<w:fldSimple w:instr='HYPERLINK \\l \"place\"'>" + run("three") + "</w:fldSimple>") +
               paragraph("<w:hyperlink w:anchor='_Toc1'>" + run("four") + "</w:hyperlink>"))
          .outside("r1", "hyperlink", "https://a/")
          .read();
  REQUIRE(read.blocks.size() == 4);
  CHECK(read.blocks[0].spans.at(0).link == "https://a/");
  CHECK(read.blocks[1].text == "two after");
  CHECK(read.blocks[1].spans.at(0).link == "https://b/");
  CHECK(read.blocks[1].spans.at(0).end == 3);
  CHECK(read.blocks[2].spans.at(0).link == "#place");
  CHECK(read.blocks[3].spans.empty());
}

TEST_CASE("headings are known by name, base and outline level, whatever their id") {
  const RecordingSink read =
      WordFile(styled("T", "Title") + styled("berschrift1", "One") + styled("Mine", "Two") + styled("Level", "Three") +
               paragraph(run("Four"), "<w:outlineLvl w:val='3'/>") + styled("Plain", "text"))
          .styles(
              "<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>"
              "<w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"
              "<w:style w:type='paragraph' w:styleId='B2'><w:name w:val='heading 2'/></w:style>"
              "<w:style w:type='paragraph' w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='B2'/></w:style>"
              "<w:style w:type='paragraph' w:styleId='Level'><w:name w:val='x'/><w:pPr><w:outlineLvl w:val='2'/>"
              "</w:pPr></w:style>"
              "<w:style w:type='paragraph' w:styleId='Plain'><w:name w:val='y'/><w:basedOn w:val='Plain'/></w:style>")
          .read();
  REQUIRE(read.blocks.size() == 6);
  CHECK(read.blocks[0].label == BlockLabel::title);
  for (std::size_t index = 1; index < 5; ++index) {
    CHECK(read.blocks[index].label == BlockLabel::section_header);
    CHECK(read.blocks[index].level == static_cast<int>(index));
  }
  CHECK(read.blocks[5].label == BlockLabel::paragraph);
}

std::string item(int list, int level, std::string_view text) {
  return paragraph(run(text), "<w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" +
                                  std::to_string(list) + "'/></w:numPr>");
}

constexpr std::string_view two_lists =
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl>"
    "</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/>"
    "</w:lvlOverride></w:num>";

TEST_CASE("list items have the numbers that Word shows") {
  const RecordingSink read = WordFile(item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + paragraph(run("between")) +
                                      item(1, 0, "d") + item(1, 1, "e") + item(2, 0, "f") + item(3, 0, "g"))
                                 .numbering(two_lists)
                                 .read();
  std::string markers;
  for (const Block& block : read.blocks) {
    markers += block.marker + "|";
  }
  CHECK(markers == "1.|1.a)|1.b)||2.|2.a)|-|7.|");
  CHECK(read.blocks[1].level == 1);
  CHECK(read.blocks[1].ordered);
  CHECK_FALSE(read.blocks[6].ordered);
  CHECK(read.blocks[3].label == BlockLabel::paragraph);
}

TEST_CASE("a numbered heading has its number in front, and is no list item") {
  const RecordingSink read =
      WordFile("<w:p><w:pPr><w:pStyle w:val='H'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" +
               run("Scope", "<w:b/>") + "</w:p>")
          .styles("<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/></w:style>")
          .numbering(two_lists)
          .read();
  REQUIRE(read.blocks.size() == 1);
  CHECK(read.blocks[0].label == BlockLabel::section_header);
  CHECK(read.blocks[0].text == "1 Scope");
  CHECK(read.blocks[0].spans.empty());
}

TEST_CASE("tracked insertions are in, deletions out") {
  const RecordingSink read =
      WordFile(paragraph(run("a") + "<w:ins>" + run("b") +
                         "</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>" + "<w:moveFrom>" + run("d") +
                         "</w:moveFrom><w:moveTo>" + run("e") + "</w:moveTo>"))
          .read();
  CHECK(read.block_texts() == std::vector<std::string>{"abe"});
  CHECK(read.warnings == std::vector<std::string>{"1 tracked deletion was left out"});
}

TEST_CASE("a text box is read once, after the paragraph it is in") {
  const std::string box = "<w:txbxContent>" + paragraph(run("inside")) + "</w:txbxContent>";
  const RecordingSink read =
      WordFile(paragraph(run("around") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + box +
                         "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
                         "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"))
          .read();
  CHECK(read.block_texts() == std::vector<std::string>{"around", "inside"});
}

TEST_CASE("notes follow the text, with the label that refers to them") {
  const RecordingSink read =
      WordFile(
          paragraph(run("see") + "<w:r><w:footnoteReference w:id='5'/></w:r><w:r><w:endnoteReference w:id='2'/></w:r>"))
          .part("rF", "footnotes", "footnotes.xml",
                "<w:footnotes><w:footnote w:id='0'><w:p/></w:footnote><w:footnote w:id='5'>" + paragraph(run("foot")) +
                    "</w:footnote></w:footnotes>")
          .part("rE", "endnotes", "endnotes.xml",
                "<w:endnotes><w:endnote w:id='2'>" + paragraph(run("end")) + "</w:endnote></w:endnotes>")
          .read();
  CHECK(read.block_texts() == std::vector<std::string>{"see[1][i]", "[1] foot", "[i] end"});
  CHECK(read.blocks[1].label == BlockLabel::footnote);
}

TEST_CASE("headers come first and footers last, each text once") {
  const std::string header = "<w:hdr>" + paragraph(run("Head")) + "</w:hdr>";
  const RecordingSink read = WordFile(paragraph(run("body")) +
                                      "<w:sectPr><w:headerReference r:id='h1'/><w:headerReference r:id='h2'/>"
                                      "<w:footerReference r:id='f1'/></w:sectPr>")
                                 .part("h1", "header", "h1.xml", header)
                                 .part("h2", "header", "h2.xml", header)
                                 .part("f1", "footer", "f1.xml", "<w:ftr>" + paragraph(run("Foot")) + "</w:ftr>")
                                 .read();
  CHECK(read.block_texts() == std::vector<std::string>{"Head", "body", "Foot"});
  CHECK(read.blocks[0].label == BlockLabel::page_header);
  CHECK(read.blocks[2].label == BlockLabel::page_footer);
}

TEST_CASE("lines in a fixed-width font are code if they look like it") {
  const std::string mono = "<w:rFonts w:ascii='Courier New'/>";
  const RecordingSink read = WordFile(paragraph(run("for (;;) {", mono)) + paragraph(run("  go();", mono)) +
                                      paragraph(run("Then")) + paragraph(run("typed on an old machine", mono)))
                                 .read();
  REQUIRE(read.blocks.size() == 3);
  CHECK(read.blocks[0].label == BlockLabel::code);
  CHECK(read.blocks[0].text == "for (;;) {\n  go();");
  CHECK(read.blocks[2].label == BlockLabel::paragraph);
  CHECK(read.blocks[2].spans.empty());
}

}  // namespace
}  // namespace docexport::test
