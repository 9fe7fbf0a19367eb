#include "cli/command_tree.hpp"

#include "docexport/app/versions.hpp"

namespace docexport {

CommandTree::CommandTree() : program("Turns documents into export files that can be trusted.", "docexport") {
  program.set_help_flag("-h,--help", "Show help");
  program.set_version_flag(
      "--version", [] { return "docexport " + component_versions(VersionDetail::program).front().second; },
      "Show the program's version");
  program.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  program.fallthrough();
  add_global_options(program, globals);
  add_add_command(program, parsed);
  add_documents_command(program, parsed);
  add_export_command(program, parsed);
  add_list_command(program, parsed);
  add_show_command(program, parsed);
  add_download_command(program, parsed);
  add_retry_command(program, parsed);
  add_prune_command(program, parsed);
  add_edit_command(program, parsed);
  add_delete_command(program, parsed);
  add_log_command(program, parsed);
  add_completion_command(program, parsed);
  add_version_command(program, parsed);
  add_help_command(program, parsed);
  // Last, because commands inherit them from the program.
  program.require_subcommand(1);
  program.footer(
      "  docexport export invoice.pdf --format json\n"
      "  docexport list --status failed\n"
      "  docexport download 3f2b8c1d");
}

CLI::App& deepest_parsed(CLI::App& program) {
  CLI::App* current = &program;
  while (!current->get_subcommands().empty()) {
    current = current->get_subcommands().back();
  }
  return *current;
}

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + ' ' + command.get_name();
}

std::vector<std::string> option_names(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) {
    names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    names.push_back("--" + name);
  }
  return names;
}

}  // namespace docexport
