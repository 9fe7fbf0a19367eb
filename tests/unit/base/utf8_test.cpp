#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

const std::string replaced = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("the shortest and the longest character of each length are valid UTF-8") {
  for (const char32_t value : {0x01U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xD7FFU, 0xE000U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    CAPTURE(value);
    std::string text;
    append_utf8(text, value);
    CHECK(is_valid_utf8(text));
    const auto point = first_code_point(text);
    REQUIRE(point);
    CHECK(point->value == value);
    CHECK(point->length == text.size());
  }
}

TEST_CASE("text of several characters, with a NUL inside, is valid") {
  using namespace std::string_view_literals;
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("a\0b"sv));
  CHECK(is_valid_utf8("naïve Übersee 東京 🙂"));
}

TEST_CASE("what RFC 3629 forbids is not valid UTF-8") {
  const std::string forbidden[] = {
      "\x80",              // a continuation alone
      "\xC0\xAF",          // overlong "/"
      "\xC1\xBF",          // overlong DEL
      "\xE0\x80\xAF",      // overlong in three bytes
      "\xF0\x80\x80\xAF",  // overlong in four bytes
      "\xED\xA0\x80",      // a high surrogate
      "\xED\xBF\xBF",      // a low surrogate
      "\xF4\x90\x80\x80",  // above U+10FFFF
      "\xF5\x80\x80\x80",  // a lead byte that no character has
      "\xFF",
      "\xC3",          // cut short
      "\xE2\x82",      // cut short
      "\xF0\x9F\x99",  // cut short
      "\xC3(",         // the continuation is missing
      "ok \xE9t\xE9",  // Latin-1
  };
  for (const std::string& text : forbidden) {
    CAPTURE(escape_controls(text));
    CHECK_FALSE(is_valid_utf8(text));
    CHECK(is_valid_utf8(to_valid_utf8(text)));
  }
}

TEST_CASE("each byte that is no UTF-8 becomes one replacement character, the rest stays") {
  CHECK(to_valid_utf8("grüße") == "grüße");
  CHECK(to_valid_utf8("caf\xE9!") == "caf" + replaced + "!");
  CHECK(to_valid_utf8("\xE2\x82") == replaced + replaced);
  CHECK(to_valid_utf8("\xC3(") == replaced + "(");
  CHECK(to_valid_utf8("") == "");
}

}  // namespace docexport
