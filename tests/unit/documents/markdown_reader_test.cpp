#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read_markdown(std::string_view text) {
  return DocumentFile("page.md", text).read_as("text/markdown");
}

/// `section_header 1 Title`, a list item with its marker: the blocks in short.
Texts outline(const RecordingSink& sink) {
  Texts lines;
  for (const Block& block : sink.blocks) {
    std::string line(to_string(block.label));
    line += ' ' + std::to_string(block.level);
    line += block.marker.empty() ? "" : ' ' + block.marker;
    lines.push_back(line + ": " + block.text);
  }
  return lines;
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t index = 0; index < times; ++index) {
    result += text;
  }
  return result;
}

TEST_CASE("headings, paragraphs, rules and code are blocks") {
  const RecordingSink sink =
      read_markdown("# One\n\ntext\nmore  \nhard\n\nTwo\n---\n\n***\n\n```cpp x\nint a;\n\n```\n\n    old\n");
  CHECK(outline(sink) == Texts{"section_header 1: One", "paragraph 0: text more\nhard", "section_header 2: Two",
                               "horizontal_rule 0: ", "code 0: int a;\n", "code 0: old"});
  CHECK(sink.blocks[4].language == "cpp");
  CHECK(sink.calls == "bBBBBBB");
}

TEST_CASE("list items have depth, marker and check mark") {
  const RecordingSink sink = read_markdown("- a\n  1. b\n  2. [x] c\n- [ ] d\n\n7) e\n\n   second\n");
  CHECK(outline(sink) == Texts{"list_item 0 -: a", "list_item 1 1.: b", "list_item 1 2.: c", "list_item 0 -: d",
                               "list_item 0 7): e", "paragraph 0: second"});
  CHECK(sink.blocks[1].ordered);
  CHECK_FALSE(sink.blocks[0].ordered);
  CHECK(sink.blocks[2].checked == true);
  CHECK(sink.blocks[3].checked == false);
  CHECK_FALSE(sink.blocks[0].checked.has_value());
}

TEST_CASE("an item that begins with something else is an item all the same") {
  CHECK(outline(read_markdown("- # head\n- > quote\n-\n- - inner\n- ```\n  code\n  ```\n")) ==
        Texts{"list_item 0 -: ", "section_header 1: head", "list_item 0 -: ", "quote 1: quote",
              "list_item 0 -: ", "list_item 0 -: ", "list_item 1 -: inner", "list_item 0 -: ", "code 0: code"});
}

TEST_CASE("quotes have their level") {
  CHECK(outline(read_markdown("> a\n>\n> > b\n\nc\n")) == Texts{"quote 1: a", "quote 2: b", "paragraph 0: c"});
}

TEST_CASE("emphasis, code, links and images are spans of the text") {
  const RecordingSink sink = read_markdown("a **b *c*** `d` [e](/f) ![g](h.png) [![i](j)](k) ~~l~~ [](m)\n");
  REQUIRE(sink.blocks.size() == 1);
  const Block& block = sink.blocks[0];
  CHECK(block.text == "a b c d e g i l ");
  REQUIRE(block.spans.size() == 8);
  const auto text_of = [&block](std::size_t index) {
    return block.text.substr(block.spans[index].begin, block.spans[index].end - block.spans[index].begin);
  };
  CHECK(text_of(0) == "b ");
  CHECK((block.spans[0].bold && !block.spans[0].italic));
  CHECK(text_of(1) == "c");
  CHECK((block.spans[1].bold && block.spans[1].italic));
  CHECK(text_of(2) == "d");
  CHECK(block.spans[2].code);
  CHECK(text_of(3) == "e");
  CHECK(block.spans[3].link == "/f");
  CHECK(text_of(4) == "g");
  CHECK(block.spans[4].image == "h.png");
  CHECK((block.spans[5].image == "j" && block.spans[5].link == "k"));
  CHECK(block.spans[6].strikethrough);
  CHECK((block.spans[7].link == "m" && text_of(7).empty()));
}

TEST_CASE("a link that the parser leaves without having entered it is none") {
  const RecordingSink sink = read_markdown("x ![i]([j)](k) y [z](q)\n");
  REQUIRE(sink.blocks.size() == 1);
  CHECK(sink.blocks[0].text == "x i y z");
  CHECK(sink.blocks[0].spans.back().link == "q");
}

