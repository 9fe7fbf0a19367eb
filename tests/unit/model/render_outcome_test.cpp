#include <doctest/doctest.h>

#include <string>

#include "docexport/base/text.hpp"
#include "docexport/model/render_protocol.hpp"

namespace docexport {

namespace {

std::string outcome_with(const std::string& members) {
  return R"({"media_type": "text/csv", "records_count": 1, "stats": {}, "warnings": [])" + members + "}";
}

}  // namespace

TEST_CASE("an outcome is read again as it was written") {
  const RenderOutcome outcome{
      .media_type = "text/csv",
      .records_count = 42,
      .stats = {.pages = 1, .blocks = 2, .tables = 3, .rows = 4, .fields = 5, .words = 6, .characters = 7},
      .warnings = {"row 3 is short", "ü\n"}};
  const RenderOutcome again = parse_render_outcome(write_render_outcome(outcome));
  CHECK_FALSE(again.failure);
  CHECK(again.media_type == "text/csv");
  CHECK(again.records_count == 42);
  CHECK(again.stats.pages == 1);
  CHECK(again.stats.blocks == 2);
  CHECK(again.stats.tables == 3);
  CHECK(again.stats.rows == 4);
  CHECK(again.stats.fields == 5);
  CHECK(again.stats.words == 6);
  CHECK(again.stats.characters == 7);
  CHECK(again.warnings == outcome.warnings);
}

TEST_CASE("a failure is read again with its kind and message") {
  for (const ErrorKind kind :
       {ErrorKind::input, ErrorKind::unsupported, ErrorKind::limit, ErrorKind::no_space, ErrorKind::internal}) {
    const RenderOutcome outcome{.failure = RenderFailure{.kind = kind, .message = "a.pdf is encrypted"}};
    const RenderOutcome again = parse_render_outcome(write_render_outcome(outcome));
    REQUIRE(again.failure);
    CHECK(again.failure->kind == kind);
    CHECK(again.failure->message == "a.pdf is encrypted");
  }
}

TEST_CASE("what a hostile child says is refused unless it is an outcome") {
  const std::string hostile[] = {
      "",
      "null",
      "[]",
      "\"text\"",
      "{}",
      "{\"media_type\": \"\xFF\"}",
      R"({"media_type": 1, "records_count": 1, "stats": {}, "warnings": []})",
      R"({"media_type": "", "records_count": -1, "stats": {}, "warnings": []})",
      R"({"media_type": "", "records_count": 1.5, "stats": {}, "warnings": []})",
      R"({"media_type": "", "records_count": 1e300, "stats": {}, "warnings": []})",
      R"({"media_type": "", "records_count": 18446744073709551615, "stats": {}, "warnings": []})",
      R"({"media_type": "", "records_count": "1", "stats": {}, "warnings": []})",
      R"({"media_type": "", "records_count": 1, "stats": {"pages": -1}, "warnings": []})",
      R"({"media_type": "", "records_count": 1, "stats": {"pages": "x"}, "warnings": []})",
      R"({"media_type": "", "records_count": 1, "stats": [], "warnings": []})",
      R"({"media_type": "", "records_count": 1, "stats": {}, "warnings": [1]})",
      R"({"media_type": "", "records_count": 1, "stats": {}})",
      outcome_with(R"(, "failure": null)"),
      outcome_with(R"(, "failure": {})"),
      outcome_with(R"(, "failure": {"kind": "access", "message": "give me your keys"})"),
      outcome_with(R"(, "failure": {"kind": "nonsense", "message": ""})"),
      outcome_with(R"(, "failure": {"kind": "input", "message": 7})"),
      std::string(render_message_limit, '['),
  };
  for (const std::string& message : hostile) {
    CAPTURE(message.substr(0, 120));
    try {
      parse_render_outcome(message);
      FAIL("taken as an outcome");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::internal);
    }
  }
}

TEST_CASE("a failure's message is cut to a length that a catalog can keep") {
  const RenderOutcome outcome = parse_render_outcome(
      outcome_with(R"(, "failure": {"kind": "input", "message": ")" + std::string(100'000, 'x') + "\"}"));
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->message.size() == 2000);
}

TEST_CASE("at most 1,000 warnings of 1,000 bytes are kept, cut between characters") {
  std::string text;
  while (text.size() < 3000) {
    text += "🙂ab";
  }
  std::string warnings;
  for (int count = 0; count < 1500; ++count) {
    warnings += (count == 0 ? "\"" : ",\"") + text + "\"";
  }
  const RenderOutcome outcome =
      parse_render_outcome(R"({"media_type": "", "records_count": 1, "stats": {}, "warnings": [)" + warnings + "]}");
  CHECK(outcome.warnings.size() == 1000);
  for (const std::string& warning : outcome.warnings) {
    CHECK(warning.size() <= 1000);
    CHECK(warning.size() > 990);
    CHECK(is_valid_utf8(warning));
  }
}

TEST_CASE("an outcome with many long warnings stays within one message") {
  RenderOutcome outcome;
  outcome.warnings.assign(5000, std::string(5000, '\x01'));
  outcome.failure = RenderFailure{.kind = ErrorKind::input, .message = std::string(100'000, '\x01')};
  const std::string message = write_render_outcome(outcome);
  CHECK(message.size() <= 2 * render_message_limit);
  CHECK(parse_render_outcome(message).warnings.size() <= 1000);
}

TEST_CASE("stats without a count are left out of the catalog") {
  CHECK(write_render_stats({.pages = 3, .words = 120}) == R"({"pages":3,"words":120})");
  CHECK(write_render_stats({}) == "{}");
}

}  // namespace docexport
