#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/html_page.hpp"

namespace docexport::test {
namespace {

RecordingSink read_data(std::string_view xml) {
  return DocumentFile("data.xml", xml).read_as("application/xml");
}

Lines columns_of(std::string_view xml) {
  return read_data(xml).columns;
}

TEST_CASE("repeated elements are records of their attributes and children") {
  const RecordingSink sink = read_data(
      "<?xml version='1.0'?><all xmlns='urn:x'><r id='1'><a>x</a><b/></r><r id='2'><c> y </c></r>"
      "<r xmlns:i='urn:i'><a i:nil='true'/></r></all>");
  CHECK(sink.columns == Lines{"id", "a", "b", "c"});
  CHECK(sink.record_texts() == Lines{"1|x||", "2|||y", "|||"});
  CHECK(sink.records[0][2].type == CellType::text);
  CHECK(sink.records[0][3].type == CellType::absent);
  CHECK(sink.records[2][1].type == CellType::null);
  CHECK(sink.calls == "bRr");
}

TEST_CASE("what is nested or repeated in a record is compact JSON") {
  const RecordingSink sink =
      read_data("<all><r><a k='v'>x</a><b><c>1</c><d>\"</d><c>2</c></b><e>3</e><e>4</e></r><r/></all>");
  CHECK(sink.record_texts().at(0) ==
        "{\"@k\":\"v\",\"#text\":\"x\"}|{\"c\":[\"1\",\"2\"],\"d\":\"\\\"\"}|[\"3\",\"4\"]");
  CHECK(sink.records[0][0].type == CellType::json);
}

TEST_CASE("records may lie below the only element that leads to them, what is beside them is metadata") {
  const RecordingSink sink = read_data(
      "<rss version='2.0'><channel><title>News</title><link>http://x</link><description>D</description>"
      "<category>p</category><category>q</category><image><url>u</url></image>"
      "<item><title>a</title></item><item><title>b</title></item></channel></rss>");
  CHECK(sink.columns == Lines{"title"});
  CHECK(sink.record_texts() == Lines{"a", "b"});
  CHECK(sink.metadata.title == "News");
  CHECK(sink.metadata.subject == "D");
  std::string custom;
  for (const Property& property : sink.metadata.custom) {
    custom += property.name + "=" + property.value + " ";
  }
  CHECK(custom == "version=2.0 link=http://x category=p image/url=u ");
  CHECK(sink.warnings == Lines{"1 element beside the records was not read"});
}

TEST_CASE("a feed of one entry has one record") {
  CHECK(read_data("<feed><title>F</title><entry><id>1</id></entry></feed>").record_texts() == Lines{"1"});
}

TEST_CASE("records of several names say which they are, columns are unique") {
  const RecordingSink sink = read_data("<db><a x='1'><x>2</x></a><a><y/></a><b><x>3</x></b><b><x>4</x></b></db>");
  CHECK(sink.columns == Lines{"element", "x", "x_2", "y"});
  CHECK(sink.record_texts() == Lines{"a|1|2|", "a|||", "b||3|", "b||4|"});
}

TEST_CASE("repeated values without anything in them are records, repeated paragraphs are not") {
  CHECK(read_data("<names><name>a</name><name>b</name></names>").record_texts() == Lines{"a", "b"});
  CHECK(columns_of("<p><x i='1'/><x i='2'/></p>") == Lines{"i"});
  const std::string paragraph = "<p>" + std::string(300, 'x') + "</p>";
  CHECK(read_data("<doc>" + paragraph + paragraph + "</doc>").columns.empty());
  CHECK(columns_of("<doc><s><p>a <b>c</b></p></s><s><p>d</p></s></doc>").empty());
}

TEST_CASE("a text between elements is paragraphs, its titles are headers") {
  const RecordingSink sink = read_data(
      "<book><title>B</title><chapter n='1'><title>C</title><para>a <em>b</em>\n "
      "c</para><para>d</para></chapter></book>");
  CHECK(outline_of(sink) == Lines{"section_header1: B", "section_header2: C", "paragraph: a b c", "paragraph: d"});
  CHECK(sink.metadata.title == "B");
  CHECK(sink.warnings == Lines{"1 attribute of elements was left out"});
}

TEST_CASE("data without records are named values in sections") {
  CHECK(outline_of(read_data("<c><server port='1'><host>h</host><empty/></server><mode k='v'>m</mode></c>")) ==
        Lines{"section_header1: server", "paragraph: port: 1", "paragraph: host: h", "paragraph: mode@k: v",
              "paragraph: mode: m"});
}

TEST_CASE("a drawing is its text") {
  CHECK(outline_of(read_data("<svg><path d='1'/><path d='2'/><text>a</text><text>b</text></svg>")) ==
        Lines{"paragraph: a", "paragraph: b"});
}

TEST_CASE("the encoding is the byte order mark's, else UTF-8, else the declared one") {
  CHECK(read_data("<?xml version='1.0' encoding='windows-1251'?><a><b>\xE6</b><b>c</b></a>").record_texts() ==
        Lines{"\u0436", "c"});
  CHECK(read_data("<?xml version='1.0' encoding='windows-1251'?><a><b>\xC3\xA4</b><b>c</b></a>").record_texts() ==
        Lines{"\u00E4", "c"});
  CHECK(read_data(std::string("\xFF\xFE<\0a\0>\0<\0b\0/\0>\0<\0/\0a\0>\0", 24)).blocks.empty());
}

/// The message of the refusal, which must be one for a limit.
std::string limit_of(const std::string& xml) {
  try {
    read_data(xml);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
    return error.what();
  }
  return "read";
}

TEST_CASE("a text's own entities are expanded") {
  CHECK(outline_of(read_data("<!DOCTYPE a [<!ENTITY l 'lol &#38;#60;'><!ENTITY m '&l;&l;'>]><a>&m;!</a>")) ==
        Lines{"paragraph: a: lol <lol <!"});
  CHECK(read_data("<!DOCTYPE a [<!ENTITY b '<i>x</i>'>]><a><r k='1'>&b;</r><r k='2'>&b;</r></a>").record_texts() ==
        std::vector<std::string>{"1|x", "2|x"});
}

TEST_CASE("a text that grows much by its entities is over a limit") {
  std::string laughs = "<!DOCTYPE a [<!ENTITY e0 'lol'>";
  for (int level = 1; level < 30; ++level) {
    const std::string below = "&e" + std::to_string(level - 1) + ";";
    laughs += "<!ENTITY e" + std::to_string(level) + " '" + below + below + below + "'>";
  }
  CHECK(limit_of(laughs + "]><a>&e29;</a>").find("grows to more than 10 times its size") != std::string::npos);
  CHECK(limit_of(laughs + "]><a b='&e29;'/>").find("grows to more than 10 times its size") != std::string::npos);
  std::string repeated = "<!DOCTYPE a [<!ENTITY e '" + std::string(100'000, 'x') + "'>]><a>";
  for (int times = 0; times < 1000; ++times) {
    repeated += "&e;";
  }
  CHECK(limit_of(repeated + "</a>").find("grows") != std::string::npos);
  std::string many = "<!DOCTYPE a [<!ENTITY e0 'x'>";
  for (int number = 1; number < 1001; ++number) {
    many += "<!ENTITY e" + std::to_string(number) + " '&e" + std::to_string(number - 1) + ";'>";
  }
  CHECK(limit_of(many + "]><a>&e1000;</a>").find("declares more than 1000 entities") != std::string::npos);
}

TEST_CASE("nothing outside of a text is read") {
  CHECK(limit_of("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>").find("the entity x") !=
        std::string::npos);
  CHECK(limit_of("<!DOCTYPE a [<!ENTITY % p '<!ENTITY c 1>'>%p;]><a/>").find("the entity p") != std::string::npos);
  CHECK(outline_of(read_data("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>b</a>")) == Lines{"paragraph: a: b"});
}

TEST_CASE("a document that is no whole XML, or too deep, is refused") {
  CHECK_THROWS_WITH_AS(read_data("<a><b></a>"), doctest::Contains("line 1"), Error);
  CHECK_THROWS_AS(read_data("<a>"), Error);
  CHECK_THROWS_AS(read_data(" "), Error);
  std::string deep;
  for (int depth = 0; depth < 1000; ++depth) {
    deep += "<a>";
  }
  CHECK_THROWS_WITH_AS(read_data(deep), doctest::Contains("--max-depth"), Error);
}

}  // namespace
}  // namespace docexport::test
