#include "storage/xml_reader.hpp"

#include <doctest/doctest.h>

namespace docexport {
namespace {

TEST_CASE("elements come with their names, texts and children") {
  const auto root = parse_xml(
      "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- hello -->\n<s3:Root xmlns:s3='urn:x' a = \"1>2\">\n"
      "  <One>first</One><Two/><One>second</One><Three><Deep>d</Deep></Three>\n</s3:Root>\n");
  REQUIRE(root);
  CHECK(root->name == "Root");
  CHECK(root->children.size() == 4);
  CHECK(root->child_text("One") == "first");
  CHECK(root->child_text("Two").empty());
  CHECK(root->child("None") == nullptr);
  CHECK(root->child("Three")->child_text("Deep") == "d");
}

TEST_CASE("entities, numeric ones and CDATA are resolved, once") {
  const auto root = parse_xml("<a>&amp;lt; &lt;&gt;&quot;&apos; &#65;&#x4e2d;&#x1F4c4; <![CDATA[<b>&amp;]]></a>");
  REQUIRE(root);
  CHECK(root->text == "&lt; <>\"' A\xe4\xb8\xad\xf0\x9f\x93\x84 <b>&amp;");
}

TEST_CASE("what is not well formed, cut short or dangerous is refused") {
  for (const char* const document : {"",
                                     " ",
                                     "text",
                                     "<a>",
                                     "<a",
                                     "<a></b>",
                                     "<a></a",
                                     "</a>",
                                     "<a></a><b/>",
                                     "<a/>text",
                                     "<a><b></a></b>",
                                     "<a b></a>",
                                     "<a b=1/>",
                                     "<a b=\"1></a>",
                                     "<a>&nbsp;</a>",
                                     "<a>&amp</a>",
                                     "<a>&#0;</a>",
                                     "<a>&#x110000;</a>",
                                     "<a>&#xd800;</a>",
                                     "<a>&#;</a>",
                                     "<a>&#12x;</a>",
                                     "<a><!-- </a>",
                                     "<a><![CDATA[ </a>",
                                     "<?xml ",
                                     "<!-- ",
                                     "< a/>",
                                     "<!DOCTYPE a><a/>",
                                     "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
                                     "<a><!ELEMENT b></a>"}) {
    CAPTURE(document);
    CHECK_FALSE(parse_xml(document));
  }
}

TEST_CASE("nesting and number of elements are bounded") {
  const auto nested = [](int depth) {
    std::string document;
    for (int level = 0; level < depth; ++level) {
      document += "<a>";
    }
    for (int level = 0; level < depth; ++level) {
      document += "</a>";
    }
    return document;
  };
  CHECK(parse_xml(nested(32)));
  CHECK_FALSE(parse_xml(nested(33)));
  CHECK_FALSE(parse_xml(nested(1'000'000)));
  const auto wide = [](std::size_t count) {
    std::string document = "<a>";
    for (std::size_t number = 0; number < count; ++number) {
      document += "<b/>";
    }
    return document + "</a>";
  };
  CHECK(parse_xml(wide(100'000)));
  CHECK_FALSE(parse_xml(wide(200'001)));
}

TEST_CASE("what is escaped is read back as it was") {
  const std::string text = "a<b>&\"c\"' \t\r\n \xc3\xa9 ]]>";
  const auto escaped = escape_xml(text);
  REQUIRE(escaped);
  CHECK(parse_xml("<a>" + *escaped + "</a>")->text == text);
}

TEST_CASE("what XML cannot express is told") {
  CHECK_FALSE(escape_xml("a\x01"));
  CHECK_FALSE(escape_xml(std::string("a\0b", 3)));
  CHECK_FALSE(escape_xml("\xef\xbf\xbf"));
  CHECK(escape_xml("\x7f"));
}

}  // namespace
}  // namespace docexport
