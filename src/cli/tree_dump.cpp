#include "cli/tree_dump.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/command_tree.hpp"
#include "cli/help_topics.hpp"
#include "cli/json_text.hpp"
#include "docexport/cli/exit_code.hpp"

namespace docexport {

namespace {

nlohmann::ordered_json option_json(const CLI::Option& option) {
  return {{"names", option_names(option)},
          {"type", json_or_null(option.get_expected_max() == 0 ? std::string() : option.get_type_name())},
          {"default", json_or_null(option.get_default_str())},
          {"help", option.get_description()}};
}

nlohmann::ordered_json command_json(const CLI::App& command) {
  nlohmann::ordered_json object = {{"name", full_name(command)},
                                   {"help", command.get_description()},
                                   {"options", nlohmann::ordered_json::array()},
                                   {"positionals", nlohmann::ordered_json::array()},
                                   {"commands", nlohmann::ordered_json::array()}};
  for (const CLI::Option* option : command.get_options()) {
    if (option->nonpositional()) {
      object["options"].push_back(option_json(*option));
    } else {
      object["positionals"].push_back({{"name", option->get_name(true)},
                                       {"type", option->get_type_name()},
                                       {"required", option->get_required()},
                                       {"several", option->get_expected_max() > 1}});
    }
  }
  for (const CLI::App* subcommand : command.get_subcommands([](const CLI::App*) { return true; })) {
    object["commands"].push_back(command_json(*subcommand));
  }
  return object;
}

}  // namespace

std::string dump_tree(const CLI::App& program) {
  nlohmann::ordered_json document = command_json(program);
  document["topics"] = topic_names();
  document["exit_codes"] = nlohmann::ordered_json::array();
  for (const ExitCodeMeaning& meaning : exit_code_meanings) {
    document["exit_codes"].push_back({{"code", meaning.code}, {"meaning", meaning.meaning}});
  }
  return json_text(document, JsonLayout::indented);
}

}  // namespace docexport
