#include "formats/json_value.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "docexport/base/text.hpp"
#include "formats/json_string.hpp"

namespace docexport {

namespace {

using nlohmann::json;

std::string string_of(std::string_view text) {
  ByteBuffer buffer;
  append_json_string(buffer, text);
  return std::string(buffer.view());
}

std::string embedded(std::string_view text) {
  ByteBuffer buffer;
  append_embedded_json(buffer, text);
  return std::string(buffer.view());
}

std::string number(std::string_view literal) {
  ByteBuffer buffer;
  append_json_number(buffer, literal);
  return std::string(buffer.view());
}

std::string measure(double value) {
  ByteBuffer buffer;
  append_json_measure(buffer, value);
  return std::string(buffer.view());
}

std::string real(double value) {
  ByteBuffer buffer;
  append_json_real(buffer, value);
  return std::string(buffer.view());
}

}  // namespace

TEST_CASE("a JSON string reads back as the text, wherever its special characters are") {
  for (const std::string special : {"\"", "\\", "\n", "\t", "\r", "\b", "\f", "\x01", "\x1f", "\x7f", "é", "漢", "😀",
                                    "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      const std::string text = std::string(before, 'x') + special + std::string(20 - before, 'y');
      CHECK(json::parse(string_of(text)).get<std::string>() == text);
    }
  }
  CHECK(json::parse(string_of(std::string("a\0b", 3))).get<std::string>() == std::string("a\0b", 3));
}

TEST_CASE("a JSON string shows nothing to a terminal that it could act on") {
  CHECK(string_of("\x1b[2J") == "\"\\u001b[2J\"");
  CHECK(string_of("a\xC2\x9B"
                  "b\x7F") == "\"a\\u009bb\\u007f\"");
  CHECK(string_of("\xE2\x80\xAE"
                  "gpj\xE2\x81\xA9") == "\"\\u202egpj\\u2069\"");
  CHECK(string_of("caf\xC3\xA9 \xE2\x80\x93 ok") == "\"caf\xC3\xA9 \xE2\x80\x93 ok\"");
}

TEST_CASE("each byte that is not valid UTF-8 becomes one replacement character, as everywhere in the program") {
  for (const std::string bytes : {"\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80",
                                  "\xF0\x80\x80\xAF", "\xE0\x9F\xBF", "\xF5\x80\x80\x80"}) {
    CHECK(json::parse(string_of("start " + bytes + " end")).get<std::string>() ==
          to_valid_utf8("start " + bytes + " end"));
  }
}

TEST_CASE("a number is its literal if it is JSON and a double can hold it") {
  for (const std::string literal : {"0", "-0", "1", "-12.50", "1e5", "1E-7", "12345678901234567890123", "0.1"}) {
    CHECK(number(literal) == literal);
  }
  for (const std::string literal :
       {"", "-", "007", "+1", "1.", ".5", "1e", "1e+", "0x10", "NaN", "1 ", " 1", "1,5", "1e999", "-1e999", "1-2"}) {
    CHECK(number(literal) == "\"" + literal + "\"");
  }
  CHECK(number(std::string(400, '9')) == "\"" + std::string(400, '9') + "\"");
}

TEST_CASE("measures are rounded to two decimals and as short as can be") {
  CHECK(measure(12.345678) == "12.35");
  CHECK(measure(12.0) == "12");
  CHECK(measure(0.1 + 0.2) == "0.3");
  CHECK(measure(100000) == "100000");
  CHECK(measure(-0.001) == "0");
  CHECK(measure(std::numeric_limits<double>::quiet_NaN()) == "0");
  CHECK(measure(-std::numeric_limits<double>::infinity()) == "0");
  CHECK(json::parse(measure(1e300)).get<double>() == 1e300);
}

TEST_CASE("reals are the shortest decimal that reads back as the same number") {
  CHECK(real(98.75) == "98.75");
  CHECK(real(99.999999) == "99.999999");
  CHECK(real(0) == "0");
  for (const double value : {1e-300, 1e300, 123456789.125, 1.0 / 3}) {
    CHECK(json::parse(real(value)).get<double>() == value);
  }
}

TEST_CASE("embedded JSON loses its white space and nothing else") {
  CHECK(embedded(" { \"a\" : [ 1 , true , null , \"x y\" ] ,\n\"b\" : { } } ") ==
        R"({"a":[1,true,null,"x y"],"b":{}})");
  CHECK(embedded("[]") == "[]");
  CHECK(embedded("\"text\"") == "\"text\"");
  CHECK(embedded(R"(["\u00e9\n\/\ud83d\ude00"])") == R"(["\u00e9\n\/\ud83d\ude00"])");
}

TEST_CASE("embedded JSON that no reader could read is repaired or becomes a string") {
  CHECK(embedded(R"(["\ud800","\udc00x","\ud800\u0041"])") == R"(["\ufffd","\ufffdx","\ufffd\u0041"])");
  CHECK(embedded("[1e999]") == "[\"1e999\"]");
  CHECK(embedded("[\"\xFF\"]") == "[\"\xEF\xBF\xBD\"]");
  for (const std::string broken : {"", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "nul", "[1] 2", "\"a", "[\"\n\"]",
                                   "\"\\x\"", "\"\\u12\"", "01", "\\u0041", "[\"\\", "[\"\\u"}) {
    CHECK(json::parse(embedded(broken)).get<std::string>() == broken);
  }
}

TEST_CASE("embedded JSON that is nested too deep becomes a string") {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  CHECK(json::parse(embedded(nested(deepest_embedded_json))).is_array());
  CHECK(json::parse(embedded(nested(deepest_embedded_json + 2))).is_string());
  CHECK(json::parse(embedded(nested(100'000))).is_string());
}

TEST_CASE("a cell is written as its type says, and as text when it does not keep to it") {
  const auto cell = [](const Cell& value) {
    ByteBuffer buffer;
    append_json_cell(buffer, value);
    return std::string(buffer.view());
  };
  CHECK(cell({.text = "1", .type = CellType::text}) == "\"1\"");
  CHECK(cell({.text = "1", .type = CellType::number}) == "1");
  CHECK(cell({.text = "true", .type = CellType::boolean}) == "true");
  CHECK(cell({.text = "yes", .type = CellType::boolean}) == "\"yes\"");
  CHECK(cell({.text = "[1]", .type = CellType::json}) == "[1]");
  CHECK(cell({.type = CellType::null}) == "null");
}

}  // namespace docexport
