#include <doctest/doctest.h>

#include <array>

#include "docexport/base/digest.hpp"
#include "formats/html_inlines.hpp"
#include "formats/html_page.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// What stands in `main`.
std::string main_of(const Content& content, const RenderOptions& options = {}) {
  const std::string text = write_export(ExportFormat::html, content, options).text;
  const std::size_t begin = text.find("<main>") + 6;
  return text.substr(begin, text.find("</main>") - begin);
}

std::string head_of(const Metadata& metadata) {
  const std::string text = write_export(
                               request_for(ExportFormat::html), [](ContentSink&) {}, metadata)
                               .text;
  return text.substr(0, text.find("<style>"));
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t begin = 0; begin < bytes.size(); begin += 3) {
    unsigned group = 0;
    for (std::size_t index = 0; index < 3; ++index) {
      const bool is_there = begin + index < bytes.size();
      group = group << 8U | (is_there ? static_cast<unsigned char>(bytes[begin + index]) : 0U);
    }
    for (unsigned shift : {18U, 12U, 6U, 0U}) {
      text += letters[group >> shift & 63U];
    }
  }
  for (std::size_t missing = (3 - bytes.size() % 3) % 3; missing > 0; --missing) {
    text[text.size() - missing] = '=';
  }
  return text;
}

Block item(int level, const std::string& text, bool ordered = false, const std::string& marker = "-") {
  return {.label = BlockLabel::list_item, .level = level, .text = text, .ordered = ordered, .marker = marker};
}

}  // namespace

TEST_CASE("the page allows its own style and nothing else") {
  const Sha256Bytes digest = sha256(html_style());
  const std::string name = base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
  CHECK(contains(head_of({}), "content=\"default-src 'none'; style-src 'sha256-" + name +
                                  "'; base-uri 'none'; form-action 'none'\">"));
}

TEST_CASE("the page has a language and a title, and escapes what the document says") {
  const std::string named = head_of({.title = "A <b> & \"c\"", .author = "\"><script>", .language = "de_CH"});
  CHECK(contains(named, "<html lang=\"de-CH\">"));
  CHECK(contains(named, "<title>A &lt;b&gt; &amp; \"c\"</title>"));
  CHECK(contains(named, "<meta name=\"author\" content=\"&quot;&gt;&lt;script&gt;\">"));
  const std::string unknown = head_of({.language = "\" onload=x"});
  CHECK(contains(unknown, "<html lang=\"und\">"));
  CHECK(contains(unknown, "<title>report.pdf</title>"));
}

TEST_CASE("a link leads to the web or to mail, and nowhere else") {
  for (const char* target : {"http://a.b", "HTTPS://a.b/c?d&e", "mailto:x@y.z"}) {
    CHECK(is_safe_link(target));
  }
  for (const char* target : {"javascript:alert(1)", " javascript:x", "data:text/html,x", "file:///etc/passwd", "//a.b",
                             "#x", "java\nscript:x", "http:x", ""}) {
    CHECK_FALSE(is_safe_link(target));
  }
  Block block{.text = "web bad"};
  block.spans = {{.begin = 0, .end = 3, .bold = true, .link = "http://a.b/\"><i>"},
                 {.begin = 4, .end = 7, .italic = true, .link = "javascript:alert(1)"}};
  CHECK(
      main_of([&](ContentSink& sink) { sink.block(block); }) ==
      "\n<p><a href=\"http://a.b/&quot;&gt;&lt;i&gt;\" rel=\"noreferrer\"><strong>web</strong></a> <em>bad</em></p>\n");
}

TEST_CASE("sections are below the title where there is one") {
  const auto content = [](ContentSink& sink) {
    sink.block({.label = BlockLabel::title, .text = "T"});
    sink.block({.label = BlockLabel::section_header, .level = 1, .text = "S"});
    sink.block({.label = BlockLabel::section_header, .level = 6, .text = "D"});
  };
  CHECK(main_of(content) == "\n<h1>T</h1>\n<h2>S</h2>\n<h6>D</h6>\n");
}

