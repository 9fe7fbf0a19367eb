#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_tree.hpp"
#include "docexport/base/environment.hpp"

namespace docexport {

struct Candidate {
  std::string text{};
  std::string description{};
};

struct Candidates {
  std::vector<Candidate> items{};
  bool files = false;
};

/// Finds the values of options and positionals by their type names (cli/option_kinds.hpp).
class CandidateSource {
 public:
  CandidateSource(CommandTree& tree, const Environment& environment) : tree_(tree), environment_(environment) {}
  Candidates values(const std::string& type_name, const std::string& word);

 private:
  Candidates exports();
  Candidates documents();
  Candidates topics();

  CommandTree& tree_;
  const Environment& environment_;
};

/// The same candidates with what stands in front of them in the same word.
Candidates with_prefix(Candidates candidates, const std::string& prefix);

/// Keeps --db and --store of the line that is being typed: they say which ids there are.
void take_setting(const CLI::Option& option, const std::string& value, GlobalOptions& globals);

/// The answer to the shell: what begins with `word`, and the directive.
std::string candidate_lines(const Candidates& candidates, std::string_view word);

}  // namespace docexport
