#include "documents/expat_parser.hpp"

#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

class Recorder : public XmlHandler {
 public:
  void begin_element(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "stop") {
      throw std::runtime_error("enough");
    }
    heard.append("<").append(name);
    attributes.for_each([this](std::string_view attribute, std::string_view value) {
      heard.append(" ").append(attribute).append("=").append(value);
    });
    heard.append(">");
  }
  void end_element(std::string_view name) override { heard.append("</").append(name).append(">"); }
  void text(std::string_view piece) override { heard.append(piece); }

  std::string heard{};
};

std::string parse(std::string_view xml, RenderLimits limits = {}) {
  Recorder recorder;
  parse_xml(xml, "part.xml in a.zip", ReadingBudget(limits, "a.zip"), recorder);
  return recorder.heard;
}

std::string failure_of(std::string_view xml, ErrorKind kind, RenderLimits limits = {}) {
  try {
    parse(xml, limits);
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    return error.what();
  }
  return "no failure";
}

TEST_CASE("elements, attributes and text come in the document's order") {
  CHECK(parse("<a x:b='1' c='&lt;'>one<d/>&#228;two</a>") == "<a x:b=1 c=<>one<d></d>\u00e4two</a>");
}

TEST_CASE("text in UTF-16 and Latin-1 comes as UTF-8") {
  CHECK(parse(std::string_view("\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0", 18)) == "<a>\u00e4</a>");
  CHECK(parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>") == "<a>\u00e4</a>");
}

TEST_CASE("what comes in single bytes is the same") {
  const std::string xml = "<a b='\u00e4'>text \u20ac<c/></a>";
  Recorder recorder;
  const ReadingBudget budget({}, "a");
  ExpatParser parser("a", budget, recorder);
  for (const char byte : xml) {
    parser.feed({&byte, 1});
  }
  parser.finish();
  CHECK(recorder.heard == "<a b=\u00e4>text \u20ac<c></c></a>");
}

TEST_CASE("attributes are found with and without their prefix") {
  const char* const pairs[] = {"r:id", "7", "name", "", nullptr};
  const XmlAttributes attributes(pairs);
  CHECK(attributes.get("r:id") == "7");
  CHECK(attributes.get("id").data() == nullptr);
  CHECK(attributes.get_local("id") == "7");
  CHECK(attributes.get("name").data() != nullptr);
  CHECK(local_name("table:table-row") == "table-row");
  CHECK(local_name("row") == "row");
}

TEST_CASE("a text that declares entities is refused before one is used") {
  const std::string bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
  CHECK(failure_of(bomb, ErrorKind::limit).find("part.xml in a.zip declares entities") == 0);
  CHECK(failure_of("<!DOCTYPE a [<!ENTITY b SYSTEM '/etc/passwd'>]><a>&b;</a>", ErrorKind::limit).find("entities") !=
        std::string::npos);
  CHECK(failure_of("<!DOCTYPE a [<!ENTITY % b '<!ENTITY c 1>'>%b;]><a/>", ErrorKind::limit).find("entities") !=
        std::string::npos);
}

TEST_CASE("an entity of a DTD that is not read stays in the text") {
  CHECK(parse("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'xhtml1.dtd'><p>a&nbsp;b</p>") ==
        "<p>a&nbsp;b</p>");
}

TEST_CASE("what is not well formed is refused with its line") {
  CHECK(failure_of("<a>\n<b></a>", ErrorKind::input) == "part.xml in a.zip is damaged: line 2: mismatched tag");
  CHECK(failure_of("<a>", ErrorKind::input).find("is damaged") != std::string::npos);
  CHECK(failure_of("", ErrorKind::input).find("is damaged") != std::string::npos);
  CHECK(failure_of("<a>\xC3(</a>", ErrorKind::input).find("is damaged") != std::string::npos);
}

TEST_CASE("elements nested deeper than allowed are refused as a limit") {
  RenderLimits limits;
  limits.depth = 3;
  CHECK(parse("<a><b><c/></b><b><c/></b></a>", limits) == "<a><b><c></c></b><b><c></c></b></a>");
  CHECK(failure_of("<a><b><c><d/></c></b></a>", ErrorKind::limit, limits).find("--max-depth") != std::string::npos);
}

TEST_CASE("what the handler throws comes out, and nothing is heard after it") {
  Recorder recorder;
  const ReadingBudget budget({}, "a");
  ExpatParser parser("a", budget, recorder);
  CHECK_THROWS_WITH(parser.feed("<a><stop/>late</a>"), "enough");
  CHECK(recorder.heard == "<a>");
}

}  // namespace
}  // namespace docexport
