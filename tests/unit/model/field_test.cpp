#include "docexport/model/field.hpp"

#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

std::string message_of(std::string_view json) {
  try {
    parse_fields(json, "fields.json");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.what();
  }
  FAIL("taken as fields");
  return {};
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a field has a name, a value, a type, a confidence and a page") {
  const auto fields = parse_fields(
      R"([{"name": "Total", "value": "12.50", "type": "currency", "confidence": 97.5, "page": 2}])", "fields.json");
  REQUIRE(fields.size() == 1);
  CHECK(fields[0].name == "Total");
  CHECK(fields[0].value == "12.50");
  CHECK(fields[0].type == "currency");
  CHECK(fields[0].confidence == 97.5);
  CHECK(fields[0].page == 2);
}

TEST_CASE("name and value are enough") {
  const auto fields = parse_fields(R"([{"name": "Name", "value": "Zoë"}, {"value": "", "name": "Empty"}])", "f");
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].value == "Zoë");
  CHECK(fields[0].type == "text");
  CHECK_FALSE(fields[0].confidence);
  CHECK_FALSE(fields[0].page);
  CHECK(fields[1].value.empty());
  CHECK(parse_fields("[]", "f").empty());
}

TEST_CASE("a value that is no string is kept as its JSON text") {
  const auto fields = parse_fields(
      R"([{"name": "n", "value": 12.50}, {"name": "b", "value": true}, {"name": "l", "value": ["a", {"b": 1}],
          "type": "list"}, {"name": "z", "value": null}])",
      "f");
  REQUIRE(fields.size() == 4);
  CHECK(fields[0].value == "12.5");
  CHECK(fields[1].value == "true");
  CHECK(fields[2].value == R"(["a",{"b":1}])");
  CHECK(fields[3].value.empty());
}

TEST_CASE("null stands for an absent confidence or page, other members are passed over") {
  const auto fields =
      parse_fields(R"([{"name": "a", "value": "b", "confidence": null, "page": null, "bbox": [1, 2]}])", "f");
  CHECK_FALSE(fields.at(0).confidence);
  CHECK_FALSE(fields.at(0).page);
}

TEST_CASE("what is no array of fields is an error that names the file") {
  for (const char* json : {"", "{", "null", "3", R"({"name": "a", "value": "b"})", "[1 2]", "[\"\xE9\"]"}) {
    CAPTURE(json);
    CHECK(contains(message_of(json), "fields.json"));
  }
}

TEST_CASE("a field that cannot be used is an error that names the file, the position and the member") {
  CHECK(contains(message_of(R"([{"name": "a", "value": "b"}, 7])"), "fields.json: field 2"));
  CHECK(contains(message_of(R"([{"value": "b"}])"), "\"name\""));
  CHECK(contains(message_of(R"([{"name": " ", "value": "b"}])"), "\"name\""));
  CHECK(contains(message_of(R"([{"name": 5, "value": "b"}])"), "\"name\""));
  CHECK(contains(message_of(R"([{"name": "a"}])"), "\"value\""));
  for (const char* member :
       {R"("type": "colour")", R"("type": 1)", R"("confidence": -1)", R"("confidence": 100.1)", R"("confidence": "90")",
        R"("page": 0)", R"("page": 1.5)", R"("page": "1")", R"("page": 99999999999)"}) {
    CAPTURE(member);
    const std::string json = std::string(R"([{"name": "a", "value": "b", )") + member + "}]";
    CHECK(contains(message_of(json), "field 1"));
  }
}

TEST_CASE("fields nested without end are refused, not followed") {
  const std::string deep = R"([{"name": "a", "value": )" + std::string(500'000, '[') + std::string(500'000, ']') + "}]";
  CHECK(contains(message_of(deep), "fields.json"));
}

TEST_CASE("every type of design is one, nothing else is") {
  for (const char* type : {"text", "number", "date", "currency", "address", "email", "phone", "list", "table"}) {
    CHECK(is_field_type(type));
  }
  CHECK_FALSE(is_field_type("Text"));
  CHECK_FALSE(is_field_type(""));
}

TEST_CASE("written fields are read again as they were") {
  const std::vector<Field> fields = {
      {.name = "Total", .value = "12.50", .type = "currency", .confidence = 97.5, .page = 2},
      {.name = "quote \" and\nline", .value = "ü"}};
  const std::string json = write_fields(fields);
  CHECK(json.find('\n') == std::string::npos);
  const auto again = parse_fields(json, "catalog");
  REQUIRE(again.size() == 2);
  CHECK(again[0].confidence == 97.5);
  CHECK(again[0].page == 2);
  CHECK(again[1].name == fields[1].name);
  CHECK(again[1].value == "ü");
  CHECK_FALSE(again[1].confidence);
  CHECK(write_fields({}) == "[]");
}

}  // namespace docexport
