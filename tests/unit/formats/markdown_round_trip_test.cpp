#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "markdown_reading.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

/// The Markdown of the content, and what a parser finds in it.
struct RoundTrip {
  std::string markdown{};
  std::vector<std::string> blocks{};
};

RoundTrip read_back(const Content& content) {
  RoundTrip trip{.markdown = write_export(ExportFormat::md, content).text};
  trip.blocks = parse_markdown(trip.markdown);
  return trip;
}

std::string joined(const std::vector<std::string>& blocks) {
  std::string text;
  for (const std::string& block : blocks) {
    text += "{" + block + "}\n";
  }
  return text;
}

/// What is left of a text in Markdown: its lines without blanks around them, and no blank lines.
std::string trimmed_lines(const std::string& text, const std::string& separator) {
  std::string lines;
  std::size_t position = 0;
  while (position <= text.size()) {
    const std::size_t end = std::min(text.find('\n', position), text.size());
    const std::string line = text.substr(position, end - position);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string::npos) {
      lines += (lines.empty() ? "" : separator) + line.substr(first, line.find_last_not_of(" \t") + 1 - first);
    }
    position = end + 1;
  }
  return lines;
}

/// Text made of what means something in Markdown, the same in every run.
class NaughtyTexts {
 public:
  std::string next() {
    static const std::vector<std::string> pieces = {"*",
                                                    "**",
                                                    "_",
                                                    "__",
                                                    "`",
                                                    "```",
                                                    "[",
                                                    "]",
                                                    "(",
                                                    ")",
                                                    "![",
                                                    "<",
                                                    ">",
                                                    "&",
                                                    "&amp;",
                                                    "&#35;",
                                                    "\\",
                                                    "|",
                                                    "~",
                                                    "~~",
                                                    "#",
                                                    "##",
                                                    "-",
                                                    "+",
                                                    "=",
                                                    "===",
                                                    "---",
                                                    "1.",
                                                    "2)",
                                                    "10.",
                                                    ":",
                                                    "!",
                                                    " ",
                                                    " ",
                                                    "  ",
                                                    "\n",
                                                    "\n",
                                                    "a",
                                                    "b c",
                                                    "word",
                                                    "é",
                                                    "漢",
                                                    "<b>",
                                                    "</p>",
                                                    "<!--",
                                                    "$$",
                                                    "http://x.y/_z_",
                                                    "[x] ",
                                                    "[ ] ",
                                                    "[^1]",
                                                    "]: u",
                                                    "\t",
                                                    "\\|",
                                                    "\"",
                                                    "'",
                                                    "“"};
    std::string text;
    const std::size_t count = 1 + random_() % 12;
    for (std::size_t index = 0; index < count; ++index) {
      text += pieces[random_() % pieces.size()];
    }
    return text;
  }
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  std::mt19937 random_{20240115};
};

std::string without_tags(std::string text) {
  for (const std::string tag : {"<b>", "</b>", "<i>", "</i>", "<s>", "</s>"}) {
    for (std::size_t found = text.find(tag); found != std::string::npos; found = text.find(tag)) {
      text.erase(found, tag.size());
    }
  }
  return text;
}

constexpr int rounds = 20'000;

}  // namespace

TEST_CASE("paragraphs, headings, items and quotes of any text read back as they were") {
  NaughtyTexts texts;
  for (int round = 0; round < rounds; ++round) {
    const std::string text = texts.next();
    const std::string lines = trimmed_lines(text, "\n");
    if (lines.empty()) {
      continue;
    }
    CAPTURE(text);
    const RoundTrip trip = read_back([&](ContentSink& sink) {
      sink.block({.label = BlockLabel::paragraph, .text = text});
      sink.block({.label = BlockLabel::section_header, .level = 2, .text = text});
      sink.block({.label = BlockLabel::list_item, .level = 0, .text = text, .marker = "-"});
      sink.block({.label = BlockLabel::list_item, .level = 1, .text = text, .ordered = true, .marker = "3."});
      sink.block({.label = BlockLabel::quote, .level = 2, .text = text});
    });
    CAPTURE(trip.markdown);
    REQUIRE(joined(trip.blocks) == joined({"p " + lines, "h2 " + trimmed_lines(text, " "), "li0 - " + lines,
                                           "li1 3. " + lines, "quote2 " + lines}));
  }
}

TEST_CASE("cells of any text read back as they were") {
  NaughtyTexts texts;
  for (int round = 0; round < rounds; ++round) {
    const std::string text = texts.next();
    CAPTURE(text);
    const RoundTrip trip = read_back([&](ContentSink& sink) {
      push_table(sink, {.header_rows = 1}, {text_row({"h", text}), text_row({text, "x"})});
    });
    const std::string lines = trimmed_lines(text, "\n");
    CAPTURE(trip.markdown);
    REQUIRE(joined(trip.blocks) == joined({"row h|" + lines, "row " + lines + "|x"}));
  }
}

TEST_CASE("code of any text reads back as it was") {
  NaughtyTexts texts;
  for (int round = 0; round < rounds; ++round) {
    std::string text = texts.next();
    std::replace(text.begin(), text.end(), '\t', ' ');  // which md4c does on blank lines
    CAPTURE(text);
    const RoundTrip trip =
        read_back([&](ContentSink& sink) { sink.block({.label = BlockLabel::code, .text = text, .language = "c++"}); });
    CAPTURE(trip.markdown);
    REQUIRE(joined(trip.blocks) == joined({"code c++|" + text + "\n"}));
  }
}

