#include "cli/usage_error.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <vector>

#include "cli/command_tree.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

/// Long option names that are allowed in this place: the command's and those of the commands it belongs to.
std::vector<std::string> allowed_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* place = &command; place != nullptr; place = place->get_parent()) {
    for (const CLI::Option* option : place->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        names.push_back("--" + name);
      }
    }
  }
  return names;
}

std::vector<std::string> command_names(CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* subcommand : command.get_subcommands([](CLI::App*) { return true; })) {
    names.push_back(subcommand->get_name());
  }
  return names;
}

std::string suggestion(const std::string& near) {
  return near.empty() ? std::string() : fmt::format("; did you mean {}?", near);
}

std::string unknown_option(const std::string& argument, const CLI::App& command) {
  const std::string name = argument.substr(0, argument.find('='));
  return fmt::format("unknown option {}{}", name, suggestion(nearest(name, allowed_options(command))));
}

/// What CLI11 could not place, said for people; empty when everything had a place.
std::string complaint_about_rest(CLI::App& program, CLI::App& command) {
  const std::vector<std::string> rest = program.remaining(true);
  const auto option = std::find_if(rest.begin(), rest.end(), [](const std::string& argument) {
    return argument.size() > 1 && argument.front() == '-' && argument != "--";
  });
  if (option != rest.end()) {
    return unknown_option(*option, command);
  }
  if (rest.empty()) {
    return {};
  }
  const std::vector<std::string> commands = command_names(command);
  if (commands.empty()) {
    return fmt::format("unexpected argument \"{}\"", rest.front());
  }
  return fmt::format("unknown command \"{}\"{}", rest.front(), suggestion(nearest(rest.front(), commands)));
}

/// CLI11's "--limit: 1 required N missing" and "A subcommand is required" are not for people.
std::string reworded(const CLI::ParseError& error) {
  std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return text.substr(0, text.find(':')) + " needs a value";
  }
  if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr) {
    return "--json, --jsonl and --ids exclude each other";
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const bool is_about_command = text.find("subcommand") != std::string::npos;
    return is_about_command ? "no command given" : text.substr(0, text.find(' ')) + " is missing";
  }
  return text;
}

}  // namespace

std::string usage_message(const CLI::ParseError& error, CLI::App& program) {
  CLI::App& command = deepest_parsed(program);
  std::string complaint = complaint_about_rest(program, command);
  if (complaint.empty()) {
    complaint = reworded(error);
  }
  const bool is_program = &command == &program;
  return fmt::format("{}{} Run: docexport help{}", complaint, complaint.ends_with('?') ? "" : ".",
                     is_program ? std::string() : full_name(command).substr(std::string("docexport").size()));
}

}  // namespace docexport