TEST_CASE("lists are nested, numbered as in the document, and kept apart by kind") {
  const std::string text = main_of([](ContentSink& sink) {
    sink.block(item(0, "a"));
    sink.block(item(2, "deep"));
    sink.block(item(0, "b"));
    sink.block(item(0, "x", true, "3."));
    sink.block(item(0, "y", true, "4."));
    sink.block(item(0, "z", true, "7."));
    sink.block({.text = "after"});
  });
  CHECK(text ==
        "\n<ul>\n<li>a\n<ul>\n<li>\n<ul>\n<li>deep</li>\n</ul></li>\n</ul></li>\n<li>b</li>\n</ul>"
        "\n<ol>\n<li value=\"3\">x</li>\n<li>y</li>\n<li value=\"7\">z</li>\n</ol>\n<p>after</p>\n");
}

TEST_CASE("tables have captions, headers with their scope, spans and aligned numbers") {
  const std::string text = main_of([](ContentSink& sink) {
    push_table(sink, {.caption = "cap", .header_rows = 1},
               {{{.text = "a", .row_span = 2}, {.text = "b", .column_span = 2}},
                {{.text = "c"}, {.text = "d"}},
                {{.text = "1", .type = CellType::number}, {.text = "x\ny"}, {.text = "<z>"}}});
  });
  CHECK(text ==
        "\n<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\">\n<table>\n"
        "<caption>cap</caption>\n<thead>\n<tr><th scope=\"col\" rowspan=\"2\">a</th>"
        "<th scope=\"col\" colspan=\"2\">b</th></tr>\n<tr><td>c</td><td>d</td></tr>\n</thead>\n<tbody>\n"
        "<tr><td class=\"number\">1</td><td>x<br>\ny</td><td>&lt;z&gt;</td></tr>\n</tbody>\n</table>\n</div>\n");
}

TEST_CASE("fields are a table, records another, and what was not read stands in the footer") {
  const std::string text = write_export(ExportFormat::html, [](ContentSink& sink) {
                             sink.field({.name = "total", .value = "12", .confidence = 99.5, .page = 2});
                             push_records(sink, {"a"}, {text_row({"x"})});
                             sink.warning("<lost>");
                           }).text;
  CHECK(contains(text, "<caption>Fields</caption>"));
  CHECK(contains(text,
                 "<tr><td>total</td><td>12</td><td>text</td><td class=\"number\">99.5</td>"
                 "<td class=\"number\">2</td></tr>\n</tbody>\n</table>\n</div>\n<div"));
  CHECK(contains(text, "<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>x</td></tr>"));
  CHECK(contains(text, "<footer>\n<p>What was not read, or read doubtfully:</p>\n<ul>\n<li>&lt;lost&gt;</li>\n</ul>"));
}

TEST_CASE("quotes nest, code keeps its lines, pictures say what they show") {
  const std::string text = main_of([](ContentSink& sink) {
    sink.block({.label = BlockLabel::quote, .level = 1, .text = "one"});
    sink.block({.label = BlockLabel::quote, .level = 2, .text = "two"});
    sink.block({.label = BlockLabel::code, .text = "a\n  <b>", .language = "c++"});
    sink.block({.label = BlockLabel::picture, .text = "A cat"});
    sink.block({.label = BlockLabel::picture});
    sink.block({.label = BlockLabel::footnote, .text = "note"});
    sink.block({.label = BlockLabel::horizontal_rule});
  });
  CHECK(text ==
        "\n<blockquote>\n<p>one</p>\n<blockquote>\n<p>two</p>\n</blockquote>\n</blockquote>"
        "\n<pre tabindex=\"0\"><code class=\"language-c++\">a\n  &lt;b&gt;</code></pre>"
        "\n<figure><figcaption>A cat</figcaption></figure>\n<figure><figcaption>Image</figcaption></figure>"
        "\n<p class=\"footnote\" role=\"note\">note</p>\n<hr>\n");
}

}  // namespace docexport::test
