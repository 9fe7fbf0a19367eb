#include <doctest/doctest.h>

#include <algorithm>

#include "command_line_fixture.hpp"

using docexport::test::CommandLineFixture;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// One line for people: what is wrong and what to run.
void check_usage_error(CommandLineFixture& fixture, const std::vector<std::string>& arguments,
                       const std::string& what) {
  CAPTURE(arguments);
  CHECK(fixture.docexport(arguments) == 2);
  CAPTURE(fixture.err);
  CHECK(fixture.out.empty());
  CHECK(fixture.err.starts_with("docexport: "));
  CHECK(std::count(fixture.err.begin(), fixture.err.end(), '\n') == 1);
  CHECK(contains(fixture.err, what));
}

}  // namespace

TEST_CASE_FIXTURE(CommandLineFixture, "an unknown command is a usage error that names the nearest one") {
  check_usage_error(*this, {"lst"}, "unknown command \"lst\"; did you mean list?");
  check_usage_error(*this, {"documents", "shw"}, "did you mean show?");
  check_usage_error(*this, {"documents", "shwo"}, "Run: docexport help documents");
}

TEST_CASE_FIXTURE(CommandLineFixture, "an unknown option is a usage error that names the nearest one") {
  check_usage_error(*this, {"export", "--formt", "json", "a.md"}, "unknown option --formt; did you mean --format?");
  check_usage_error(*this, {"show", "--evnts"}, "did you mean --events?");
  check_usage_error(*this, {"list", "--jsonn"}, "did you mean --json?");
  check_usage_error(*this, {"list", "--lim", "5"}, "--lim");
}

TEST_CASE_FIXTURE(CommandLineFixture, "an unknown choice is a usage error that names the choices") {
  check_usage_error(*this, {"export", "a.md", "--format", "jsn"}, "--format: \"jsn\" is not one of json, jsonl, csv");
  check_usage_error(*this, {"list", "--status", "lost"}, "--status");
  check_usage_error(*this, {"list", "--status", "failed,lost"}, "\"lost\"");
  check_usage_error(*this, {"list", "--sort", "-creatd"}, "did you mean -created?");
  check_usage_error(*this, {"completion", "tcsh"}, "bash, zsh, fish");
}

TEST_CASE_FIXTURE(CommandLineFixture, "a choice's number is not its name") {
  check_usage_error(*this, {"export", "a.md", "--format", "0"}, "--format");
  check_usage_error(*this, {"list", "--status", "1"}, "--status");
}

TEST_CASE_FIXTURE(CommandLineFixture, "numbers are whole, decimal and in range") {
  for (const std::string number : {"0", "-5", "x", "1.5", "0x10", "99999999999999999999", ""}) {
    check_usage_error(*this, {"list", "--limit=" + number}, "--limit");
  }
  check_usage_error(*this, {"retry", "--failed", "--max-attempts", "0"}, "from 1 to 1000");
}

TEST_CASE_FIXTURE(CommandLineFixture, "what is missing is named") {
  check_usage_error(*this, {"show"}, "ID is missing");
  check_usage_error(*this, {"list", "--limit"}, "--limit needs a value");
  check_usage_error(*this, {"export"}, "no document given");
  check_usage_error(*this, {"download"}, "no exports given");
  check_usage_error(*this, {"delete", "--yes"}, "no exports given");
  check_usage_error(*this, {"edit", "3f2b8c1d"}, "nothing to change");
}

TEST_CASE_FIXTURE(CommandLineFixture, "what is too much is named") {
  check_usage_error(*this, {"version", "now"}, "unexpected argument \"now\"");
  check_usage_error(*this, {"export", "a.md", "--all"}, "--all");
  check_usage_error(*this, {"add", "a.md", "b.md", "--id", "x"}, "--id");
  check_usage_error(*this, {"documents", "show", "abcd", "--limit", "5"}, "--limit");
}

TEST_CASE_FIXTURE(CommandLineFixture, "times and durations need a meaning") {
  check_usage_error(*this, {"list", "--since", "yesterday"}, "--since");
  check_usage_error(*this, {"list", "--older-than", "30"}, "--older-than");
  check_usage_error(*this, {"export", "a.md", "--expires", "30"}, "30");
  check_usage_error(*this, {"download", "abcd", "--url", "--expires", "1mo"}, "--expires");
}

