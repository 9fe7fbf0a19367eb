#include <doctest/doctest.h>

#include <string>

#include "unit/documents/office_documents.hpp"

namespace docexport::test {
namespace {

std::string text(std::string_view paragraphs) {
  return "<p:txBody>" + std::string(paragraphs) + "</p:txBody>";
}

std::string line(std::string_view words, std::string_view properties = "") {
  return "<a:p><a:pPr " + std::string(properties) + "/><a:r><a:t>" + std::string(words) + "</a:t></a:r></a:p>";
}

std::string shape(std::string_view placeholder, std::string_view inside) {
  return "<p:sp><p:nvSpPr><p:nvPr>" + std::string(placeholder) + "</p:nvPr></p:nvSpPr>" + std::string(inside) +
         "</p:sp>";
}

TEST_CASE("titles are headings, and the body's bullets come from the master") {
  const RecordingSink read =
      SlidesFile()
          .slide(shape("<p:ph type='title'/>", text(line("One") + line("more"))) +
                 shape("<p:ph idx='1'/>", text(line("a") + line("b", "lvl='1'"))) + shape("", text(line("free"))))
          .read();
  REQUIRE(read.blocks.size() == 4);
  CHECK(read.blocks[0].label == BlockLabel::section_header);
  CHECK(read.blocks[0].text == "One more");
  CHECK(read.blocks[1].label == BlockLabel::list_item);
  CHECK(read.blocks[2].level == 1);
  CHECK(read.blocks[3].label == BlockLabel::paragraph);
  REQUIRE(read.blocks[1].position);
  CHECK(read.blocks[1].position->page_no == 1);
  CHECK(read.blocks[1].position->box.left == 10);
  CHECK(read.blocks[1].position->box.bottom == 120);
  REQUIRE(read.pages.size() == 1);
  CHECK(read.pages[0].width == 720);
  CHECK(read.metadata.slide_count == 1);
}

TEST_CASE("numbered paragraphs are counted by level and scheme") {
  const std::string number = "<a:p><a:pPr><a:buAutoNum type='arabicPeriod'/></a:pPr><a:r><a:t>x</a:t></a:r></a:p>";
  const std::string letter =
      "<a:p><a:pPr lvl='1'><a:buAutoNum type='alphaLcParenR' startAt='3'/></a:pPr><a:r><a:t>y</a:t></a:r></a:p>";
  const RecordingSink read =
      SlidesFile().slide(shape("", text(number + letter + letter + number + line("z") + number))).read();
  std::string markers;
  for (const Block& block : read.blocks) {
    markers += block.marker + "|";
  }
  CHECK(markers == "1.|c)|d)|2.||1.|");
}

TEST_CASE("only the slides asked for are read, hidden ones are named") {
  SlidesFile file;
  file.slide(shape("", text(line("one"))))
      .slide(shape("", text(line("two"))), "show='0'")
      .slide(shape("", text(line("three"))));
  const RecordingSink read = file.read({.options = {.pages = {{.first = 2, .last = 3}}}});
  CHECK(read.block_texts() == std::vector<std::string>{"two", "three"});
  CHECK(read.pages.size() == 2);
  CHECK(read.pages[0].page_no == 2);
  CHECK(read.metadata.slide_count == 3);
  CHECK(read.warnings == std::vector<std::string>{"1 hidden slide is among those read"});
}

TEST_CASE("shapes in groups lie where the group puts them") {
  const RecordingSink read =
      SlidesFile()
          .slide(
              "<p:grpSp><p:grpSpPr><a:xfrm><a:off x='1270000' y='0'/><a:ext cx='1270000' cy='1270000'/>"
              "<a:chOff x='0' y='0'/><a:chExt cx='2540000' cy='2540000'/></a:xfrm></p:grpSpPr>" +
              shape("",
                    "<p:spPr><a:xfrm><a:off x='254000' y='254000'/><a:ext cx='508000' cy='254000'/></a:xfrm></p:spPr>" +
                        text(line("inside"))) +
              "</p:grpSp>")
          .read();
  REQUIRE(read.blocks.size() == 1);
  CHECK(read.blocks[0].position->box.left == 110);
  CHECK(read.blocks[0].position->box.top == 10);
  CHECK(read.blocks[0].position->box.right == 130);
}

TEST_CASE("tables keep their spans, notes follow the slide, footers are furniture") {
  const std::string table = "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc gridSpan='2'><a:txBody>" +
                            line("wide") + "</a:txBody></a:tc><a:tc hMerge='1'/></a:tr><a:tr><a:tc><a:txBody>" +
                            line("l") + "</a:txBody></a:tc><a:tc><a:txBody>" + line("r") +
                            "</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>";
  const RecordingSink read =
      SlidesFile()
          .slide(table + shape("<p:ph type='ftr'/>", text(line("foot"))), "",
                 "<Relationship Id='n' Type='x/notesSlide' Target='../n.xml'/>")
          .part("ppt/n.xml", "<p:notes><p:cSld><p:spTree>" + shape("<p:ph type='body' idx='1'/>", text(line("said"))) +
                                 shape("<p:ph type='sldNum'/>", text(line("7"))) + "</p:spTree></p:cSld></p:notes>")
          .read();
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].rows[0].size() == 1);
  CHECK(read.tables[0].rows[0][0].column_span == 2);
  CHECK(RecordingSink::join(read.tables[0].rows[1]) == "l|r");
  CHECK(read.block_texts() == std::vector<std::string>{"foot", "said"});
  CHECK(read.blocks[0].label == BlockLabel::page_footer);
  CHECK(read.blocks[1].label == BlockLabel::footnote);
}

