#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "support/temporary_directory.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

/// What a program of poppler prints for the PDF.
std::string read_with(const std::string& program, const std::string& pdf, const std::string& rest = "") {
  const TemporaryDirectory folder;
  const std::filesystem::path path = folder.path() / "export.pdf";
  std::ofstream(path, std::ios::binary) << pdf;
  FILE* const output = ::popen((program + ' ' + path.string() + ' ' + rest + " 2>&1").c_str(), "r");
  REQUIRE(output != nullptr);
  std::string text;
  std::array<char, 65536> buffer{};
  for (std::size_t count = 0; (count = ::fread(buffer.data(), 1, buffer.size(), output)) > 0;) {
    text.append(buffer.data(), count);
  }
  CHECK(::pclose(output) == 0);
  return text;
}

std::string text_of(const std::string& pdf) {
  return read_with("pdftotext -layout", pdf, "-");
}

/// The line of pdfinfo with that name.
std::string fact(const std::string& pdf, const std::string& name) {
  const std::string facts = read_with("pdfinfo", pdf);
  const std::size_t begin = facts.find(name + ':');
  if (begin == std::string::npos) {
    return "";
  }
  const std::size_t value = facts.find_first_not_of(' ', begin + name.size() + 1);
  return facts.substr(value, facts.find('\n', value) - value);
}

WrittenExport print(const Content& content, const Metadata& metadata = {}) {
  return write_export(request_for(ExportFormat::pdf), content, metadata);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t place = text.find(part); place != std::string::npos; place = text.find(part, place + 1)) {
    ++count;
  }
  return count;
}

void push_all_kinds(ContentSink& sink) {
  sink.field({.name = "Total", .value = "12.50 EUR"});
  sink.block({.label = BlockLabel::title, .text = "The report"});
  sink.block({.label = BlockLabel::section_header, .level = 1, .text = "First part"});
  sink.block(
      {.text = "Plain, bold and linked text.",
       .spans = {{.begin = 7, .end = 11, .bold = true}, {.begin = 16, .end = 22, .link = "https://example.org/a b"}}});
  sink.block({.label = BlockLabel::list_item, .text = "a point", .marker = "-"});
  sink.block({.label = BlockLabel::list_item, .level = 1, .text = "a step", .ordered = true, .marker = "7."});
  sink.block({.label = BlockLabel::code, .text = "int x = 1;\n  return x;"});
  sink.block({.label = BlockLabel::quote, .level = 1, .text = "quoted"});
  sink.block({.label = BlockLabel::picture, .text = "a chart of sales"});
  sink.block({.label = BlockLabel::horizontal_rule});
  sink.block({.label = BlockLabel::section_header, .level = 2, .text = "Inner part"});
  push_table(sink, {.caption = "Prices", .header_rows = 1},
             {text_row({"Name", "Price"}), {{.text = "Tea"}, {.text = "3.20", .type = CellType::number}}});
}

}  // namespace

TEST_CASE("a PDF has the document's text, in order") {
  const std::string pdf = print(push_all_kinds).text;
  CHECK(pdf.starts_with("%PDF-1.5"));
  const std::string text = read_with("pdftotext", pdf, "-");
  std::size_t place = 0;
  for (const char* part :
       {"Total", "12.50 EUR", "The report", "First part", "Plain, bold and linked text.", "a point", "7.", "a step",
        "int x = 1;", "quoted", "a chart of sales", "Inner part", "Prices", "Tea", "3.20"}) {
    CAPTURE(part);
    place = text.find(part, place);
    CHECK(place != std::string::npos);
  }
}

TEST_CASE("a PDF says who wrote what when, and never the time it was made") {
  const Metadata metadata{.title = "Annual r\xC3\xA9port", .author = "A. Writer", .created = "2024-01-15T10:30:00Z"};
  const std::string pdf = print(push_all_kinds, metadata).text;
  CHECK(fact(pdf, "Title") == "Annual r\xC3\xA9port");
  CHECK(fact(pdf, "Author") == "A. Writer");
  CHECK(holds(fact(pdf, "CreationDate"), "Jan 15 "));
  const std::string dateless = print(push_all_kinds).text;
  CHECK(fact(dateless, "Title") == "report");
  CHECK(holds(fact(dateless, "CreationDate"), "1970"));
  CHECK(holds(fact(dateless, "Page size"), "A4"));
}

TEST_CASE("headings are the outline, and the structure is told") {
  const std::string pdf = print(push_all_kinds).text;
  for (const char* title : {"(The report)", "(First part)", "(Inner part)"}) {
    CHECK(holds(pdf, title));
  }
  const std::string structure = read_with("pdfinfo -struct-text", pdf);
  for (const char* role : {"H1", "H2", "Table", "TR", "TH", "TD", "Code", "Figure"}) {
    CAPTURE(role);
    CHECK(holds(structure, role));
  }
}

TEST_CASE("the cells of a large table are no part of the structure, what follows it is") {
  const std::string structure =
      read_with("pdfinfo -struct", print([](ContentSink& sink) {
                                     sink.begin_table({.header_rows = 1});
                                     for (int row = 0; row < 6000; ++row) {
                                       sink.table_row(text_row({"a", "b"}));
                                     }
                                     sink.end_table();
                                     sink.block({.label = BlockLabel::section_header, .level = 1, .text = "Behind"});
                                   }).text);
  CHECK(count_of(structure, "TD") > 5000);
  CHECK(count_of(structure, "TD") < 8000);
  CHECK(holds(structure, "H1"));
}

