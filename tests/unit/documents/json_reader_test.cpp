#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read_json(std::string_view bytes) {
  return DocumentFile("data.json", bytes).read_as("application/json");
}
RecordingSink read_lines(std::string_view bytes) {
  return DocumentFile("data.jsonl", bytes).read_as("application/jsonl");
}

/// The error that reading gives: its kind and message; empty if it gives none.
std::string error_of(std::string_view bytes, std::string_view media_type = "application/json") {
  try {
    static_cast<void>(DocumentFile("data.json", bytes).read_as(media_type));
    return "";
  } catch (const Error& error) {
    return std::string(to_string(error.kind())) + ": " + error.what();
  }
}

TEST_CASE("an array of objects is records with the names of all of them as columns") {
  const RecordingSink sink = read_json(R"([{"a": 1, "b": "x"}, {"c": true, "a": null}, {}])");
  CHECK(sink.calls == "bRr");
  CHECK(sink.columns == Texts{"a", "b", "c"});
  CHECK(sink.record_texts() == Texts{"1|x|", "||true", "||"});
  const auto type = [&sink](std::size_t row, std::size_t column) { return sink.records.at(row).at(column).type; };
  CHECK(type(0, 0) == CellType::number);
  CHECK(type(0, 1) == CellType::text);
  CHECK(type(0, 2) == CellType::absent);
  CHECK(type(1, 0) == CellType::null);
  CHECK(type(1, 1) == CellType::absent);
  CHECK(type(1, 2) == CellType::boolean);
  CHECK(type(2, 0) == CellType::absent);
}

TEST_CASE("other documents are records too") {
  CHECK(read_json(R"({"a": 1, "b": [1, 2]})").record_texts() == Texts{"1|[1,2]"});
  CHECK(read_json("[]").calls == "bRr");
  CHECK(read_json("[]").columns.empty());
  CHECK(read_json(R"("text")").columns == Texts{"value"});
  CHECK(read_json(R"("text")").record_texts() == Texts{"text"});
  const RecordingSink mixed = read_json(R"([1, {"a": 2}, [3, null], "x"])");
  CHECK(mixed.columns == Texts{"value", "a"});
  CHECK(mixed.record_texts() == Texts{"1|", "|2", "[3,null]|", "x|"});
}

TEST_CASE("numbers keep their characters") {
  const RecordingSink sink = read_json("[1.0, 1e400, -0, 12345678901234567890123, 1E+2]");
  CHECK(sink.record_texts() == Texts{"1.0", "1e400", "-0", "12345678901234567890123", "1E+2"});
}

TEST_CASE("values inside a record are compact JSON") {
  const RecordingSink sink = read_json("[{\"a\": { \"x\" : [ 1.50 , \"q\\\"\\u00e9\\n\" , {} ] , \"y\" : [ ] }}]");
  CHECK(sink.record_texts() == Texts{"{\"x\":[1.50,\"q\\\"é\\n\",{}],\"y\":[]}"});
  CHECK(sink.records.at(0).at(0).type == CellType::json);
}

TEST_CASE("escapes stand for characters") {
  CHECK(read_json(R"(["\u00e9\ud83d\ude00\/\b\f\n\r\t\\\""])").record_texts() == Texts{"é😀/\b\f\n\r\t\\\""});
  const RecordingSink halves = read_json(R"(["\ud800", "\udc00x", "\ud800\ud83d\ude00", "\ud800\n"])");
  CHECK(halves.record_texts() == Texts{"\uFFFD", "\uFFFDx", "\uFFFD😀", "\uFFFD\n"});
  REQUIRE(halves.warnings.size() == 1);
  CHECK(halves.warnings[0].find("4 escaped halves") != std::string::npos);
}

TEST_CASE("a name that a record has twice keeps its last value") {
  const RecordingSink sink = read_json("[{\"a\": 1},\n{\"a\": 2, \"a\": 3}]");
  CHECK(sink.record_texts() == Texts{"1", "3"});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("line 2") != std::string::npos);
}

TEST_CASE("a name that is empty gets one") {
  CHECK(read_json(R"([{"": 1, "b": 2}])").columns == Texts{"column_1", "b"});
}