TEST_CASE_FIXTURE(CommandLineFixture, "a usage error is JSON where JSON was asked for") {
  CHECK(docexport({"lst", "--json"}) == 2);
  CHECK(err.starts_with(R"({"error":{"code":2,"kind":"usage","message":"unknown command)"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "of the machine forms only one can be asked for") {
  CHECK(docexport({"list", "--json", "--ids"}) == 2);
  CHECK(contains(err, "--json, --jsonl and --ids exclude each other"));
  CHECK(docexport({"list", "--jsonl", "--json"}) == 2);
}

TEST_CASE_FIXTURE(CommandLineFixture, "no command shows the help and is an error") {
  CHECK(docexport({}) == 2);
  CHECK(out.empty());
  CHECK(contains(err, "Usage: docexport COMMAND"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "options of every command stand before or after it") {
  CHECK(docexport({"--json", "list"}) == 0);
  const std::string before = out;
  CHECK(docexport({"list", "--json"}) == 0);
  CHECK(before == out);
  CHECK(contains(out, "\"exports\":[]"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "of a repeated option the last one counts") {
  CHECK(docexport({"list", "--limit", "5", "--limit", "7", "--json"}) == 0);
  CHECK(contains(out, "\"limit\":7"));
  CHECK(docexport({"list", "--format", "csv", "--format", "md"}) == 0);
}

TEST_CASE_FIXTURE(CommandLineFixture, "statuses add up, by commas or by repeating") {
  CHECK(docexport({"list", "--status", "failed,expired", "--status", "deleted"}) == 0);
  check_usage_error(*this, {"list", "--status", "failed", "3f2b8c1d", "--status", "x"}, "\"x\"");
}

TEST_CASE_FIXTURE(CommandLineFixture, "a command's name may be an argument of another command") {
  CHECK(docexport({"show", "list"}) == 4);
  CHECK(contains(err, "no export list"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "other programs' names of a format lead to ours") {
  check_usage_error(*this, {"export", "a.md", "--format", "excel"}, "did you mean xlsx?");
  check_usage_error(*this, {"export", "a.md", "--format", "Markdown"}, "did you mean md?");
  check_usage_error(*this, {"list", "--status", "excel"}, "is not one of");
  CHECK_FALSE(contains(err, "xlsx"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "what of a document is exported has to make sense") {
  check_usage_error(*this, {"export", "a.md", "--pages", "3-1"}, "--pages: \"3-1\" names no pages");
  check_usage_error(*this, {"export", "a.md", "--sheet", " "}, "--sheet");
  check_usage_error(*this, {"export", "a.md", "--min-confidence", "100.5"}, "\"100.5\" is not a number from 0 to 100");
  check_usage_error(*this, {"export", "a.md", "--min-confidence", "1e1"}, "--min-confidence");
  check_usage_error(*this, {"export", "a.md", "--headers-footers", "both"}, "keep, drop");
  check_usage_error(*this, {"export", "a.md", "--json-schema", "docling", "--format", "md"}, "--format json, not md");
  check_usage_error(*this, {"export", "a.md", "--gzip", "--zstd"}, "--gzip and --zstd exclude each other");
}

TEST_CASE_FIXTURE(CommandLineFixture, "languages are codes that cannot be a path") {
  for (const std::string languages : {"../eng", "eng+", "+eng", "e", "eng,deu", "", "eng+/etc/x", "chi-sim"}) {
    check_usage_error(*this, {"export", "a.md", "--ocr", "--language=" + languages}, "--language");
  }
  check_usage_error(*this, {"export", "a.md", "--language", "eng+deu"}, "--ocr");
  docexport({"export", "a.md", "--ocr", "--language", "eng+chi_sim"});
  CHECK_FALSE(contains(err, "--language"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "limits are sizes and numbers in range, and their defaults are shown") {
  check_usage_error(*this, {"export", "a.md", "--max-memory", "1000"}, "\"1000\" is not a size");
  check_usage_error(*this, {"export", "a.md", "--max-memory", "1M"}, "is not from 256MiB to 1TiB");
  check_usage_error(*this, {"export", "a.md", "--max-output", "0B"}, "--max-output");
  check_usage_error(*this, {"export", "a.md", "--max-cells", "0"}, "--max-cells");
  check_usage_error(*this, {"export", "a.md", "--max-depth", "10001"}, "--max-depth");
  CHECK(docexport({"export", "--help"}) == 0);
  CHECK(contains(out, "\nLimits of each document:\n"));
  CHECK(contains(out, "[default: 2GiB]"));
}
