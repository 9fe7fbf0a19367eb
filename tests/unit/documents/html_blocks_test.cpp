#include <doctest/doctest.h>

#include "docexport/base/error.hpp"
#include "unit/documents/html_page.hpp"

namespace docexport::test {
namespace {

TEST_CASE("the only h1 of a page is its title, the headings below it are sections") {
  CHECK(outline_of(read_page("<h1>A</h1><h2>B</h2><h3>C</h3>")) ==
        Lines{"title: A", "section_header1: B", "section_header2: C"});
}

TEST_CASE("where there are several h1, or another heading before it, levels are as written") {
  CHECK(outline_of(read_page("<h1>A</h1><h2>B</h2><h1>C</h1>")) ==
        Lines{"section_header1: A", "section_header2: B", "section_header1: C"});
  CHECK(outline_of(read_page("<h2>A</h2><h1>B</h1>")) == Lines{"section_header2: A", "section_header1: B"});
  CHECK(outline_of(read_page("<div role=heading aria-level=3>A</div>")) == Lines{"section_header3: A"});
}

TEST_CASE("blocks and line ends part a text as a browser shows it") {
  CHECK(outline_of(read_page("one <div>two<p>three</div> four<br>five<br><br>six")) ==
        Lines{"paragraph: one", "paragraph: two", "paragraph: three", "paragraph: four\nfive", "paragraph: six"});
  CHECK(outline_of(read_page("<p>&nbsp;</p><p> </p><p>a<b> </b> b\n\t c</p>")) == Lines{"paragraph: a b c"});
}

TEST_CASE("lists keep their nesting, numbers and kinds of numerals") {
  const RecordingSink sink = read_page(
      "<ol start=3 type=a><li>x<ul><li>y</ul><li value=9>z</ol>"
      "<ol reversed><li>p<li>q</ol><ol type=I><li>r</ol>");
  CHECK(outline_of(sink) == Lines{"list_item c.: x", "list_item1: y", "list_item i.: z", "list_item 2.: p",
                                  "list_item 1.: q", "list_item I.: r"});
  CHECK(sink.blocks[0].ordered);
  CHECK_FALSE(sink.blocks[1].ordered);
}

TEST_CASE("an item is one block, what follows a list in it another") {
  CHECK(outline_of(read_page("<ul><li>a<p>b</p><p>c</p><ul><li>d</ul>e</ul>")) ==
        Lines{"list_item: a\nb\nc", "list_item1: d", "paragraph: e"});
  CHECK(outline_of(read_page("<ul><li><ul><li>deep</ul></ul>")) == Lines{"list_item1: deep"});
}

TEST_CASE("a term of a definition list is bold, its definitions are below it") {
  const RecordingSink sink = read_page("<dl><dt>a<dd>b<dd><dl><dt>c<dd>d</dl></dl>");
  CHECK(outline_of(sink) == Lines{"list_item: a", "list_item1: b", "list_item1: c", "list_item2: d"});
  CHECK(spans_of(sink.blocks[0]) == Lines{"a|b"});
}

TEST_CASE("a check box at the beginning of an item makes a task of it") {
  const RecordingSink sink =
      read_page("<ul><li><input type=checkbox disabled checked> a<li><input type=checkbox disabled> b<li>c</ul>");
  REQUIRE(sink.blocks.size() == 3);
  CHECK(sink.blocks[0].checked == true);
  CHECK(sink.blocks[1].checked == false);
  CHECK_FALSE(sink.blocks[2].checked.has_value());
}

TEST_CASE("quotes know their depth, code its language and its white space") {
  const RecordingSink sink = read_page(
      "<blockquote>a<blockquote><p>b</blockquote></blockquote>"
      "<pre><code class='hljs language-cpp'>\n  int x;\n\n  <b>y</b>\n</code></pre>");
  CHECK(outline_of(sink) == Lines{"quote1: a", "quote2: b", "code:   int x;\n\n  y"});
  CHECK(sink.blocks[2].language == "cpp");
}

TEST_CASE("styles and links are spans, with the space between them outside") {
  const RecordingSink sink = read_page("<p>a <b>b <i>c</i></b> <s>d</s><code>e</code> <a href='x y'>f <em>g</em></a>.");
  REQUIRE(sink.blocks.size() == 1);
  CHECK(sink.blocks[0].text == "a b c de f g.");
  CHECK(spans_of(sink.blocks[0]) == Lines{"b |b", "c|bi", "d|s", "e|c", "f |<x y>", "g|i<x y>"});
}

TEST_CASE("links are relative to the base that the page has, and never scripts") {
  const auto target = [](const std::string& href) {
    const RecordingSink sink = read_page("<base href='https://a.b/c/d?q'><p>x<a href=\"" + href + "\">y</a>");
    return sink.blocks.at(0).spans.empty() ? "none" : sink.blocks[0].spans[0].link;
  };
  CHECK(target("e") == "https://a.b/c/e");
  CHECK(target("../../e/./f/?x#y") == "https://a.b/e/f/?x#y");
  CHECK(target("/e") == "https://a.b/e");
  CHECK(target("//e/f") == "https://e/f");
  CHECK(target("#e") == "#e");
  CHECK(target("mailto:e@f") == "mailto:e@f");
  CHECK(target("?e") == "https://a.b/c/d?e");
  CHECK(target("java\nscript:alert(1)") == "none");
  CHECK(target(" JavaScript:alert(1)") == "none");
  CHECK(target("data:text/html,x") == "none");
}

TEST_CASE("an image alone is a picture, in a text it is a span of it") {
  const RecordingSink sink =
      read_page("<p>a <img src=b.png alt=c> d<p><a href=e><img src=f.png alt='g h'></a><img src='data:image/png,x'>");
  CHECK(outline_of(sink) == Lines{"paragraph: a c d", "picture: g h", "picture"});
  CHECK(spans_of(sink.blocks[0]) == Lines{"c|(b.png)"});
  CHECK(spans_of(sink.blocks[1]) == Lines{"g h|<e>(f.png)"});
  CHECK(sink.metadata.image_count == 3);
}

TEST_CASE("a figure has a caption, a drawing its title, a formula its TeX") {
  const RecordingSink sink = read_page(
      "<figure><img src=a "
      "alt=b><figcaption>c</figcaption></figure><svg><title>d</title><text>e</text></svg><svg><g/></svg>"
      "<p>f <math alttext='x^2'><mi>x</mi></math><math display=block><mi>y</mi>"
      "<annotation encoding='application/x-tex'>\\frac y</annotation></math>");
  CHECK(outline_of(sink) == Lines{"picture: b", "caption: c", "picture: d", "paragraph: f x^2", "formula: \\frac y"});
}

TEST_CASE("what a reader does not see is no content") {
  CHECK(outline_of(read_page("<body><script>a</script><style>b</style><noscript>c</noscript><template>d</template>"
                             "<p hidden>e<p style='display : none'>f<select><option>g</select></p><p>h<!-- i -->")) ==
        Lines{"paragraph: h"});
}

TEST_CASE("what is embedded is told") {
  const RecordingSink sink = read_page("<iframe src=a>b</iframe><video>c</video><object>d</object>");
  CHECK(outline_of(sink) == Lines{"paragraph: d"});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].starts_with("3 embedded objects"));
}

TEST_CASE("navigation, the page's footer and links before the first heading are set apart") {
  CHECK(outline_of(read_page("<nav><h2>a</h2><ul><li>b</ul></nav><a href=x>c</a><p>d<h1>e</h1><p><a href=y>f</a>"
                             "<article><footer>g</footer></article><footer><p>h</footer>")) ==
        Lines{"page_header: a", "page_header: b", "page_header: c", "paragraph: d", "title: e", "paragraph: f",
              "paragraph: g", "page_footer: h"});
  CHECK(outline_of(read_page("<a href=x>all there is</a>")) == Lines{"paragraph: all there is"});
}

}  // namespace
}  // namespace docexport::test