TEST_CASE("text with any spans keeps every character") {
  NaughtyTexts texts;
  for (int round = 0; round < rounds; ++round) {
    Block block{.label = BlockLabel::paragraph, .text = "a" + texts.next() + "b"};
    std::replace(block.text.begin(), block.text.end(), '>', '/');  // no tags but those of the reading
    for (std::size_t count = texts.below(5); count > 0; --count) {
      Span span{.begin = texts.below(block.text.size() + 1), .end = texts.below(block.text.size() + 1)};
      span.bold = texts.below(2) == 0;
      span.italic = texts.below(2) == 0;
      span.strikethrough = texts.below(4) == 0;
      block.spans.push_back(span);
    }
    CAPTURE(block.text);
    const RoundTrip trip = read_back([&](ContentSink& sink) { sink.block(block); });
    CAPTURE(trip.markdown);
    REQUIRE(trip.blocks.size() == 1);
    REQUIRE(without_tags(trip.blocks[0]) == "p " + trimmed_lines(block.text, "\n"));
  }
}

TEST_CASE("spans on words read back as they were") {
  const auto read_block = [](const Block& block) {
    return read_back([&](ContentSink& sink) { sink.block(block); }).blocks.at(0);
  };
  const std::string text = "one two three";
  CHECK(read_block(
            {.text = text, .spans = {{.begin = 0, .end = 7, .bold = true}, {.begin = 4, .end = 13, .italic = true}}}) ==
        "p <b>one</b> <i><b>two</b></i> <i>three</i>");
  CHECK(read_block(
            {.text = text,
             .spans = {{.begin = 0, .end = 13, .bold = true}, {.begin = 4, .end = 7, .bold = true, .code = true}}}) ==
        "p <b>one</b> <b><c>two</c></b> <b>three</b>");
  CHECK(read_block(
            {.text = text,
             .spans = {{.begin = 0, .end = 4, .link = "u"}, {.begin = 4, .end = 7, .italic = true, .link = "u"}}}) ==
        "p <a u>one <i>two</i></a> three");
  CHECK(read_block({.text = "unbelievable", .spans = {{.begin = 2, .end = 6, .bold = true}}}) ==
        "p un<b>beli</b>evable");
  CHECK(read_block({.text = "a `b` c", .spans = {{.begin = 2, .end = 5, .code = true}}}) == "p a <c>`b`</c> c");
  CHECK(read_block({.text = "x", .spans = {{.begin = 0, .end = 1, .link = "a(b)<c>\\d &amp; e"}}}) ==
        "p <a a(b)<c>\\d &amp; e>x</a>");
  CHECK(read_block({.text = "[a](b)", .spans = {{.begin = 0, .end = 6, .link = "u"}}}) == "p <a u>[a](b)</a>");
  CHECK(read_block({.text = "alt [1]", .spans = {{.begin = 0, .end = 7, .image = "i.png"}}}) ==
        "p <img i.png>alt [1]</img>");
}

TEST_CASE("blocks of every kind stay apart, in any order") {
  NaughtyTexts choices;
  const std::vector<std::pair<Block, std::string>> kinds = {
      {{.label = BlockLabel::paragraph, .text = "p"}, "p p"},
      {{.label = BlockLabel::section_header, .level = 3, .text = "h"}, "h3 h"},
      {{.label = BlockLabel::code, .text = "c"}, "code |c\n"},
      {{.label = BlockLabel::quote, .level = 1, .text = "q"}, "quote1 q"},
      {{.label = BlockLabel::horizontal_rule}, "hr"},
      {{.label = BlockLabel::list_item, .text = "i", .marker = "-"}, "li0 - i"},
      {{.label = BlockLabel::list_item, .text = "", .marker = "-"}, "li0 - "},
      {{.label = BlockLabel::list_item, .text = "t", .marker = "-", .checked = true}, "li0 - [x] t"}};
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> expected;
    const RoundTrip trip = read_back([&](ContentSink& sink) {
      for (int count = 0; count < 8; ++count) {
        const auto& [block, reading] = kinds[choices.below(kinds.size())];
        sink.block(block);
        expected.push_back(reading);
        if (choices.below(4) == 0) {
          push_table(sink, {}, {text_row({"x", ""}), text_row({"", ""})});
          expected.insert(expected.end(), {"row |", "row x|", "row |"});
        }
      }
    });
    CAPTURE(trip.markdown);
    REQUIRE(joined(trip.blocks) == joined(expected));
  }
}

TEST_CASE("lists read back with their depths and numbers") {
  const auto item = [](int level, const std::string& marker) {
    return Block{
        .label = BlockLabel::list_item, .level = level, .text = "x", .ordered = marker.size() > 1, .marker = marker};
  };
  const RoundTrip trip = read_back([&](ContentSink& sink) {
    for (const Block& block :
         {item(0, "1."), item(1, "-"), item(2, "5."), item(2, "6."), item(1, "-"), item(0, "2."), item(0, "1."),
          item(0, "a."), item(0, "-"), item(0, "*"), item(3, "-"), item(0, "100)")}) {
      sink.block(block);
    }
  });
  CAPTURE(trip.markdown);
  CHECK(joined(trip.blocks) == joined({"li0 1. x", "li1 - x", "li2 5. x", "li2 6. x", "li1 - x", "li0 2. x", "li0 1) x",
                                       "li0 2) x", "li0 - x", "li0 - x", "li1 - x", "li0 100) x"}));
}

}  // namespace docexport::test
