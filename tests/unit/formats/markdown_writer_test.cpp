#include <doctest/doctest.h>

#include "written_export.hpp"

namespace docexport::test {

namespace {

std::string written_markdown(const Content& content, const RenderOptions& options = {}) {
  return write_export(ExportFormat::md, content, options).text;
}

std::string written_block(const Block& block) {
  return written_markdown([&](ContentSink& sink) { sink.block(block); });
}

std::string written_text(const std::string& text) {
  return written_block({.label = BlockLabel::paragraph, .text = text});
}

}  // namespace

TEST_CASE("ordinary text is not escaped") {
  for (const std::string text :
       {"snake_case_name and other_name", "2 * 3 * 4", "c > d, e < f", "AT&T & co", "5 [sic] items (see [1])",
        "C:\\dir", "1.5 m, 3) no", "#hashtag", "-5 degrees", "+49 30", "100% ~ ok", "only one* here", "a | b", "! yes",
        "f(x) = y", "https://a.b/c_d?e=f&g=h", "_ alone _"}) {
    CHECK(written_text(text) == text + "\n");
  }
}

TEST_CASE("text that would be markup is escaped") {
  CHECK(written_text("*a* and **b**") == "\\*a\\* and \\*\\*b\\*\\*\n");
  CHECK(written_text("_a_ __b__") == "\\_a\\_ \\_\\_b\\_\\_\n");
  CHECK(written_text("`x`") == "\\`x\\`\n");
  CHECK(written_text("[a](b)") == "\\[a\\](b)\n");
  CHECK(written_text("<b>&amp;") == "&lt;b>&amp;amp;\n");
  CHECK(written_text("# no heading") == "\\# no heading\n");
  CHECK(written_text("- no item") == "\\- no item\n");
  CHECK(written_text("12. no item") == "12\\. no item\n");
  CHECK(written_text("> no quote") == "\\> no quote\n");
  CHECK(written_text("---") == "\\---\n");
  CHECK(written_text("text\n===") == "text  \n\\===\n");
  CHECK(written_text("~~~") == "\\~~~\n");
}

TEST_CASE("sections of a document with a title are below it") {
  const auto content = [](ContentSink& sink) {
    sink.block({.label = BlockLabel::section_header, .level = 1, .text = "Before"});
    sink.block({.label = BlockLabel::title, .text = "Title"});
    sink.block({.label = BlockLabel::section_header, .level = 1, .text = "One\nline #"});
    sink.block({.label = BlockLabel::section_header, .level = 9, .text = "Deep"});
    sink.block({.label = BlockLabel::section_header, .level = 1, .text = " "});
  };
  CHECK(written_markdown(content) == "# Before\n\n# Title\n\n## One line \\#\n\n###### Deep\n");
}

TEST_CASE("lists are nested by depth, keep their numbers, and are kept apart") {
  const auto item = [](int level, const std::string& marker, const std::string& text) {
    return Block{
        .label = BlockLabel::list_item, .level = level, .text = text, .ordered = marker.size() > 1, .marker = marker};
  };
  const auto content = [&](ContentSink& sink) {
    sink.block(item(0, "-", "a"));
    sink.block(item(1, "9.", "b\nsecond line"));
    sink.block(item(1, "10.", "c"));
    sink.block(item(2, "-", "d"));
    sink.block(item(0, "-", "e"));
    sink.block(item(0, "1.", "f"));
    sink.block(item(0, "1.", "g"));
    sink.block(item(0, "7.", "h"));
    sink.block({.label = BlockLabel::list_item, .text = "done", .checked = true});
    sink.block({.label = BlockLabel::list_item, .text = "open", .checked = false});
    sink.block({.label = BlockLabel::list_item, .text = "[ ] no task"});
    sink.block({.label = BlockLabel::paragraph, .text = "end"});
  };
  CHECK(written_markdown(content) ==
        "- a\n\n  9. b  \n     second line\n  10. c\n      - d\n- e\n\n1. f\n2. g\n\n7) h\n\n"
        "- [x] done\n- [ ] open\n- \\[ \\] no task\n\nend\n");
}

TEST_CASE("a list's numbers begin again where Markdown has no larger one") {
  const auto content = [](ContentSink& sink) {
    for (const char* marker : {"999999999.", "999999999."}) {
      sink.block({.label = BlockLabel::list_item, .text = "x", .ordered = true, .marker = marker});
    }
  };
  CHECK(written_markdown(content) == "999999999. x\n1. x\n");
}

TEST_CASE("code is fenced with more backticks than it has") {
  CHECK(written_block({.label = BlockLabel::code, .text = "a\n\n  b", .language = "c++"}) == "```c++\na\n\n  b\n```\n");
  CHECK(written_block({.label = BlockLabel::code, .text = "````\nx"}) == "`````\n````\nx\n`````\n");
  CHECK(written_block({.label = BlockLabel::code, .text = "x", .language = "a`b c"}) == "```\nx\n```\n");
}

TEST_CASE("quotes keep their nesting, and paragraphs of one quote stay together") {
  const auto content = [](ContentSink& sink) {
    sink.block({.label = BlockLabel::quote, .level = 1, .text = "one\ntwo"});
    sink.block({.label = BlockLabel::quote, .level = 2, .text = "three"});
    sink.block({.label = BlockLabel::paragraph, .text = "out"});
  };
  CHECK(written_markdown(content) == "> one  \n> two\n>\n> > three\n\nout\n");
}

TEST_CASE("spans become emphasis, code, links and images") {
  CHECK(written_block({.text = "a bold word", .spans = {{.begin = 2, .end = 6, .bold = true}}}) == "a **bold** word\n");
  CHECK(written_block({.text = "all of it",
                       .spans = {{.begin = 0, .end = 9, .bold = true}, {.begin = 4, .end = 6, .italic = true}}}) ==
        "**all** ***of*** **it**\n");
  CHECK(written_block({.text = "x` y", .spans = {{.begin = 0, .end = 2, .code = true}}}) == "`` x` `` y\n");
  CHECK(written_block({.text = "see this", .spans = {{.begin = 4, .end = 8, .link = "https://a.b/c d"}}}) ==
        "see [this](<https://a.b/c d>)\n");
  CHECK(written_block({.text = "logo", .spans = {{.begin = 0, .end = 4, .link = "u", .image = "i.png"}}}) ==
        "[![logo](i.png)](u)\n");
  CHECK(written_block({.text = "", .spans = {{.begin = 0, .end = 0, .image = "i.png"}}}) == "![](i.png)\n");
  CHECK(written_block({.text = "old", .spans = {{.begin = 0, .end = 3, .strikethrough = true}}}) == "~~old~~\n");
  CHECK(written_block({.text = "wow!here", .spans = {{.begin = 4, .end = 8, .link = "u"}}}) == "wow\\![here](u)\n");
}

TEST_CASE("emphasis that Markdown cannot express is left out, and the text stays") {
  CHECK(written_block({.text = "foo(bar)", .spans = {{.begin = 3, .end = 8, .bold = true}}}) == "foo(bar)\n");
  CHECK(written_block(
            {.text = "ab", .spans = {{.begin = 0, .end = 1, .bold = true}, {.begin = 1, .end = 2, .italic = true}}}) ==
        "**a**b\n");
}

TEST_CASE("spans that make no sense do no harm") {
  CHECK(written_block({.text = "h\xC3\xA9llo",
                       .spans = {{.begin = 2, .end = 99, .bold = true},
                                 {.begin = 50, .end = 60, .italic = true},
                                 {.begin = 4, .end = 1, .code = true}}}) == "h**\xC3\xA9llo**\n");
}

TEST_CASE("tables have a header row, escaped pipes and repeated spans") {
  const auto content = [](ContentSink& sink) {
    push_table(sink, {.caption = "Prices", .header_rows = 1},
               {text_row({"a|b", "c"}),
                {{.text = "wide\nline", .column_span = 2}},
                text_row({"1"}),
                text_row({"1", "2", "3"})});
    push_table(sink, {}, {text_row({"x", "y"})});
    push_table(sink, {}, {});
  };
  CHECK(written_markdown(content) ==
        "Prices\n\n| a\\|b | c |  |\n| --- | --- | --- |\n| wide<br>line | wide<br>line |\n| 1 |\n| 1 | 2 | 3 |\n\n"
        "|  |  |\n| --- | --- |\n| x | y |\n");
}

TEST_CASE("a date and its time have a blank between them") {
  CHECK(written_markdown([](ContentSink& sink) {
          push_table(sink, {},
                     {{{.text = "2024-01-15T10:30:00", .type = CellType::date}, {.text = "2024-01-15T10:30:00"}}});
        }) == "|  |  |\n| --- | --- |\n| 2024-01-15 10:30:00 | 2024-01-15T10:30:00 |\n");
}

TEST_CASE("fields come first, as a table") {
  const auto content = [](ContentSink& sink) {
    sink.field({.name = "Total", .value = "1|2", .type = "number", .confidence = 99.5, .page = 3});
    sink.field({.name = "Note", .value = "*x* *y*"});
    sink.block({.text = "Text"});
  };
  CHECK(written_markdown(content) ==
        "| Field | Value | Type | Confidence | Page |\n| --- | --- | --- | --- | --- |\n"
        "| Total | 1\\|2 | number | 99.5 | 3 |\n| Note | \\*x\\* \\*y\\* | text |  |  |\n\nText\n");
  CHECK(written_markdown(content, {.view = View::blocks}) == "Text\n");
}

TEST_CASE("records of a tabular source are one table, and counted") {
  const WrittenExport written = write_export(ExportFormat::md, [](ContentSink& sink) {
    push_records(sink, {"a", "b"}, {text_row({"1", "x\ny"}), text_row({"", ""})});
  });
  CHECK(written.text == "| a | b |\n| --- | --- |\n| 1 | x<br>y |\n|  |  |\n");
  CHECK(written.records_count == 2);
}

TEST_CASE("page headers and footers are left out, rules and formulas are not") {
  const auto content = [](ContentSink& sink) {
    sink.block({.label = BlockLabel::page_header, .text = "head"});
    sink.block({.label = BlockLabel::formula, .text = "E = mc^2"});
    sink.block({.label = BlockLabel::horizontal_rule});
    sink.block({.label = BlockLabel::formula, .text = "a < b"});
    sink.block({.label = BlockLabel::page_footer, .text = "foot"});
  };
  CHECK(written_markdown(content) == "$$E = mc^2$$\n\n---\n\n```math\na < b\n```\n");
}

TEST_CASE("an empty document gives an empty file, which is one record") {
  const WrittenExport written = write_export(ExportFormat::md, [](ContentSink&) {});
  CHECK(written.text.empty());
  CHECK(written.records_count == 1);
}

}  // namespace docexport::test
