#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_tree.hpp"
#include "cli/commands.hpp"
#include "cli/help_text.hpp"
#include "cli/help_topics.hpp"
#include "cli/session.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

std::vector<CLI::App*> all_commands(CLI::App& command) {
  return command.get_subcommands([](CLI::App*) { return true; });
}

Error unknown_topic(CLI::App& program, const std::string& word) {
  std::vector<std::string> known = topic_names();
  for (const CLI::App* command : all_commands(program)) {
    known.push_back(command->get_name());
  }
  const std::string near = nearest(word, known);
  return {ErrorKind::usage, fmt::format("no help on \"{}\"{}. Run: docexport help", word,
                                        near.empty() ? std::string() : fmt::format("; did you mean {}?", near))};
}

/// The command that the words name, one within the other.
CLI::App& find_command(CLI::App& program, const std::vector<std::string>& words) {
  CLI::App* current = &program;
  for (const std::string& word : words) {
    const auto commands = all_commands(*current);
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&word](const CLI::App* command) { return command->get_name() == word; });
    if (found == commands.end()) {
      throw unknown_topic(program, word);
    }
    current = *found;
  }
  return *current;
}

int run_help(const std::vector<std::string>& words, CLI::App& program, Session& session) {
  Console& console = session.console();
  if (words.size() == 1) {
    if (const auto text = topic_text(words.front())) {
      console.print(*text);
      return 0;
    }
  }
  console.print(help_text(find_command(program, words), console.width()));
  return 0;
}

}  // namespace

void add_help_command(CLI::App& program, ParsedCommand& parsed) {
  const auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* command = program.add_subcommand("help", "Show help on a command or a topic");
  command->add_option("TOPIC", *words, "A command, or exit-codes, environment, formats, selectors")->type_name("TOPIC");
  command->footer(
      "  docexport help export\n"
      "  docexport help exit-codes");
  command->callback([words, &program, &parsed] {
    parsed.run = [words, &program](Session& session) { return run_help(*words, program, session); };
  });
}

}  // namespace docexport
