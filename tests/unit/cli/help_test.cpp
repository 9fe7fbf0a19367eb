#include <doctest/doctest.h>

#include <filesystem>

#include "command_line_fixture.hpp"

using docexport::test::CommandLineFixture;

TEST_CASE_FIXTURE(CommandLineFixture, "help shows usage, examples, options, and options of every command") {
  CHECK(docexport({"export", "--help"}) == 0);
  for (const char* part : {"Usage: docexport export [OPTIONS] [DOCUMENT...]", "Examples:", "--format json|jsonl|csv",
                           "[default: json]", "Options of every command:", "--jsonl"}) {
    CAPTURE(part);
    CHECK(out.find(part) != std::string::npos);
  }
  CHECK(err.empty());
}

TEST_CASE_FIXTURE(CommandLineFixture, "the same help comes from the option and from the command") {
  CHECK(docexport({"documents", "list", "--help"}) == 0);
  const std::string by_option = out;
  CHECK(docexport({"help", "documents", "list"}) == 0);
  CHECK(out == by_option);
}

TEST_CASE_FIXTURE(CommandLineFixture, "help needs no right settings and opens nothing") {
  variables = {{"DOCEXPORT_STORE", "nonsense"}, {"DOCEXPORT_DB", "/nonexistent/x.db"}};
  CHECK(docexport({"list", "--help"}) == 0);
  CHECK(docexport({"version"}) == 0);
  CHECK(docexport({"--version"}) == 0);
  CHECK(out.starts_with("docexport "));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE_FIXTURE(CommandLineFixture, "topics are explained, and an unknown one is a usage error") {
  for (const char* topic : {"exit-codes", "environment", "formats", "selectors"}) {
    CHECK(docexport({"help", topic}) == 0);
    CHECK(out.size() > 100);
  }
  CHECK(docexport({"help", "exit-code"}) == 2);
  CHECK(err.find("did you mean exit-codes?") != std::string::npos);
}

TEST_CASE_FIXTURE(CommandLineFixture, "help is no wider than the terminal") {
  variables = {{"COLUMNS", "60"}};
  CHECK(docexport({"help", "list"}) == 0);
  std::size_t begin = 0;
  while (begin < out.size()) {
    const std::size_t end = out.find('\n', begin);
    const std::string line = out.substr(begin, end - begin);
    // Only a label that cannot be broken, or an example, may be wider.
    CHECK_MESSAGE((line.size() <= 60 || line.starts_with("      --") || line.starts_with("  docexport")), line);
    begin = end + 1;
  }
}
