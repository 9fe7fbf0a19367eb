#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/export_report.hpp"
#include "cli/object_option_kinds.hpp"
#include "cli/option_kinds.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/exporting.hpp"

namespace docexport {

namespace {

struct RetryOptions {
  SelectorOptions selectors{};
  bool failed = false;
  std::uint64_t max_attempts = 3;
  bool force = false;
  StoringOptions storing{};
};

int run_retry(const RetryOptions& options, Session& session) {
  Selection selection = selection_of(options.selectors, session);
  if (options.failed && !selection.statuses.empty()) {
    throw Error(ErrorKind::usage, "--failed is --status failed: give one of them");
  }
  // Only what failed can be tried again; a selector means those among them.
  if (options.failed || (options.selectors.ids.empty() && !selection.is_empty() && selection.statuses.empty())) {
    selection.statuses = {ExportStatus::failed};
  }
  const auto chosen = choose_exports(options.selectors, selection, Danger::none, session);
  ExportReport report(session, shape_of(options.selectors.ids), {.done = "exported", .subject_key = "id"});
  RetryRequest request{.max_attempts = static_cast<int>(options.max_attempts),
                       .force = options.force,
                       .skip_hopeless = options.selectors.ids.empty(),
                       .jobs = options.storing.jobs,
                       .object = object_options_of(options.storing)};
  for (const ChosenExport& one : chosen) {
    if (one.failure) {
      report.add({.document_name = one.id, .failure = one.failure});
    } else {
      request.ids.push_back(one.id);
    }
  }
  try {
    retry_exports(session.services(), request, [&report](const ExportOutcome& outcome) { report.add(outcome); });
  } catch (const Error& error) {
    report.fail({.kind = error.kind(), .message = error.what()});
  }
  return report.finish();
}

}  // namespace

void add_retry_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<RetryOptions>();
  CLI::App* command = program.add_subcommand("retry", "Try failed or interrupted exports again, under the same id");
  add_selector_options(*command, options->selectors);
  command->add_flag("--failed", options->failed, "All that failed, except where a retry cannot help");
  add_number(*command, "--max-attempts", options->max_attempts, {.smallest = 1, .largest = 1000},
             "Leave alone what was tried this often");
  command->add_flag("--force", options->force, "Also where a retry cannot help or the limit is reached");
  add_storing_options(*command, options->storing);
  command->footer(
      "  docexport retry 3f2b8c1d\n"
      "  docexport retry --failed --since 1d\n"
      "  docexport retry --failed --max-attempts 5 --quiet");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_retry(*options, session); }; });
}

}  // namespace docexport
