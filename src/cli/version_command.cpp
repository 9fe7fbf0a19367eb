#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "docexport/app/versions.hpp"

namespace docexport {

namespace {

int run_version(Session& session) {
  const bool is_whole = session.options().is_machine() || session.options().verbose;
  const auto versions = component_versions(is_whole ? VersionDetail::libraries : VersionDetail::program);
  if (session.options().is_machine()) {
    nlohmann::ordered_json document = {{"schema", 1}};
    for (const auto& [component, version] : versions) {
      document[component] = version;
    }
    if (session.options().json) {
      session.print_json(document);
    } else {
      session.print_json_line(document);
    }
    return 0;
  }
  for (const auto& [component, version] : versions) {
    session.console().print(fmt::format("{} {}\n", component, version));
  }
  return 0;
}

}  // namespace

void add_version_command(CLI::App& program, ParsedCommand& parsed) {
  CLI::App* command =
      program.add_subcommand("version", "Show the versions of the program and its libraries (all with --verbose)");
  command->footer(
      "  docexport version --verbose\n"
      "  docexport version --json");
  command->callback([&parsed] { parsed.run = run_version; });
}

}  // namespace docexport