TEST_CASE("what is not JSON is refused with its place, before the sink gets anything") {
  struct Case {
    const char* bytes;
    const char* message;
  };
  const std::vector<Case> cases{
      {"", "input: data.json is empty"},
      {"[1,]", "input: data.json, line 1, column 4: expected a value, found ']'"},
      {"[1\n2]", "input: data.json, line 2, column 1: expected ',' or ']' after an element, found '2'"},
      {"{\"a\" 1}", "input: data.json, line 1, column 6: expected ':'"},
      {"{a: 1}", "input: data.json, line 1, column 2: expected a member's name in quotation marks"},
      {"[1] x", "input: data.json, line 1, column 5: expected nothing more after the value"},
      {"[\"a", "found the end of the text"},
      {"[\"a\tb\"]", "control character"},
      {"[\"\\x\"]", "after a backslash"},
      {"[\"\\u12g4\"]", "hexadecimal"},
      {"[01]", "line 1, column 3"},
      {"[1.]", "expected a digit"},
      {"[-]", "expected a digit"},
      {"[1e]", "expected a digit"},
      {"[nul]", "the word null"},
      {"[NaN]", "expected a value"},
      {"'a'", "expected a value"},
      {"[\"\xE9\"]", "input: data.json: byte 3 is not UTF-8"},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.bytes);
    CHECK(error_of(expected.bytes).find(expected.message) != std::string::npos);
    RecordingSink sink;
    CHECK_THROWS_AS(read_document(DocumentFile("data.json", expected.bytes).source(), "application/json", {}, sink),
                    Error);
    CHECK(sink.calls.empty());
  }
}

TEST_CASE("nesting has a limit") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(error_of(nested(1000)).empty());
  CHECK(error_of(nested(1001)).starts_with("limit: "));
  CHECK(error_of(std::string(1'000'000, '[')).starts_with("limit: "));
}

TEST_CASE("the number of columns has a limit") {
  std::string bytes = "{\"name\":0";
  for (int index = 0; index < 16384; ++index) {
    bytes += ",\"name" + std::to_string(index) + "\":0";
  }
  CHECK(error_of(bytes + "}").starts_with("limit: "));
}

TEST_CASE("a mark or UTF-16 does not disturb") {
  CHECK(read_json("\xEF\xBB\xBF[1]").record_texts() == Texts{"1"});
  CHECK(read_json(std::string("\xFF\xFE[\0\"\0\xE9\0\"\0]\0", 12)).record_texts() == Texts{"é"});
}

TEST_CASE("records are the same wherever a piece ends") {
  const std::string record = R"({"k\u00e9y": "v\ud83d\ude00\n", "n": -1.25e+10, "t": true, "o": {"a": [null]}})";
  const std::size_t border = std::size_t{256} << 10;
  for (std::size_t shift = 0; shift <= record.size(); ++shift) {
    const RecordingSink sink = read_json("[" + std::string(border - shift - 1, ' ') + record + "]");
    CAPTURE(shift);
    CHECK(sink.columns == Texts{"kéy", "n", "t", "o"});
    CHECK(sink.record_texts() == Texts{"v😀\n|-1.25e+10|true|{\"a\":[null]}"});
  }
}

TEST_CASE("JSON Lines: each line that is not blank is a record") {
  const RecordingSink sink = read_lines("{\"a\": 1}\n\n  \r\n{\"b\": \"x\"}\r\n[1, 2]\n7");
  CHECK(sink.columns == Texts{"a", "b", "value"});
  CHECK(sink.record_texts() == Texts{"1||", "|x|", "||[1,2]", "||7"});
  CHECK(read_lines("").calls == "bRr");
}

TEST_CASE("JSON Lines: an error names its line") {
  const auto error = [](std::string_view bytes) { return error_of(bytes, "application/jsonl"); };
  CHECK(error("{}\n{\"a\": 1,\n\"b\": 2}\n").find("line 2, column 9") != std::string::npos);
  CHECK(error("{\"a\": 1} {\"a\": 2}\n").find("line 1, column 10") != std::string::npos);
  CHECK(error("{}\n\nx\n").find("line 3, column 1") != std::string::npos);
}

}  // namespace
}  // namespace docexport::test