TEST_CASE("what a layout and its master write on slides is furniture, each text once") {
  const auto fixed = [](std::string_view words, std::string_view top) {
    return "<p:sp><p:spPr><a:xfrm><a:off x='0' y='" + std::string(top) + "'/><a:ext cx='1' cy='1'/></a:xfrm></p:spPr>" +
           text(line(words)) + "</p:sp>";
  };
  SlidesFile file;
  file.on_layout(fixed("Draft", "0") + shape("<p:ph type='ftr'/>", text(line("Footer here"))))
      .on_master("<p:grpSp>" + fixed("ACME", "6000000") + "</p:grpSp>" + fixed("Draft", "0"))
      .slide(shape("", text(line("one"))))
      .slide(shape("", text(line("two"))));
  const RecordingSink read = file.read();
  CHECK(read.block_texts() == std::vector<std::string>{"Draft", "ACME", "one", "two"});
  CHECK(read.blocks[0].label == BlockLabel::page_header);
  CHECK(read.blocks[1].label == BlockLabel::page_footer);
  CHECK(read.blocks[1].position.value().page_no == 1);
  SlidesFile hidden;
  hidden.on_layout(fixed("Draft", "0")).slide(shape("", text(line("one"))), "showMasterSp='0'");
  CHECK(hidden.read().block_texts() == std::vector<std::string>{"one"});
}

TEST_CASE("pictures have their description, lost ones and objects a warning") {
  const std::string picture = "<p:pic><p:nvPicPr><p:cNvPr descr='A hill'/></p:nvPicPr><p:blipFill><a:blip r:embed='";
  const RecordingSink read =
      SlidesFile()
          .slide(
              picture + "i'/></p:blipFill></p:pic>" + picture + "none'/></p:blipFill></p:pic>" +
                  "<p:graphicFrame><a:graphic><a:graphicData><p:oleObj/></a:graphicData></a:graphic></p:graphicFrame>",
              "", "<Relationship Id='i' Type='x/image' Target='../i.png'/>")
          .part("ppt/i.png", "png")
          .read();
  CHECK(read.block_texts() == std::vector<std::string>{"A hill"});
  CHECK(read.warnings ==
        std::vector<std::string>{"1 embedded object was not read", "1 picture is missing from the file"});
}

TEST_CASE("comments follow their slide with their authors, answers among them") {
  const std::string comment =
      "<p:cm authorId='{1}'><p:txBody><a:p><a:r><a:t>Why</a:t></a:r></a:p><a:p><a:r><a:t>so?</a:t></a:r></a:p>"
      "</p:txBody><p:replyLst><p:reply authorId='{2}'><p:txBody><a:p><a:r><a:t>Look</a:t></a:r></a:p></p:txBody>"
      "</p:reply></p:replyLst></p:cm>";
  const RecordingSink read =
      SlidesFile()
          .slide(shape("", text(line("one"))), "",
                 "<Relationship Id='c' Type='x/comments' Target='../comments/c.xml'/>")
          .related("rA", "authors", "authors.xml")
          .part("ppt/authors.xml", "<p:authorLst><p:author id='{1}' name='Jane'/></p:authorLst>")
          .part("ppt/comments/c.xml",
                "<p:cmLst>" + comment + "<p:cm authorId='0'><p:text>Old</p:text></p:cm></p:cmLst>")
          .read();
  CHECK(read.block_texts() ==
        std::vector<std::string>{"one", "[author: Jane, slide: 1]: Why\nso?", "[slide: 1]: Look", "[slide: 1]: Old"});
  CHECK(read.blocks.back().position.value().page_no == 1);
}

TEST_CASE("a slide that is damaged is left out, the others are read") {
  SlidesFile file;
  file.slide(shape("", text(line("one")))).slide(shape("", text(line("two"))));
  const RecordingSink read = file.damage(1).read();
  CHECK(read.block_texts() == std::vector<std::string>{"two"});
  CHECK(read.warnings == std::vector<std::string>{"Slide 1 is damaged and was not read"});
}

}  // namespace
}  // namespace docexport::test
