#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/details.hpp"
#include "cli/document_output.hpp"
#include "cli/event_output.hpp"
#include "cli/export_output.hpp"
#include "cli/id_input.hpp"
#include "cli/json_text.hpp"
#include "cli/option_kinds.hpp"
#include "cli/results.hpp"
#include "cli/table.hpp"
#include "docexport/app/browsing.hpp"
#include "docexport/app/bundles.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

struct ShowOptions {
  std::vector<std::string> ids{};
  bool events = false;
};

nlohmann::ordered_json details_json(const ExportDetails& details, const ShowOptions& options, Timestamp now) {
  nlohmann::ordered_json object = export_json(details.row, now);
  object["attempt_details"] = nlohmann::ordered_json::array();
  for (const Attempt& attempt : details.attempts) {
    object["attempt_details"].push_back(attempt_json(attempt));
  }
  object["events"] = nullptr;
  if (options.events) {
    object["events"] = nlohmann::ordered_json::array();
    for (const Event& event : details.events) {
      object["events"].push_back(event_json(event));
    }
  }
  return object;
}

/// `pages 3, words 1204`
std::string stats_text(const std::string& stats_json) {
  std::string text;
  const auto stats = parse_kept_json(stats_json);
  if (!stats.is_object()) {
    return text;
  }
  for (const auto& [name, count] : stats.items()) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count.dump());
  }
  return text;
}

/// What a person can do with the export as it is.
std::string next_step(const Export& row) {
  switch (row.status) {
    case ExportStatus::completed:
      return "docexport download " + short_id(row.id);
    case ExportStatus::failed:
      return "docexport retry " + short_id(row.id);
    case ExportStatus::expired:
    case ExportStatus::deleted:
      return row.document_id ? fmt::format("docexport export {} --format {}", *row.document_id, to_string(row.format))
                             : std::string();
    case ExportStatus::pending:
    case ExportStatus::processing:
      return {};
  }
  return {};
}

/// Without the documents of a bundle, which have a table of their own.
std::string options_text(const Export& row) {
  auto options = parse_kept_json(row.options_json);
  if (!options.is_object()) {
    return row.options_json;
  }
  options.erase("documents");
  return options.empty() ? std::string() : options.dump();
}

/// The documents of a bundle, and why some could not even be found.
std::string member_table(const std::vector<BundleMember>& members, Session& session) {
  Table table({{.title = "DOCUMENT"}, {.title = "NAME", .shrinks = true}, {.title = "ERROR", .shrinks = true}});
  const std::string_view absent = session.symbol("–", "-");
  for (const BundleMember& member : members) {
    table.add_row({{.text = member.id.empty() ? std::string(absent) : escape_controls(shown_document_id(member.id))},
                   {.text = escape_controls(member.name)},
                   {.text = member.refusal ? escape_controls(member.refusal->message) : std::string()}});
  }
  return table.text(session.console().width(), session.palette(), session.symbol("…", "..."));
}

std::string text_for_people(const ExportDetails& shown, Session& session) {
  const Export& row = shown.row;
  Details details(session);
  details.add("export", row.id);
  details.add("name", row.name);
  details.add("description", row.description);
  details.add("status", std::string(to_string(row.status)));
  details.add("error", row.error_message);
  details.add("document", row.document_id);
  details.add("format", std::string(to_string(row.format)));
  details.add("file name", row.file_name);
  if (row.file_size) {
    details.add("size", size_with_bytes(*row.file_size));
  }
  details.add("records", row.records_count ? std::to_string(*row.records_count) : std::string());
  details.add("read", stats_text(row.stats_json));
  details.add("sha256", row.sha256);
  details.add("options", options_text(row));
  details.add("store", row.store);
  details.add("endpoint", row.endpoint);
  details.add("object", row.object_key);
  details.add("owner", row.owner);
  details.add("created", row.created_at);
  details.add("completed", row.completed_at);
  details.add("expires", row.expires_at);
  details.add("removed", row.removed_at);
  details.add("downloads", std::to_string(row.download_count));
  details.add("last download", row.last_downloaded_at);
  details.add("next", next_step(row));
  return details.text();
}

void print_details(const ExportDetails& details, const ShowOptions& options, Session& session) {
  Console& console = session.console();
  if (session.mode() == OutputMode::jsonl) {
    session.print_json_line(details_json(details, options, session.now()));
  } else if (session.mode() == OutputMode::ids) {
    console.print(details.row.id + '\n');
  } else if (session.mode() == OutputMode::text) {
    console.print(text_for_people(details, session));
    if (details.row.type == ExportType::bulk_export) {
      console.print('\n' + member_table(bundle_members(details.row.options_json), session));
    }
    if (!details.attempts.empty()) {
      console.print('\n' + attempt_table(details.attempts, session));
    }
    if (options.events) {
      console.print('\n' + event_table(details.events, session));
    }
  }
}

int run_show(const ShowOptions& options, Session& session) {
  const std::vector<std::string> ids = expand_standard_input(options.ids, session.console());
  const Shape shape = shape_of(options.ids);
  Results results(session, "export", shape);
  std::string message;
  const auto show = [&](const std::string& id) {
    const ExportDetails details = show_export(session.services(), id);
    results.add_object(details_json(details, options, session.now()));
    message = fmt::format("export {} is {}", short_id(details.row.id), to_string(details.row.status));
    if (session.mode() == OutputMode::text && results.tally().successes() > 0) {
      session.console().print("\n");
    }
    print_details(details, options, session);
  };
  for (const std::string& id : ids) {
    if (!results.attempt({.key = "id", .value = id}, [&] { show(id); })) {
      break;
    }
  }
  return results.finish(shape == Shape::single ? message : results.summary("shown"));
}

}  // namespace

void add_show_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<ShowOptions>();
  CLI::App* command = program.add_subcommand("show", "Show exports whole, with their attempts");
  add_export_ids(*command, options->ids, "Exports: ids or unique prefixes; - reads ids from standard input")
      ->required();
  command->add_flag("--events", options->events, "Also show what happened to them");
  command->footer(
      "  docexport show 3f2b8c1d\n"
      "  docexport show 3f2b8c1d --events\n"
      "  docexport show 3f2b8c1d --json | jq -r .export.sha256");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_show(*options, session); }; });
}

}  // namespace docexport
