#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "cli/event_output.hpp"
#include "cli/option_kinds.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/browsing.hpp"

namespace docexport {

namespace {

struct LogOptions {
  std::optional<std::string> id{};
  std::optional<std::string> since{};
  std::optional<std::uint64_t> limit{};
};

void print_event(const Event& event, Session& session) {
  if (session.mode() == OutputMode::jsonl) {
    session.print_json_line(event_json(event));
  } else if (session.mode() == OutputMode::ids) {
    session.console().print(std::to_string(event.id) + '\n');
  } else {
    session.console().print(event_line(event));
  }
}

int run_log(const LogOptions& options, Session& session) {
  LogRequest request{.id = options.id, .limit = options.limit.value_or(0)};
  if (options.since) {
    request.since = parse_moment("--since", *options.since, session.now());
  }
  const std::vector<Event> events = read_log(session.services(), request);
  if (session.mode() == OutputMode::json) {
    nlohmann::ordered_json document = {{"events", nlohmann::ordered_json::array()}};
    for (const Event& event : events) {
      document["events"].push_back(event_json(event));
    }
    session.print_json(document);
  } else if (session.is_for_people()) {
    session.console().print(events.empty() ? "no events\n" : event_table(events, session));
  } else {
    for (const Event& event : events) {
      print_event(event, session);
    }
  }
  return 0;
}

}  // namespace

void add_log_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<LogOptions>();
  CLI::App* command = program.add_subcommand("log", "Show the audit trail, oldest first");
  command->add_option("ID", options->id, "Only of this export or document: an id or a unique prefix")
      ->type_name("EXPORT");
  command->add_option("--since", options->since, "Only from this time on: a date, or 7d for seven days ago")
      ->type_name("TIME");
  add_number(*command, "--limit", options->limit, {.smallest = 1, .largest = 1000000000},
             "Only this many, the newest; default: all");
  command->footer(
      "  docexport log 3f2b8c1d\n"
      "  docexport log --since 1d --jsonl");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_log(*options, session); }; });
}

}  // namespace docexport
