#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/global_options.hpp"

namespace docexport {

/// The whole command line: what help, the man pages and completion describe, and what parsing fills in.
struct CommandTree {
  CommandTree();
  CommandTree(const CommandTree&) = delete;
  CommandTree& operator=(const CommandTree&) = delete;

  CLI::App program;
  GlobalOptions globals{};
  ParsedCommand parsed{};
};

/// The command of the tree that was parsed last, the program itself if none: `docexport documents list`.
CLI::App& deepest_parsed(CLI::App& program);

/// "docexport documents list".
std::string full_name(const CLI::App& command);

/// Names of the options as they are typed: `-q`, `--quiet`. Empty for a positional.
std::vector<std::string> option_names(const CLI::Option& option);

}  // namespace docexport