TEST_CASE("references are decoded") {
  const RecordingSink sink =
      read_markdown("&eacute;&#233;&#xE9; &lt;&CounterClockwiseContourIntegral;&nosuch; &#0; [a](b?c&amp;d)\n");
  CHECK(sink.blocks.at(0).text == "ééé <∳&nosuch; \uFFFD a");
  CHECK(sink.blocks.at(0).spans.at(0).link == "b?c&d");
}

TEST_CASE("a table comes row by row") {
  const RecordingSink sink = read_markdown("| a | **b** |\n|---|---|\n| 1 \\| x | `c` |\n| [l](u) |\n");
  CHECK(sink.calls == "bTtw");
  REQUIRE(sink.tables.size() == 1);
  CHECK(sink.tables[0].start.header_rows == 1);
  REQUIRE(sink.tables[0].rows.size() == 3);
  CHECK(RecordingSink::join(sink.tables[0].rows[0]) == "a|b");
  CHECK(RecordingSink::join(sink.tables[0].rows[1]) == "1 | x|c");
  CHECK(RecordingSink::join(sink.tables[0].rows[2]) == "l|");
  CHECK(sink.warnings.at(0).find("1 link or image") != std::string::npos);
}

TEST_CASE("HTML leaves its text") {
  const RecordingSink sink = read_markdown(
      "<p align=\"center\"><img src=\"x\" alt=\"Logo &amp; Co\"><br>\n<b>bold</b>   text</p>\n\na "
      "<sub>2</sub><br>b<!-- no -->\n\n"
      "<script>\nvar hidden = '<p>';\n</script>\n\n<ul><li>one</li><li>two</li></ul>\n");
  CHECK(sink.block_texts() == Texts{"Logo & Co\nbold text", "a 2\nb", "one\ntwo"});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("HTML tags were left out") != std::string::npos);
}

TEST_CASE("front matter becomes metadata, and what has no place there a code block") {
  const RecordingSink sink = read_markdown(
      "---\ntitle: \"My page\"\nauthor: Jane Doe\ndate: 2024-03-01\nlang: en\ndraft: true\ntags:\n  - a\n---\n# "
      "Head\n");
  CHECK(sink.metadata.title == "My page");
  CHECK(sink.metadata.author == "Jane Doe");
  CHECK(sink.metadata.created == "2024-03-01T00:00:00Z");
  CHECK(sink.metadata.language == "en");
  CHECK(outline(sink) == Texts{"code 0: draft: true\ntags:\n  - a", "section_header 1: Head"});
}

TEST_CASE("a rule at the beginning is not front matter") {
  CHECK(outline(read_markdown("---\n\ntext\n\n---\n")) ==
        Texts{"horizontal_rule 0: ", "paragraph 0: text", "horizontal_rule 0: "});
  CHECK(outline(read_markdown("---\ntitle: never closed\n")).size() == 2);
}

TEST_CASE("an empty page is an empty document") {
  CHECK(read_markdown("").calls == "b");
}

TEST_CASE("hostile Markdown takes time in proportion to its size") {
  const std::vector<std::string> texts{
      repeat("[", 50'000),        repeat("![", 50'000),   repeat("> ", 20'000) + "x", repeat("*a _b ", 20'000),
      repeat("`", 50'000),        repeat("[a](", 30'000), repeat("<a", 50'000),       repeat("<!--", 30'000),
      repeat("- ", 10'000),       repeat("&", 50'000),    repeat("<script>", 20'000), repeat("a**b", 30'000),
      repeat("[a]: b\n", 20'000), repeat("|", 50'000),    repeat("\\", 50'000),       repeat("<a \"", 30'000) + "\n",
  };
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 8));
    const auto start = std::chrono::steady_clock::now();
    static_cast<void>(read_markdown(text));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  }
}

TEST_CASE("a text that would grow many times is over the limit") {
  std::string table = repeat("|x", 3000) + "|\n" + repeat("|---", 3000) + "|\n";
  for (int row = 0; row < 3000; ++row) {
    table += "x|\n";
  }
  CHECK_THROWS_AS(static_cast<void>(read_markdown(table)), Error);
  std::string links = "[a]: /" + std::string(100'000, 'x') + "\n\n";
  for (int link = 0; link < 100'000; ++link) {
    links += "[a]\n";
  }
  CHECK_THROWS_AS(static_cast<void>(read_markdown(links)), Error);
}

}  // namespace
}  // namespace docexport::test
