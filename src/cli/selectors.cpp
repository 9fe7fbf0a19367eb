#include "cli/selectors.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/id_input.hpp"
#include "cli/option_kinds.hpp"
#include "docexport/base/error.hpp"

namespace docexport {

namespace {

const std::vector<std::string>& status_names() {
  static const std::vector<std::string> names = {"pending", "processing", "completed", "failed", "expired", "deleted"};
  return names;
}

/// The explicit ids, one by one.
ChosenExport choose_one(const std::string& id, Selection conditions, bool destructive_off_terminal, Session& session) {
  try {
    conditions.ids = {id};
    const auto found = select_exports(session.services(), conditions, destructive_off_terminal);
    return {.id = found.empty() ? std::string() : found.front()};
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::not_found && error.kind() != ErrorKind::ambiguous &&
        error.kind() != ErrorKind::refused && error.kind() != ErrorKind::usage) {
      throw;
    }
    return {.id = id, .failure = Failure{.kind = error.kind(), .message = error.what()}};
  }
}

std::vector<ChosenExport> choose_one_by_one(const Selection& selection, bool destructive_off_terminal,
                                            Session& session) {
  std::vector<ChosenExport> chosen;
  for (const std::string& id : selection.ids) {
    ChosenExport one = choose_one(id, selection, destructive_off_terminal, session);
    const bool is_repeated =
        std::any_of(chosen.begin(), chosen.end(), [&one](const ChosenExport& other) { return other.id == one.id; });
    if (!one.id.empty() && !is_repeated) {
      chosen.push_back(std::move(one));
    }
  }
  return chosen;
}

}  // namespace

bool SelectorOptions::has_conditions() const {
  return !statuses.empty() || !format.empty() || !type.empty() || document || name || since || until || older_than;
}

void add_selector_options(CLI::App& app, SelectorOptions& options) {
  add_export_ids(app, options.ids,
                 "Exports: ids or unique prefixes of 4 characters or more; - reads ids from "
                 "standard input");
  add_choices(app, "--status", options.statuses, status_names(), "Only with one of these statuses (a,b)");
  add_choice(app, "--format", options.format, format_names(), "Only in this format");
  app.add_option("--document", options.document, "Only of this document, bundles with it included")
      ->type_name("DOCUMENT");
  add_choice(app, "--type", options.type, {"document_export", "bulk_export"}, "Only of this type");
  app.add_option("--name", options.name, "Only with a name that matches, as in 'tax-*'")->type_name("GLOB");
  app.add_option("--since", options.since, "Only created at this time or later: a date, or 7d for seven days ago")
      ->type_name("TIME");
  app.add_option("--until", options.until, "Only created before this time")->type_name("TIME");
  app.add_option("--older-than", options.older_than, "Only created longer ago than this, as in 30d")
      ->type_name("DURATION");
  app.add_flag("--fail-empty", options.fail_empty, "Exit with 9 when nothing matches");
}

Timestamp parse_moment(const std::string& option, const std::string& text, Timestamp now) {
  if (const auto moment = parse_rfc3339(text)) {
    return *moment;
  }
  try {
    return subtract(now, parse_duration(text));
  } catch (const Error&) {
    throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is neither a time (2024-01-15, 2024-01-15T10:30:00Z) nor a "
                                              "duration ago (90s 15m 12h 7d 2w 6mo 1y)",
                                              option, text));
  }
}

Selection selection_of(const SelectorOptions& options, Session& session) {
  Selection selection{.ids = expand_standard_input(options.ids, session.console())};
  for (const std::string& status : options.statuses) {
    selection.statuses.push_back(parse_export_status(status).value());
  }
  if (!options.format.empty()) {
    selection.format = parse_export_format(options.format);
  }
  if (!options.type.empty()) {
    selection.type = parse_export_type(options.type);
  }
  selection.document = options.document;
  selection.name_glob = options.name;
  const Timestamp now = session.now();
  if (options.since) {
    selection.since = parse_moment("--since", *options.since, now);
  }
  if (options.until) {
    selection.until = parse_moment("--until", *options.until, now);
  }
  if (options.older_than) {
    const Timestamp limit = parse_moment("--older-than", *options.older_than, now);
    selection.until = selection.until ? std::min(*selection.until, limit) : limit;
  }
  return selection;
}

std::vector<ChosenExport> choose_exports(const SelectorOptions& options, const Selection& selection, Danger danger,
                                         Session& session) {
  if (options.ids.empty() && selection.is_empty()) {
    throw Error(ErrorKind::usage,
                "no exports given: name ids, - for ids on standard input, or a selector such as "
                "--status. Run: docexport help selectors");
  }
  const bool destructive_off_terminal = danger == Danger::destructive && !session.console().is_interactive();
  std::vector<ChosenExport> chosen;
  if (!options.ids.empty()) {
    chosen = choose_one_by_one(selection, destructive_off_terminal, session);
  } else {
    for (std::string& id : select_exports(session.services(), selection, destructive_off_terminal)) {
      chosen.push_back({.id = std::move(id)});
    }
  }
  if (chosen.empty()) {
    refuse_empty(options.fail_empty, "no export matches");
  }
  return chosen;
}

void throw_if_not_chosen(const ChosenExport& one) {
  if (one.failure) {
    throw Error(one.failure->kind, one.failure->message);
  }
}

void refuse_empty(bool fail_empty, const std::string& what) {
  if (fail_empty) {
    throw Error(ErrorKind::nothing_matched, what + ", and --fail-empty was given. Run: docexport list");
  }
}

}  // namespace docexport
