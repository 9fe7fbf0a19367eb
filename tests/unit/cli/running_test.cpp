#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command_line_fixture.hpp"

using docexport::test::CommandLineFixture;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE_FIXTURE(CommandLineFixture, "without a catalog lists are empty and none is made") {
  CHECK(docexport({"list", "--json"}) == 0);
  CHECK(nlohmann::json::parse(out) ==
        nlohmann::json::parse(R"({"exports":[],"pagination":{"page":1,"limit":20,"total":0,"total_pages":0,
                                  "has_next_page":false,"has_prev_page":false}})"));
  CHECK(docexport({"documents"}) == 0);
  CHECK(docexport({"log"}) == 0);
  CHECK(docexport({"prune", "--quiet"}) == 0);
  CHECK((out + err).empty());
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE_FIXTURE(CommandLineFixture, "nothing to do is a success, and 9 when that was asked for") {
  CHECK(docexport({"prune"}) == 0);
  CHECK(err == "nothing to prune\n");
  CHECK(docexport({"prune", "--fail-empty"}) == 9);
  CHECK(docexport({"list", "--fail-empty"}) == 9);
  CHECK(docexport({"retry", "--failed", "--fail-empty"}) == 9);
  CHECK(docexport({"delete", "--status", "failed", "--yes", "--fail-empty"}) == 9);
  CHECK(docexport({"export", "--all", "--fail-empty", "--dry-run"}) == 9);
  CHECK(docexport({"download", "-", "--fail-empty"}, "") == 9);
}

TEST_CASE_FIXTURE(CommandLineFixture, "empty standard input selects nothing, never everything") {
  CHECK(docexport({"list", "-"}, "\n") == 0);
  CHECK(docexport({"delete", "-"}, "") == 0);
  CHECK(docexport({"prune", "-"}, "") == 0);
  CHECK(docexport({"retry", "-"}, "") == 0);
}

TEST_CASE_FIXTURE(CommandLineFixture, "an unknown id is reported, as text or as JSON") {
  CHECK(docexport({"show", "3f2b8c1d"}) == 4);
  CHECK(err == "docexport: no export 3f2b8c1d. See them with: docexport list\n");
  CHECK(docexport({"show", "3f2b8c1d", "--json"}) == 4);
  CHECK(nlohmann::json::parse(err)["error"]["kind"] == "not_found");
  CHECK(nlohmann::json::parse(out)["success"] == false);
  CHECK(docexport({"download", "3f2b8c1d", "4f2b8c1d"}) == 4);
  CHECK(contains(err, "3f2b8c1d"));
  CHECK(contains(err, "4f2b8c1d"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "names in errors cannot forge lines") {
  CHECK(docexport({"show", "x\n\x1b[31mdocexport: all is well"}) == 4);
  CHECK(std::count(err.begin(), err.end(), '\n') == 1);
  CHECK_FALSE(contains(err, "\x1b"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "wrong settings are a usage error that names them") {
  variables = {{"DOCEXPORT_STORE", "nonsense"}};
  CHECK(docexport({"list"}) == 2);
  CHECK(contains(err, "nonsense"));
  variables = {{"DOCEXPORT_COLOR", "green"}};
  CHECK(docexport({"list"}) == 2);
  CHECK(contains(err, "DOCEXPORT_COLOR"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "verbose says which catalog and store are used") {
  CHECK(docexport({"list", "--verbose", "--db", "/nonexistent/a.db"}) == 0);
  CHECK(contains(err, "catalog /nonexistent/a.db"));
  CHECK(contains(err, "store file://"));
}

TEST_CASE_FIXTURE(CommandLineFixture, "versions are lines, or one document") {
  CHECK(docexport({"version"}) == 0);
  CHECK(out.starts_with("docexport 0."));
  CHECK(docexport({"version", "--verbose"}) == 0);
  CHECK(contains(out, "\nsqlite 3."));
  CHECK(docexport({"version", "--json"}) == 0);
  CHECK(nlohmann::json::parse(out)["schema"] == 1);
}

TEST_CASE_FIXTURE(CommandLineFixture, "completion scripts are built in") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    CHECK(docexport({"completion", shell}) == 0);
    CHECK(contains(out, "__complete " + std::string(shell)));
  }
}
