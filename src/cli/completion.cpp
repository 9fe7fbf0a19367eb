#include "cli/completion.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <exception>

#include "cli/command_tree.hpp"
#include "cli/completion_candidates.hpp"
#include "cli/option_kinds.hpp"

namespace docexport {

namespace {

/// Where the word to complete stands.
struct Place {
  CLI::App* command = nullptr;
  const CLI::Option* value_of = nullptr;  ///< the option whose value it is
  std::size_t positionals = 0;            ///< before it
  bool options_ended = false;             ///< by `--`
};

/// The option of that name in the command or those it belongs to.
CLI::Option* find_option(CLI::App* command, const std::string& name) {
  for (; command != nullptr; command = command->get_parent()) {
    for (CLI::Option* option : command->get_options()) {
      const auto names = option_names(*option);
      if (std::find(names.begin(), names.end(), name) != names.end()) {
        return option;
      }
    }
  }
  return nullptr;
}

CLI::App* find_command(CLI::App& command, const std::string& name) {
  for (CLI::App* subcommand : command.get_subcommands([](CLI::App*) { return true; })) {
    if (subcommand->get_name() == name) {
      return subcommand;
    }
  }
  return nullptr;
}

void step_over(const std::string& word, Place& place, CommandTree& tree) {
  if (place.value_of != nullptr) {
    // bash breaks `--format=csv` into three words.
    if (word != "=") {
      take_setting(*place.value_of, word, tree.globals);
      place.value_of = nullptr;
    }
    return;
  }
  if (word == "--" || place.options_ended) {
    place.positionals += place.options_ended ? 1 : 0;
    place.options_ended = true;
    return;
  }
  if (word.size() > 1 && word.front() == '-') {
    const std::size_t equals = word.find('=');
    const CLI::Option* option = find_option(place.command, word.substr(0, equals));
    const bool takes_value = option != nullptr && option->get_expected_max() > 0;
    if (takes_value && equals == std::string::npos) {
      place.value_of = option;
    } else if (takes_value) {
      take_setting(*option, word.substr(equals + 1), tree.globals);
    }
    return;
  }
  if (CLI::App* subcommand = place.positionals == 0 ? find_command(*place.command, word) : nullptr) {
    place.command = subcommand;
  } else {
    ++place.positionals;
  }
}

const CLI::Option* positional_at(const CLI::App& command, std::size_t index) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->nonpositional()) {
      continue;
    }
    if (index == 0 || option->get_expected_max() > 1) {
      return option;
    }
    --index;
  }
  return nullptr;
}

void add_unless_there(Candidates& candidates, const std::string& name, const std::string& description) {
  const auto has_name = [&name](const Candidate& candidate) { return candidate.text == name; };
  if (std::none_of(candidates.items.begin(), candidates.items.end(), has_name)) {
    candidates.items.push_back({.text = name, .description = description});
  }
}

Candidates option_candidates(const CLI::App* command) {
  Candidates candidates;
  for (; command != nullptr; command = command->get_parent()) {
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option_names(*option)) {
        add_unless_there(candidates, name, option->get_description());
      }
    }
  }
  return candidates;
}

Candidates candidates_for(const Place& place, const std::string& word, CandidateSource& source) {
  if (place.value_of != nullptr) {
    return source.values(place.value_of->get_type_name(), word);
  }
  const std::size_t equals = word.find('=');
  if (!place.options_ended && word.starts_with("--") && equals != std::string::npos) {
    const CLI::Option* option = find_option(place.command, word.substr(0, equals));
    return option == nullptr ? Candidates()
                             : with_prefix(source.values(option->get_type_name(), word.substr(equals + 1)),
                                           word.substr(0, equals + 1));
  }
  if (!place.options_ended && word.starts_with('-')) {
    return option_candidates(place.command);
  }
  Candidates candidates;
  if (place.positionals == 0) {
    for (const CLI::App* subcommand : place.command->get_subcommands([](CLI::App*) { return true; })) {
      candidates.items.push_back({.text = subcommand->get_name(), .description = subcommand->get_description()});
    }
  }
  if (const CLI::Option* positional = positional_at(*place.command, place.positionals)) {
    Candidates values = source.values(positional->get_type_name(), word);
    candidates.items.insert(candidates.items.end(), values.items.begin(), values.items.end());
    candidates.files = values.files;
  }
  return candidates;
}

void answer(const std::vector<std::string>& arguments, const Environment& environment, Console& console) {
  constexpr std::size_t words_begin = 4;  // __complete SHELL INDEX --
  std::size_t index = 0;
  if (arguments.size() < words_begin) {
    return;
  }
  std::from_chars(arguments[2].data(), arguments[2].data() + arguments[2].size(), index);
  const std::vector<std::string> words(arguments.begin() + words_begin, arguments.end());
  CommandTree tree;
  Place place{.command = &tree.program};
  for (std::size_t position = 1; position < std::min(index, words.size()); ++position) {
    step_over(words[position], place, tree);
  }
  std::string word = index < words.size() ? words[index] : std::string();
  if (place.value_of != nullptr && word == "=") {
    word.clear();
  }
  CandidateSource source(tree, environment);
  console.print(candidate_lines(candidates_for(place, word, source), word));
}

}  // namespace

void complete(const std::vector<std::string>& arguments, const Environment& environment, Console& console) {
  try {
    answer(arguments, environment, console);
  } catch (const std::exception&) {
    // A shell that is asked for completions has no place for an error.
    return;
  }
}

}  // namespace docexport
