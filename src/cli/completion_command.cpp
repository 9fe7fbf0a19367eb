#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/option_kinds.hpp"
#include "cli/session.hpp"

namespace docexport {

namespace {

int run_completion(const std::string& shell, Session& session) {
  if (shell == "bash") {
    session.console().print(bash_completion_script);
  } else {
    session.console().print(shell == "zsh" ? zsh_completion_script : fish_completion_script);
  }
  return 0;
}

}  // namespace

void add_completion_command(CLI::App& program, ParsedCommand& parsed) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("completion", "Print the completion script for a shell");
  add_choice(*command, "SHELL", *shell, {"bash", "zsh", "fish"}, "bash, zsh or fish")->required();
  command->footer(
      "  docexport completion bash > ~/.local/share/bash-completion/completions/docexport\n"
      "  docexport completion fish > ~/.config/fish/completions/docexport.fish");
  command->callback(
      [shell, &parsed] { parsed.run = [shell](Session& session) { return run_completion(*shell, session); }; });
}

}  // namespace docexport
