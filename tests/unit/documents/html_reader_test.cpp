#include <doctest/doctest.h>

#include "docexport/base/error.hpp"
#include "unit/documents/html_page.hpp"

namespace docexport::test {
namespace {

std::string repeated(std::string_view text, int count) {
  std::string all;
  for (int index = 0; index < count; ++index) {
    all += text;
  }
  return all;
}

/// "ok", or the kind of the error.
std::string outcome_of(const std::string& html) {
  try {
    read_page(html);
    return "ok";
  } catch (const Error& error) {
    return std::string(to_string(error.kind()));
  }
}

TEST_CASE("a page says what it is") {
  const RecordingSink sink = read_page(
      "<html lang=de><head><title> A\n B </title><meta name=Author content=C><meta name=description content=D>"
      "<meta property=og:title content=E><meta property=og:site_name content=F>"
      "<meta property=article:published_time content=2024-01-15T12:00:00+02:00><meta name=date content=yesterday>");
  CHECK(sink.metadata.title == "A B");
  CHECK(sink.metadata.author == "C");
  CHECK(sink.metadata.subject == "D");
  CHECK(sink.metadata.language == "de");
  CHECK(sink.metadata.created == "2024-01-15T10:00:00Z");
  REQUIRE(sink.metadata.custom.size() == 2);
  CHECK(sink.metadata.custom[0].value == "F");
  CHECK(sink.metadata.custom[1].value == "yesterday");
}

TEST_CASE("the charset is the byte order mark's, else UTF-8, else what the page declares") {
  const auto read = [](const std::string& html) {
    const RecordingSink sink = read_page(html);
    return sink.metadata.encoding + " " + sink.blocks.at(0).text;
  };
  CHECK(read("<meta charset=iso-8859-5><p>\xC3\xA4") == "UTF-8 \u00E4");
  CHECK(read("<meta charset=iso-8859-5><p>\xB6\xD0") == "iso-8859-5 \u0416\u0430");
  CHECK(read("<meta http-equiv=x content='text/html; charset = \"ISO-8859-1\"'><p>\x80\xE4") ==
        "windows-1252 \u20AC\u00E4");
  CHECK(read("\xEF\xBB\xBF<meta charset=koi8-r><p>\xC3\xA4") == "UTF-8 \u00E4");
}

TEST_CASE("form fields have the names and values that people see") {
  const RecordingSink sink = read_page(
      "<label for=a>First name: *</label><input id=a value=Ada><label>Mail <input type=email value=a@b></label>"
      "<input type=password name=p value=x><input type=hidden name=h value=x><input type=checkbox name=c checked>"
      "<input type=radio name=r value=1><input type=radio name=r value=2 checked>"
      "<select name=s><option>x<option selected>y</select><textarea name=t> long\ntext </textarea>");
  Lines fields;
  for (const Field& field : sink.fields) {
    CHECK(field.origin == FieldOrigin::form);
    fields.push_back(field.name + "=" + field.value + " " + field.type);
  }
  CHECK(fields ==
        Lines{"First name=Ada text", "Mail=a@b email", "c=true text", "r=2 text", "s=y text", "t=long\ntext text"});
}

TEST_CASE("in XHTML an element may be closed where it begins") {
  CHECK(outline_of(read_page("<?xml version='1.0'?><html><head><title/><script src='x'/></head>"
                             "<body><a id='1'/><p>a<span/>b<br/>c</p><div/>d</body></html>")) ==
        Lines{"paragraph: ab\nc", "paragraph: d"});
}

TEST_CASE("a page that is nested too deep is refused before it is parsed") {
  CHECK(outcome_of(repeated("<div>", 100'000)) == "limit");
  CHECK(outcome_of(repeated("<ul><li>", 100'000)) == "limit");
  CHECK(outcome_of(repeated("<table><tr><td>", 50'000)) == "limit");
  CHECK(outcome_of(repeated("<b><div></b>", 50'000)) == "limit");
  std::string formats;
  for (int index = 0; index < 20'000; ++index) {
    formats += "<font size=" + std::to_string(index) + "><p>x";
  }
  CHECK(outcome_of(formats) == "limit");
}

TEST_CASE("elements that need no end do not nest") {
  for (const char* element : {"<p>x", "<li>x", "<tr><td>x<td>y", "<dt>x<dd>y", "<option>x", "<img><br>", "<a href=x>y",
                              "<font size=1>x", "<div><b></div>", "<!--x-->", "<td></table>"}) {
    CAPTURE(element);
    CHECK(outcome_of(repeated(element, 3000)) == "ok");
  }
}

TEST_CASE("a tag with thousands of attributes is refused, one that never ends is not lost in") {
  std::string attributes;
  for (int index = 0; index < 5000; ++index) {
    attributes += " a" + std::to_string(index) + "=1";
  }
  CHECK(outcome_of("<p" + attributes + ">x") == "limit");
  CHECK(outcome_of("a<p title=\"" + repeated("<p>", 1000)) == "ok");
  CHECK(outcome_of(repeated("<!--", 100'000)) == "ok");
  CHECK(outcome_of(repeated("<script>", 100'000)) == "ok");
}

TEST_CASE("a long target of many pieces of text is refused before it is repeated") {
  CHECK(outcome_of("<a href=\"" + std::string(1'000'000, 'x') + "\">" + repeated("<b>x</b>y", 10'000)) == "limit");
}

TEST_CASE("an empty page, and bytes that are no page, are read") {
  CHECK(read_page("").blocks.empty());
  CHECK(read_page("<").blocks.size() <= 1);
  CHECK(read_page(std::string("<p>a\0b", 6)).blocks.at(0).text == "a\uFFFDb");
}

}  // namespace
}  // namespace docexport::test
