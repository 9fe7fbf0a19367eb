#include "cli/help_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/command_tree.hpp"
#include "cli/help_topics.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::size_t widest_help = 100;
constexpr std::size_t narrowest_help = 40;
constexpr std::size_t label_limit = 28;

using Entry = std::pair<std::string, std::string>;  ///< label and description

std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
  std::string result;
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (column + 1 + word.size() > width && column > indent) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    }
    result += (column > indent ? " " : "") + word;
    column += word.size() + (column > indent ? 1 : 0);
    begin = end + 1;
  }
  return result;
}

std::string section(const std::string& title, const std::vector<Entry>& entries, std::size_t width) {
  if (entries.empty()) {
    return {};
  }
  std::size_t label_width = 0;
  for (const auto& [label, description] : entries) {
    label_width = std::max(label_width, label.size() <= label_limit ? label.size() : 0);
  }
  const std::size_t indent = label_width + 4;
  std::string text = fmt::format("\n{}:\n", title);
  for (const auto& [label, description] : entries) {
    text += "  " + label;
    text += label.size() <= label_width ? std::string(label_width - label.size() + 2, ' ')
                                        : '\n' + std::string(indent, ' ');
    text += wrapped(description, indent, width) + '\n';
  }
  return text;
}

Entry option_entry(const CLI::Option& option) {
  std::string label = fmt::format("{}", fmt::join(option_names(option), ", "));
  if (option.get_snames().empty()) {
    label = "    " + label;
  }
  if (option.get_expected_max() != 0) {
    label += ' ' + option.get_type_name();
  }
  const std::string standard = option.get_default_str();
  return {label, option.get_description() + (standard.empty() ? "" : fmt::format(" [default: {}]", standard))};
}

/// The groups of a command's options, in the order in which they were added.
std::vector<std::string> option_groups(const CLI::App& command) {
  std::vector<std::string> groups;
  for (const CLI::Option* option : command.get_options()) {
    if (option->nonpositional() && std::find(groups.begin(), groups.end(), option->get_group()) == groups.end()) {
      groups.push_back(option->get_group());
    }
  }
  return groups;
}

/// A section for each group; `title` stands over the options that are in none.
std::string option_sections(const CLI::App& command, const std::string& title, std::size_t width) {
  static const std::string no_group = "Options";
  std::string text;
  for (const std::string& group : option_groups(command)) {
    std::vector<Entry> entries;
    for (const CLI::Option* option : command.get_options()) {
      if (option->nonpositional() && option->get_group() == group) {
        entries.push_back(option_entry(*option));
      }
    }
    text += section(group == no_group ? title : group, entries, width);
  }
  return text;
}

std::vector<Entry> argument_entries(const CLI::App& command) {
  std::vector<Entry> entries;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->nonpositional()) {
      entries.emplace_back(option->get_name(true), option->get_description());
    }
  }
  return entries;
}

std::vector<Entry> command_entries(const CLI::App& command) {
  std::vector<Entry> entries;
  for (const CLI::App* subcommand : command.get_subcommands([](const CLI::App*) { return true; })) {
    entries.emplace_back(subcommand->get_name(), subcommand->get_description());
  }
  return entries;
}

std::string usage_line(const CLI::App& command) {
  std::string usage = "Usage: " + full_name(command);
  if (!command_entries(command).empty()) {
    usage += command.get_require_subcommand_min() > 0 ? " COMMAND" : " [COMMAND]";
  }
  usage += " [OPTIONS]";
  for (const CLI::Option* option : command.get_options()) {
    if (!option->nonpositional()) {
      usage += ' ' + positional_label(*option);
    }
  }
  return usage + '\n';
}

}  // namespace

std::string positional_label(const CLI::Option& positional) {
  const std::string name = positional.get_name(true) + (positional.get_expected_max() > 1 ? "..." : "");
  return positional.get_required() ? name : '[' + name + ']';
}

std::string help_text(const CLI::App& command, std::size_t terminal_width) {
  const std::size_t width = std::clamp(terminal_width, narrowest_help, widest_help);
  std::string text =
      wrapped(command.get_description(), 0, width) + (command.get_description().ends_with('.') ? "" : ".");
  text += "\n\n" + usage_line(command);
  if (!command.get_footer().empty()) {
    text += "\nExamples:\n" + command.get_footer() + '\n';
  }
  text += section("Commands", command_entries(command), width);
  text += section("Arguments", argument_entries(command), width);
  const CLI::App* program = command.get_parent();
  text += option_sections(command, program == nullptr ? "Options, before or after the command" : "Options", width);
  if (program == nullptr) {
    return text + section("More help", topic_entries(), width);
  }
  while (program->get_parent() != nullptr) {
    program = program->get_parent();
  }
  return text + option_sections(*program, "Options of every command", width);
}

}  // namespace docexport
