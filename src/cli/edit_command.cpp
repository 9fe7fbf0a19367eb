#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/export_output.hpp"
#include "cli/id_input.hpp"
#include "cli/option_kinds.hpp"
#include "cli/results.hpp"
#include "docexport/app/browsing.hpp"
#include "docexport/app/exporting.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

struct EditOptions {
  std::vector<std::string> ids{};
  std::optional<std::string> name{};
  std::optional<std::string> description{};
  std::optional<std::string> expires{};
};

EditRequest request_of(const EditOptions& options, Timestamp now) {
  if (!options.name && !options.description && !options.expires) {
    throw Error(ErrorKind::usage,
                "nothing to change: give --name, --description or --expires. Run: docexport help edit");
  }
  EditRequest request{.name = options.name, .description = options.description};
  if (options.expires) {
    request.expires_at = expiry_from(parse_expiry(*options.expires), now);
  }
  return request;
}

void print_edited(const Export& row, const std::string& message, Session& session) {
  if (!session.tells_success()) {
    return;
  }
  if (session.is_for_people()) {
    session.console().print(fmt::format("{}, {}\n", escape_controls(message), export_facts(row, session.now())));
  } else {
    print_export(row, session);
  }
}

int run_edit(const EditOptions& options, Session& session) {
  const EditRequest request = request_of(options, session.now());
  const std::vector<std::string> ids = expand_standard_input(options.ids, session.console());
  const Shape shape = shape_of(options.ids);
  Results results(session, "export", shape);
  std::string message;
  const auto edit = [&](const std::string& id) {
    const Export row = edit_export(session.services(), id, request);
    results.add_object(export_json(row, session.now()));
    message = fmt::format("changed {} {}", short_id(row.id), row.name);
    print_edited(row, message, session);
  };
  for (const std::string& id : ids) {
    if (!results.attempt({.key = "id", .value = id}, [&] { edit(id); })) {
      break;
    }
  }
  return results.finish(shape == Shape::single ? message : results.summary("changed"));
}

}  // namespace

void add_edit_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<EditOptions>();
  CLI::App* command = program.add_subcommand("edit", "Change the name, description or expiry of exports");
  add_export_ids(*command, options->ids, "Exports: ids or unique prefixes; - reads ids from standard input")
      ->required();
  command->add_option("--name", options->name, "The new name")->type_name("TEXT");
  command->add_option("--description", options->description, "The new description")->type_name("TEXT");
  command->add_option("--expires", options->expires, "When it expires: 30d from now, a date, or never")
      ->type_name("WHEN");
  command->footer(
      "  docexport edit 3f2b8c1d --name tax-2025\n"
      "  docexport edit 3f2b8c1d --expires never");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_edit(*options, session); }; });
}

}  // namespace docexport
