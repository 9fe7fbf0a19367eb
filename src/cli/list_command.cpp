#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/export_output.hpp"
#include "cli/option_kinds.hpp"
#include "cli/selectors.hpp"
#include "docexport/app/identifiers.hpp"

namespace docexport {

namespace {

struct ListOptions {
  SelectorOptions selectors{};
  std::uint64_t limit = 20;
  std::uint64_t page = 1;
  std::string sort = "-created";
};

std::vector<std::string> sort_names() {
  std::vector<std::string> names;
  for (const std::string name : {"created", "completed", "expires", "name", "size", "downloads"}) {
    names.push_back(name);
    names.push_back("-" + name);
  }
  return names;
}

SortField parse_sort_field(const std::string& name) {
  if (name == "completed") {
    return SortField::completed;
  }
  if (name == "expires") {
    return SortField::expires;
  }
  if (name == "name") {
    return SortField::name;
  }
  if (name == "size") {
    return SortField::size;
  }
  return name == "downloads" ? SortField::downloads : SortField::created;
}

PageRequest page_of(const ListOptions& options) {
  const bool is_descending = options.sort.front() == '-';
  return {.page = options.page,
          .limit = options.limit,
          .sort = parse_sort_field(is_descending ? options.sort.substr(1) : options.sort),
          .order = is_descending ? SortOrder::descending : SortOrder::ascending};
}

void print_json_page(const ExportPage& found, const ListOptions& options, Session& session) {
  nlohmann::ordered_json document = {{"exports", nlohmann::ordered_json::array()}};
  const Timestamp now = session.now();
  for (const Export& row : found.exports) {
    document["exports"].push_back(export_json(row, now));
  }
  document["pagination"] = pagination_json(options.page, options.limit, found.total);
  session.print_json(document);
}

/// `3 of 57 exports · docexport show a0c471ee for the error`
std::string footer(const ExportPage& found, const ListOptions& options, Session& session) {
  const std::string_view separator = session.symbol(" · ", " - ");
  std::string line = fmt::format("{} of {}", found.exports.size(), counted(found.total, "export"));
  if (options.page * options.limit < found.total) {
    line += fmt::format("{}more with --page {}", separator, options.page + 1);
  }
  for (const Export& row : found.exports) {
    if (row.status == ExportStatus::failed) {
      line += fmt::format("{}docexport show {} for the error", separator, short_id(row.id));
      break;
    }
  }
  return session.palette().paint(Color::dim, line) + '\n';
}

void print_for_people(const ExportPage& found, const ListOptions& options, Session& session) {
  if (found.exports.empty()) {
    session.console().print(found.total == 0 ? "no exports\n" : fmt::format("no page {}\n", options.page));
    return;
  }
  session.console().print(export_table(found.exports, session));
  session.console().print(footer(found, options, session));
}

int run_list(const ListOptions& options, Session& session) {
  const Selection selection = selection_of(options.selectors, session);
  ExportPage found;
  // No ids on standard input selects nothing, not everything.
  if (options.selectors.ids.empty() || !selection.ids.empty()) {
    found = list_exports(session.services(), selection, page_of(options));
  }
  if (found.exports.empty()) {
    refuse_empty(options.selectors.fail_empty, "no export matches");
  }
  if (session.mode() == OutputMode::json) {
    print_json_page(found, options, session);
  } else if (session.is_for_people()) {
    print_for_people(found, options, session);
  } else {
    for (const Export& row : found.exports) {
      print_export(row, session);
    }
  }
  return 0;
}

}  // namespace

void add_list_command(CLI::App& program, ParsedCommand& parsed) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App* command = program.add_subcommand("list", "List exports, newest first");
  add_selector_options(*command, options->selectors);
  add_number(*command, "--limit", options->limit, {.smallest = 1, .largest = 100000}, "Exports on a page");
  add_number(*command, "--page", options->page, {.smallest = 1, .largest = 1000000000}, "The page");
  add_choice(*command, "--sort", options->sort, sort_names(), "Order; - in front means descending");
  command->footer(
      "  docexport list --status failed,expired --since 7d\n"
      "  docexport list --format csv --sort -size --limit 5\n"
      "  docexport list --name 'tax-*' --ids | docexport download - --output taxes/");
  command->callback(
      [options, &parsed] { parsed.run = [options](Session& session) { return run_list(*options, session); }; });
}

}  // namespace docexport
