#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/export_output.hpp"
#include "cli/results.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/app/removing.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

struct DeleteOptions {
  SelectorOptions selectors{};
  bool purge = false;
  bool yes = false;
};

Selection deletable(const DeleteOptions& options, Session& session) {
  Selection selection = selection_of(options.selectors, session);
  const bool is_general = options.selectors.ids.empty() && !selection.is_empty();
  if (is_general && selection.statuses.empty()) {
    // What is being worked on, and what is deleted already, has to be named.
    selection.statuses = {ExportStatus::completed, ExportStatus::failed, ExportStatus::expired};
    if (options.purge) {
      selection.statuses.push_back(ExportStatus::deleted);
    }
  }
  return selection;
}

/// Whether to go on: named exports are not asked about, chosen ones are.
bool is_agreed(const DeleteOptions& options, std::size_t count, Session& session) {
  if (!options.selectors.has_conditions() || options.yes || count == 0) {
    return true;
  }
  const std::string what = counted(count, "export") + (options.purge ? " and all record of them" : "");
  if (!session.console().is_interactive()) {
    throw Error(ErrorKind::refused, fmt::format("the selectors match {}: nobody can be asked here, so add --yes to "
                                                "delete them, or see them first with: docexport list",
                                                counted(count, "export")));
  }
  return session.console().confirm(fmt::format("Delete {}?", what));
}

void print_deleted(const Export& row, const std::string& message, Session& session) {
  if (!session.tells_success()) {
    return;
  }
  if (session.is_for_people()) {
    session.console().print(escape_controls(message) + '\n');
  } else {
    print_export(row, session);
  }
}

int run_delete(const DeleteOptions& options, Session& session) {
  const auto chosen = choose_exports(options.selectors, deletable(options, session), Danger::destructive, session);
  const Shape shape = shape_of(options.selectors.ids);
  Results results(session, "export", shape);
  if (!is_agreed(options, chosen.size(), session)) {
    session.console().note("nothing deleted\n");
    return results.finish("nothing deleted");
  }
  if (chosen.empty() && session.is_for_people() && session.tells_success()) {
    session.console().print("no export matches\n");
  }
  std::vector<std::string> ids;
  for (const ChosenExport& one : chosen) {
    if (one.failure) {
      results.fail(*one.failure, {.key = "id", .value = one.id});
    } else {
      ids.push_back(one.id);
    }
  }
  std::string message;
  const auto tell = [&](const Deletion& deletion) {
    if (deletion.failure) {
      results.fail(*deletion.failure, {.key = "id", .value = deletion.id});
      return;
    }
    results.succeed();
    results.add_object(export_json(*deletion.row, session.now()));
    message = fmt::format("{} {} {}", options.purge ? "purged" : "deleted", short_id(deletion.id), deletion.row->name);
    print_deleted(*deletion.row, message, session);
  };
  try {
    delete_exports(session.services(), ids, options.purge ? Purge::yes : Purge::no, tell);
  } catch (const Error& error) {
    results.fail({.kind = error.kind(), .message = error.what()});
  }
  return results.finish(shape == Shape::single ? message : results.summary("deleted"));
}

}  // namespace

void add_delete_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<DeleteOptions>();
  CLI::App* command = program.add_subcommand("delete", "Remove the files of exports; their rows stay as tombstones");
  add_selector_options(*command, options->selectors);
  command->add_flag("--purge", options->purge, "Remove the rows too");
  command->add_flag("-y,--yes", options->yes, "Do not ask; needed with selectors where nobody can be asked");
  command->footer(
      "  docexport delete 3f2b8c1d\n"
      "  docexport delete --status failed --older-than 30d --yes\n"
      "  docexport list --name 'test-*' --ids | docexport delete - --purge");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_delete(*options, session); }; });
}

}  // namespace docexport
