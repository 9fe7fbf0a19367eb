#include <doctest/doctest.h>

#include "formats/text_line.hpp"
#include "written_export.hpp"

namespace docexport::test {

TEST_CASE("txt has blocks with a blank line between them and none in a list or table") {
  const WrittenExport written = write_export(ExportFormat::txt, [](ContentSink& sink) {
    sink.block({.label = BlockLabel::page_header, .text = "head"});
    sink.block({.label = BlockLabel::title, .text = "Title\n"});
    sink.block(
        {.label = BlockLabel::paragraph, .text = "*no* markup", .spans = {{.begin = 0, .end = 4, .bold = true}}});
    sink.block({.label = BlockLabel::list_item, .text = "a", .marker = "1."});
    sink.block({.label = BlockLabel::list_item, .level = 1, .text = "b", .checked = false});
    push_table(sink, {.caption = "Cap"}, {text_row({"x", "y\tz"}), text_row({"1\r\n2", ""})});
    push_table(sink, {}, {text_row({"t"})});
    sink.block({.label = BlockLabel::horizontal_rule});
    sink.block({.label = BlockLabel::code, .text = "  int x;\n"});
  });
  CHECK(written.text == "Title\n\n*no* markup\n\n1. a\n  - [ ] b\n\nCap\n\nx\ty z\n1 2\t\n\nt\n\n  int x;\n");
  CHECK(written.records_count == 1);
}

TEST_CASE("txt has fields as name and value, and records with tabs") {
  const WrittenExport written = write_export(ExportFormat::txt, [](ContentSink& sink) {
    sink.field({.name = "Total", .value = "12", .type = "number"});
    sink.field({.name = "Date", .value = "2024-01-15"});
    push_records(sink, {"a", "b"}, {text_row({"1", "x\ty"}), text_row({"", ""})});
  });
  CHECK(written.text == "Total: 12\nDate: 2024-01-15\n\na\tb\n1\tx y\n\t\n");
  CHECK(written.records_count == 2);
}

TEST_CASE("text for people has one kind of line end and nothing that acts on a terminal") {
  CHECK(readable_text("a\r\nb\rc\vd\fe\xC2\x85"
                      "f\xE2\x80\xA8"
                      "g\xE2\x80\xA9h") == "a\nb\nc\nd\ne\nf\ng\nh");
  CHECK(readable_text("\x1b[2J\x7F\xC2\x9B") == "\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(readable_text("tab\tand \xC3\xA9 \xFF") == "tab\tand \xC3\xA9 \xEF\xBF\xBD");
  CHECK(readable_text("\xC2\xA0\xE2\x80\x93\xF0\x9F\x98\x80") == "\xC2\xA0\xE2\x80\x93\xF0\x9F\x98\x80");
  CHECK(readable_line("a \t\r\n b  c\n") == "a b  c ");
}

}  // namespace docexport::test
