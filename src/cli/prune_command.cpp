#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/option_kinds.hpp"
#include "cli/prune_output.hpp"
#include "cli/results.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/removing.hpp"

namespace docexport {

namespace {

struct PruneOptions {
  SelectorOptions selectors{};
  bool dry_run = false;
  std::optional<std::uint64_t> max_delete{};
};

std::vector<Removal> plan_for(const PruneOptions& options, Session& session) {
  std::vector<Removal> plan = plan_prune(session.services());
  const Selection selection = selection_of(options.selectors, session);
  if (options.selectors.ids.empty() && selection.is_empty()) {
    return plan;
  }
  std::vector<std::string> wanted;
  // No ids on standard input selects nothing, not everything.
  if (!selection.is_empty()) {
    wanted = select_exports(session.services(), selection, !session.console().is_interactive());
  }
  std::erase_if(plan, [&wanted](const Removal& removal) {
    return std::find(wanted.begin(), wanted.end(), removal.row.id) == wanted.end();
  });
  return plan;
}

void check_size(const PruneOptions& options, std::size_t planned) {
  if (options.max_delete && planned > *options.max_delete) {
    throw Error(ErrorKind::refused,
                fmt::format("prune would remove {} exports, and --max-delete allows {}: nothing was "
                            "removed. See them with: docexport prune --dry-run",
                            planned, *options.max_delete));
  }
}

/// Selectors narrow the choice to exports; what nobody goes on with belongs to no choice.
StaleUploadPlan plan_uploads(const PruneOptions& options, Session& session) {
  return options.selectors.ids.empty() && selection_of(options.selectors, session).is_empty()
             ? plan_upload_prune(session.services())
             : StaleUploadPlan();
}

/// What kept the plan from being whole.
void tell_trouble(const StaleUploadPlan& uploads, Session& session, Tally& tally) {
  if (uploads.warning) {
    session.warn(*uploads.warning);
  }
  if (uploads.failure) {
    session.report_failure(uploads.failure->kind, uploads.failure->message);
    tally.fail(uploads.failure->kind);
  }
}

int run_prune(const PruneOptions& options, Session& session) {
  std::vector<Removal> plan = plan_for(options, session);
  StaleUploadPlan uploads = plan_uploads(options, session);
  if (plan.empty() && uploads.uploads.empty()) {
    refuse_empty(options.selectors.fail_empty, "there is nothing to prune");
  }
  check_size(options, plan.size());
  PruneOutput output(session, options.dry_run);
  output.announce(plan);
  output.announce(uploads.uploads);
  Tally tally;
  tell_trouble(uploads, session, tally);
  if (!options.dry_run) {
    const auto report = [&output, &tally](const auto& item) {
      output.report(item);
      if (item.failure) {
        tally.fail(item.failure->kind);
      } else {
        tally.succeed();
      }
    };
    try {
      carry_out_prune(session.services(), plan, report);
      carry_out_upload_prune(session.services(), uploads.uploads, report);
    } catch (const Error& error) {
      session.report_failure(error.kind(), error.what());
      tally.fail(error.kind());
    }
  }
  output.finish(plan, uploads.uploads, tally.failures() == 0);
  return tally.exit_code();
}

}  // namespace

void add_prune_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<PruneOptions>();
  CLI::App* command = program.add_subcommand("prune", "Remove the files of exports that have expired, nothing else");
  add_selector_options(*command, options->selectors);
  command->add_flag("-n,--dry-run", options->dry_run, "Only say what would be removed, and why");
  add_number(*command, "--max-delete", options->max_delete, {.smallest = 0, .largest = 1000000000},
             "Refuse to do anything if more than this many would be removed");
  command->footer(
      "  docexport prune --dry-run\n"
      "  docexport prune --quiet --max-delete 100");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_prune(*options, session); }; });
}

}  // namespace docexport