TEST_CASE("links that act or lead nowhere are only text") {
  const std::string pdf = print([](ContentSink& sink) {
                            sink.block({.text = "abcd",
                                        .spans = {{.begin = 0, .end = 1, .link = "javascript:alert(1)"},
                                                  {.begin = 1, .end = 2, .link = "#part"},
                                                  {.begin = 2, .end = 3, .link = "mailto:a@b.c'] uri='x"}}});
                          }).text;
  CHECK(count_of(pdf, "/URI (") == 1);
  CHECK(holds(pdf, "/URI (mailto:a@b.c%27]%20uri=%27x)"));
}

TEST_CASE("a table goes on over pages, with its header on each") {
  const std::string pdf = print([](ContentSink& sink) {
                            sink.begin_table({.header_rows = 1});
                            sink.table_row(text_row({"Number", "What"}));
                            for (int row = 1; row <= 150; ++row) {
                              sink.table_row(text_row({"row " + std::to_string(row), "something"}));
                            }
                            sink.end_table();
                          }).text;
  const int pages = std::stoi(fact(pdf, "Pages"));
  CHECK(pages >= 3);
  const std::string text = text_of(pdf);
  CHECK(count_of(text, "Number") == static_cast<std::size_t>(pages));
  for (int row = 1; row <= 150; ++row) {
    CHECK(count_of(text, "row " + std::to_string(row) + " ") == 1);
  }
}

TEST_CASE("what is larger than a page is divided, and nothing of it is lost") {
  std::string words;
  for (int word = 0; word < 6000; ++word) {
    words += "w" + std::to_string(word) + "x ";
  }
  const auto check_all_words = [](const std::string& pdf) {
    const std::string text = read_with("pdftotext", pdf, "-");
    for (const int word : {0, 1234, 3999, 5999}) {
      CHECK(holds(text, "w" + std::to_string(word) + "x"));
    }
    CHECK(std::stoi(fact(pdf, "Pages")) > 5);
  };
  check_all_words(print([&](ContentSink& sink) { sink.block({.text = words}); }).text);
  check_all_words(print([&](ContentSink& sink) {
                    push_table(sink, {.header_rows = 1}, {text_row({"a", "b"}), text_row({"left", words})});
                  }).text);
}

TEST_CASE("a wide table gets smaller letters, then a wider page") {
  Row row;
  for (int column = 0; column < 60; ++column) {
    row.push_back({.text = "column" + std::to_string(column)});
  }
  const std::string pdf = print([&](ContentSink& sink) { push_table(sink, {}, {row}); }).text;
  CHECK(holds(text_of(pdf), "column59"));
  CHECK(!holds(fact(pdf, "Page size"), "A4"));
}

TEST_CASE("cells may span, and rows may differ") {
  const std::string text = text_of(print([](ContentSink& sink) {
                                     push_table(sink, {},
                                                {{{.text = "wide", .column_span = 2}, {.text = "c"}},
                                                 {{.text = "tall", .row_span = 9}, {.text = "x"}},
                                                 {{.text = "y"}, {.text = "z"}},
                                                 {}});
                                     push_table(sink, {}, {});
                                   }).text);
  for (const char* cell : {"wide", "tall", "x", "y", "z"}) {
    CHECK(count_of(text, cell) == 1);
  }
}

TEST_CASE("any script can be read back, and what no font has is no error") {
  const std::string text = read_with(
      "pdftotext",
      print([](ContentSink& sink) {
        sink.block(
            {.text = "\xCE\x95\xCE\xBB\xCE\xBB\xCE\xB7\xCE\xBD\xCE\xB9\xCE\xBA\xCE\xAC \xD0\x96\xD1\x83\xD0\xBA"});
        sink.block({.text = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"});
        sink.block({.text = "\xE6\xBC\xA2\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF"});
        sink.block({.text = "after"});
      }).text,
      "-");
  CHECK(holds(text, "\xCE\x95\xCE\xBB\xCE\xBB\xCE\xB7\xCE\xBD\xCE\xB9\xCE\xBA\xCE\xAC \xD0\x96\xD1\x83\xD0\xBA"));
  CHECK(holds(text, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"));
  CHECK(holds(text, "after"));
}

TEST_CASE("characters that no font has are named once") {
  const WrittenExport written = print([](ContentSink& sink) {
    for (int repeated = 0; repeated < 3; ++repeated) {
      sink.block({.text = "plain \xF4\x8F\xBF\xBD and \xF4\x8F\xBF\xBC"});
    }
    push_table(sink, {.header_rows = 1}, {text_row({"\xF4\x8F\xBF\xBD"}), text_row({"value"})});
  });
  REQUIRE(written.warnings.size() == 1);
  CHECK(holds(written.warnings.front(), "no installed font has 2 characters of the document"));
  CHECK(count_of(written.warnings.front(), "U+10FFFC") == 1);
  CHECK(count_of(written.warnings.front(), "U+10FFFD") == 1);
  CHECK(print(push_all_kinds).warnings.empty());
}

TEST_CASE("a document without content is one page") {
  CHECK(fact(print([](ContentSink&) {}).text, "Pages") == "1");
}

}  // namespace docexport::test
