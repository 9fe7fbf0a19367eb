#include "cli/prune_output.hpp"

#include <fmt/format.h>

#include "cli/export_output.hpp"
#include "cli/table.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "docexport/cli/exit_code.hpp"

namespace docexport {

namespace {

std::uint64_t bytes_of(const Removal& removal) {
  return removal.row.file_size.value_or(0);
}

/// `expire`: its time is over. `remove`: a removal that was begun earlier.
std::string action_of(const Removal& removal) {
  return removal.reason.starts_with("expired") ? "expire" : "remove";
}

struct Sum {
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;
  std::uint64_t bytes = 0;
};

Sum sum_of(const std::vector<Removal>& plan, bool is_dry_run) {
  Sum sum;
  for (const Removal& removal : plan) {
    const bool counts = is_dry_run || removal.is_done;
    sum.removed += counts ? 1U : 0U;
    sum.bytes += counts ? bytes_of(removal) : 0;
    sum.failed += removal.failure ? 1U : 0U;
  }
  return sum;
}

}  // namespace

void PruneOutput::announce(const std::vector<Removal>& plan) {
  if (!session_.tells_success() || plan.empty()) {
    return;
  }
  if (session_.is_for_people()) {
    Table table({{.title = "ID"},
                 {.title = "NAME", .shrinks = true},
                 {.title = "SIZE", .align = Align::right},
                 {.title = "REASON"}});
    for (const Removal& removal : plan) {
      table.add_row({{.text = short_id(removal.row.id)},
                     {.text = escape_controls(removal.row.name)},
                     {.text = format_size(bytes_of(removal))},
                     {.text = removal.reason}});
    }
    session_.console().print(table.text(session_.console().width(), session_.palette(), session_.symbol("…", "...")));
  } else if (is_dry_run_) {
    for (const Removal& removal : plan) {
      print_item(removal);
    }
  }
  session_.console().flush();
}

void PruneOutput::report(const Removal& removal) {
  if (removal.failure) {
    session_.report_failure(removal.failure->kind, removal.failure->message, {.key = "id", .value = removal.row.id});
  }
  if (!session_.tells_success() || session_.is_for_people()) {
    return;
  }
  print_item(removal);
}

void PruneOutput::finish(const std::vector<Removal>& plan, bool is_success) {
  if (session_.mode() == OutputMode::json) {
    const Sum sum = sum_of(plan, is_dry_run_);
    nlohmann::ordered_json document = {{"success", is_success}, {"plan", nlohmann::ordered_json::array()}};
    for (const Removal& removal : plan) {
      document["plan"].push_back(item_json(removal));
    }
    document["summary"] = {{"planned", plan.size()},
                           {"removed", is_dry_run_ ? 0 : sum.removed},
                           {"failed", sum.failed},
                           {"bytes", sum.bytes},
                           {"dry_run", is_dry_run_}};
    document["message"] = message(plan);
    session_.print_json(document);
  } else if (session_.is_for_people() && !session_.options().quiet) {
    session_.console().print(message(plan) + '\n');
  } else if (session_.mode() == OutputMode::text && !session_.options().quiet) {
    session_.console().note(message(plan) + '\n');
  }
}

void PruneOutput::print_item(const Removal& removal) {
  switch (session_.mode()) {
    case OutputMode::json:
      break;
    case OutputMode::jsonl:
      session_.print_json_line(item_json(removal));
      break;
    case OutputMode::ids:
      session_.console().print(removal.failure ? std::string() : removal.row.id + '\n');
      break;
    case OutputMode::text:
      session_.console().print(tab_separated(
          {removal.row.id, action_of(removal), removal.reason, std::to_string(bytes_of(removal)), result_of(removal)}));
      break;
  }
}

nlohmann::ordered_json PruneOutput::item_json(const Removal& removal) const {
  nlohmann::ordered_json item = {{"id", removal.row.id},         {"action", action_of(removal)},
                                 {"reason", removal.reason},     {"bytes", bytes_of(removal)},
                                 {"result", result_of(removal)}, {"error", nullptr}};
  if (removal.failure) {
    item["error"] = {{"code", exit_code_of(removal.failure->kind)},
                     {"kind", to_string(removal.failure->kind)},
                     {"message", removal.failure->message}};
  }
  return item;
}

std::string PruneOutput::result_of(const Removal& removal) const {
  if (removal.failure) {
    return "failed";
  }
  return removal.is_done ? "removed" : is_dry_run_ ? "planned" : "not_reached";
}

std::string PruneOutput::message(const std::vector<Removal>& plan) const {
  if (plan.empty()) {
    return "nothing to prune";
  }
  const Sum sum = sum_of(plan, is_dry_run_);
  return fmt::format("{} {}, {}{}", is_dry_run_ ? "would remove" : "removed", counted(sum.removed, "export"),
                     format_size(sum.bytes), sum.failed == 0 ? std::string() : fmt::format("; {} failed", sum.failed));
}

}  // namespace docexport
