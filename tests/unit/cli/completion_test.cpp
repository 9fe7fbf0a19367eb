#include <doctest/doctest.h>

#include <filesystem>

#include "command_line_fixture.hpp"

using docexport::test::CommandLineFixture;

namespace {

class CompletionFixture : public CommandLineFixture {
 public:
  /// What is offered for the last of the words.
  std::string complete(const std::vector<std::string>& words) {
    std::vector<std::string> arguments = {"__complete", "bash", std::to_string(words.size()), "--", "docexport"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    CHECK(docexport(arguments) == 0);
    CHECK(err.empty());
    return out;
  }

  bool offers(const std::vector<std::string>& words, const std::string& candidate) {
    return ('\n' + complete(words)).find('\n' + candidate + '\t') != std::string::npos;
  }
};

}  // namespace

TEST_CASE_FIXTURE(CompletionFixture, "commands are completed, also after options") {
  CHECK(offers({"ex"}, "export"));
  CHECK_FALSE(offers({"ex"}, "list"));
  CHECK(offers({"--db", "x.db", "--json", ""}, "list"));
  CHECK(offers({"documents", ""}, "remove"));
  CHECK_FALSE(offers({"list", ""}, "list"));
}

TEST_CASE_FIXTURE(CompletionFixture, "options of the command and of every command are completed") {
  CHECK(offers({"export", "--fo"}, "--format"));
  CHECK(offers({"export", "-"}, "--json"));
  CHECK(offers({"export", "-"}, "-q"));
  CHECK_FALSE(offers({"list", "--"}, "--raw-cells"));
}

TEST_CASE_FIXTURE(CompletionFixture, "values are completed in each way of writing them") {
  CHECK(offers({"export", "--format", ""}, "csv"));
  CHECK(offers({"export", "-f", "j"}, "jsonl"));
  CHECK(offers({"export", "--format=j"}, "--format=json"));
  CHECK(offers({"export", "--format", "=", "j"}, "json"));
  CHECK(offers({"export", "--format", "="}, "csv"));
  CHECK(offers({"list", "--status", "failed,ex"}, "failed,expired"));
  CHECK(offers({"completion", ""}, "zsh"));
  CHECK(offers({"help", "ex"}, "exit-codes"));
}

TEST_CASE_FIXTURE(CompletionFixture, "files are left to the shell") {
  CHECK(complete({"add", ""}) == ":files\n");
  CHECK(complete({"export", ""}) == ":files\n");
  CHECK(complete({"export", "--output", ""}) == ":files\n");
}

TEST_CASE_FIXTURE(CompletionFixture, "completion creates no catalog and says nothing of errors") {
  CHECK(complete({"show", ""}) == ":\n");
  CHECK(std::filesystem::is_empty(folder.path()));
  variables = {{"DOCEXPORT_STORE", "nonsense"}};
  CHECK(complete({"show", ""}).empty());
  CHECK(docexport({"__complete", "bash"}) == 0);
  CHECK(docexport({"__complete", "bash", "99", "--"}) == 0);
}
