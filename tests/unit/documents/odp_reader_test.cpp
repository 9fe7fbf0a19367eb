#include "documents/odp_reader.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/documents/document_file.hpp"
#include "unit/documents/odf_builder.hpp"

namespace docexport {
namespace {

using test::RecordingSink;
using test::ZipBuilder;

RecordingSink read(std::string_view body, const ReadRequest& request = {}, std::string_view styles = "",
                   std::string_view master = "") {
  ZipBuilder zip;
  zip.add("content.xml", test::odf_content("presentation", body, styles));
  zip.add("styles.xml", test::odf_styles("",
                                         "<style:page-layout style:name='PM1'><style:page-layout-properties "
                                         "fo:page-width='2.54cm' fo:page-height='1in'/></style:page-layout>",
                                         fmt::format("<style:master-page style:name='M' "
                                                     "style:page-layout-name='PM1'>{}</style:master-page>",
                                                     master)));
  const test::DocumentFile file("talk.odp", zip.bytes());
  RecordingSink sink;
  read_odp(file.source(), request, sink);
  return sink;
}

std::string slide(std::string_view name, std::string_view shapes) {
  return fmt::format("<draw:page draw:name='{}' draw:style-name='dp1' draw:master-page-name='M'>{}</draw:page>", name,
                     shapes);
}

std::string frame(std::string_view kind, std::string_view inner) {
  return fmt::format(
      "<draw:frame presentation:class='{}' svg:x='1in' svg:y='72pt' svg:width='1in' svg:height='25.4mm'>"
      "<draw:text-box>{}</draw:text-box></draw:frame>",
      kind, inner);
}

TEST_CASE("a slide is a page with its title as heading, then its shapes in their order, then its notes") {
  const RecordingSink sink = read(slide(
      "page1",
      "<draw:custom-shape><text:p>shape</text:p></draw:custom-shape>" + frame("title", "<text:p>Hello</text:p>") +
          frame("outline",
                "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two"
                "</text:p></text:list-item></text:list></text:list-item></text:list>") +
          "<draw:frame><table:table table:use-first-row-styles='true'><table:table-row><table:table-cell><text:p>a"
          "</text:p></table:table-cell></table:table-row></table:table><draw:image xlink:href='p.svm'/></draw:frame>"
          "<presentation:notes>" +
          frame("notes", "<text:p>Say it</text:p>") + "</presentation:notes>"));
  CHECK(sink.block_texts() == std::vector<std::string>{"Hello", "shape", "one", "two", "Say it"});
  CHECK(sink.calls == "bpBBBBTtB");
  CHECK(sink.metadata.slide_count == 1);
  CHECK(sink.blocks.at(0).label == BlockLabel::section_header);
  CHECK(sink.blocks.at(3).level == 1);
  CHECK(sink.tables.at(0).start.header_rows == 1);
}

TEST_CASE("pages and boxes are in points") {
  const RecordingSink sink = read(slide("page1", frame("title", "<text:p>Hello</text:p>")));
  CHECK(sink.pages.at(0).page_no == 1);
  CHECK(sink.pages.at(0).width == doctest::Approx(72));
  CHECK(sink.pages.at(0).height == doctest::Approx(72));
  const Position position = sink.blocks.at(0).position.value();
  CHECK(position.page_no == 1);
  CHECK(position.box.left == doctest::Approx(72));
  CHECK(position.box.bottom == doctest::Approx(144));
}

TEST_CASE("a slide without a title is headed by its name") {
  CHECK(read(slide("Agenda", frame("outline", "<text:p>x</text:p>"))).block_texts() ==
        std::vector<std::string>{"Agenda", "x"});
}

TEST_CASE("comments follow their slide") {
  const std::string comment =
      "<office:annotation><dc:creator>Jane</dc:creator><text:p>Why?</text:p></office:annotation>";
  CHECK(read(slide("a", comment) + slide("b", "")).block_texts() ==
        std::vector<std::string>{"a", "[author: Jane, slide: 1]: Why?", "b"});
}

TEST_CASE("only the wanted slides are read, and a hidden one is told of") {
  const std::string body = slide("a", "") + slide("b", "") + slide("c", "");
  ReadRequest request;
  request.options.pages = {{.first = 2, .last = 3}};
  const RecordingSink sink = read(body, request);
  CHECK(sink.block_texts() == std::vector<std::string>{"b", "c"});
  CHECK(sink.metadata.slide_count == 3);
  CHECK(read(body, {},
             "<style:style style:name='dp1' style:family='drawing-page'><style:drawing-page-properties "
             "presentation:visibility='hidden'/></style:style>")
            .warnings.size() == 1);
}

TEST_CASE("what a master writes on slides is furniture, each text once") {
  const std::string master = frame("title", "<text:p>Click to edit</text:p>") +
                             frame("footer", "<text:p><presentation:footer/></text:p>") +
                             frame("date-time", "<text:p>May 2024</text:p>") +
                             "<draw:custom-shape svg:y='1pt'><text:p>Draft</text:p></draw:custom-shape>";
  const RecordingSink sink = read(slide("a", "") + slide("b", ""), {}, "", master);
  CHECK(sink.block_texts() == std::vector<std::string>{"May 2024", "Draft", "a", "b"});
  CHECK(sink.blocks.at(0).label == BlockLabel::page_footer);
  CHECK(sink.blocks.at(1).label == BlockLabel::page_header);
  const std::string_view without_background =
      "<style:style style:name='dp1' style:family='drawing-page'><style:drawing-page-properties "
      "presentation:background-objects-visible='false'/></style:style>";
  CHECK(read(slide("a", ""), {}, without_background, master).block_texts() == std::vector<std::string>{"a"});
}

TEST_CASE("footers that slides declare are furniture") {
  const RecordingSink sink =
      read("<presentation:footer-decl presentation:name='f'>ACME</presentation:footer-decl>" + slide("a", ""));
  CHECK(sink.blocks.back().label == BlockLabel::page_footer);
  CHECK(sink.blocks.back().text == "ACME");
}

}  // namespace
}  // namespace docexport
