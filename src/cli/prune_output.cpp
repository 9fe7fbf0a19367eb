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

std::uint64_t count_of(const std::vector<StaleUpload>& uploads, bool is_dry_run) {
  std::uint64_t count = 0;
  for (const StaleUpload& upload : uploads) {
    count += is_dry_run || upload.is_done ? 1U : 0U;
  }
  return count;
}

}  // namespace

struct PruneOutput::Item {
  std::string id{};
  std::string action{};
  std::string reason{};
  std::uint64_t bytes = 0;
  std::string result{};
  std::optional<Failure> failure{};
};

PruneOutput::Item PruneOutput::item_of(const Removal& removal) const {
  return {.id = removal.row.id,
          .action = action_of(removal),
          .reason = removal.reason,
          .bytes = bytes_of(removal),
          .result = result_of(removal.is_done, removal.failure),
          .failure = removal.failure};
}

/// `abort`: an upload that nobody goes on with. How much of it is there, the store does not say.
PruneOutput::Item PruneOutput::item_of(const StaleUpload& upload) const {
  return {.id = upload.export_id,
          .action = "abort",
          .reason = upload.reason,
          .result = result_of(upload.is_done, upload.failure),
          .failure = upload.failure};
}

void PruneOutput::announce(const std::vector<StaleUpload>& uploads) {
  if (!session_.tells_success()) {
    return;
  }
  for (const StaleUpload& upload : uploads) {
    if (session_.is_for_people()) {
      session_.console().print(
          fmt::format("{}  unfinished upload: {}\n", escape_controls(short_id(upload.export_id)), upload.reason));
    } else if (is_dry_run_) {
      print_item(item_of(upload));
    }
  }
  session_.console().flush();
}

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
      print_item(item_of(removal));
    }
  }
  session_.console().flush();
}

void PruneOutput::report(const Removal& removal) {
  tell(item_of(removal));
}

void PruneOutput::report(const StaleUpload& upload) {
  tell(item_of(upload));
}

void PruneOutput::tell(const Item& item) {
  if (item.failure) {
    session_.report_failure(item.failure->kind, item.failure->message, {.key = "id", .value = item.id});
  }
  if (session_.tells_success() && !session_.is_for_people()) {
    print_item(item);
  }
}

namespace {

template <typename Item>
nlohmann::ordered_json item_json(const Item& item) {
  nlohmann::ordered_json object = {{"id", item.id},       {"action", item.action}, {"reason", item.reason},
                                   {"bytes", item.bytes}, {"result", item.result}, {"error", nullptr}};
  if (item.failure) {
    object["error"] = {{"code", exit_code_of(item.failure->kind)},
                       {"kind", to_string(item.failure->kind)},
                       {"message", item.failure->message}};
  }
  return object;
}

}  // namespace

void PruneOutput::finish(const std::vector<Removal>& plan, const std::vector<StaleUpload>& uploads, bool is_success) {
  const std::string text = message(plan, uploads);
  if (session_.mode() == OutputMode::json) {
    const Sum sum = sum_of(plan, is_dry_run_);
    nlohmann::ordered_json document = {{"success", is_success}, {"plan", nlohmann::ordered_json::array()}};
    for (const Removal& removal : plan) {
      document["plan"].push_back(item_json(item_of(removal)));
    }
    for (const StaleUpload& upload : uploads) {
      document["plan"].push_back(item_json(item_of(upload)));
    }
    document["summary"] = {{"planned", plan.size()},    {"removed", is_dry_run_ ? 0 : sum.removed},
                           {"failed", sum.failed},      {"bytes", sum.bytes},
                           {"uploads", uploads.size()}, {"aborted", is_dry_run_ ? 0 : count_of(uploads, is_dry_run_)},
                           {"dry_run", is_dry_run_}};
    document["message"] = text;
    session_.print_json(document);
  } else if (session_.is_for_people() && !session_.options().quiet) {
    session_.console().print(text + '\n');
  } else if (session_.mode() == OutputMode::text && !session_.options().quiet) {
    session_.console().note(text + '\n');
  }
}

void PruneOutput::print_item(const Item& item) {
  switch (session_.mode()) {
    case OutputMode::json:
      break;
    case OutputMode::jsonl:
      session_.print_json_line(item_json(item));
      break;
    case OutputMode::ids:
      session_.console().print(item.failure ? std::string() : item.id + '\n');
      break;
    case OutputMode::text:
      session_.console().print(
          tab_separated({item.id, item.action, item.reason, std::to_string(item.bytes), item.result}));
      break;
  }
}

std::string PruneOutput::result_of(bool is_done, const std::optional<Failure>& failure) const {
  if (failure) {
    return "failed";
  }
  return is_done ? "removed" : is_dry_run_ ? "planned" : "not_reached";
}

std::string PruneOutput::message(const std::vector<Removal>& plan, const std::vector<StaleUpload>& uploads) const {
  if (plan.empty() && uploads.empty()) {
    return "nothing to prune";
  }
  const Sum sum = sum_of(plan, is_dry_run_);
  const std::string aborted =
      uploads.empty() ? std::string()
                      : fmt::format(", and {}", counted(count_of(uploads, is_dry_run_), "unfinished upload"));
  return fmt::format("{} {}, {}{}{}", is_dry_run_ ? "would remove" : "removed", counted(sum.removed, "export"),
                     format_size(sum.bytes), aborted,
                     sum.failed == 0 ? std::string() : fmt::format("; {} failed", sum.failed));
}

}  // namespace docexport
