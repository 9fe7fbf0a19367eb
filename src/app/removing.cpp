#include "docexport/app/removing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "app/object_removal.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"

namespace docexport {

namespace {

std::string reason_for(const Export& row, Timestamp now) {
  if (row.status != ExportStatus::completed) {
    return fmt::format("{} earlier, its object was not removed yet", to_string(row.status));
  }
  const auto age = std::chrono::floor<std::chrono::days>(now - row.expires_at.value_or(now)).count();
  if (age == 0) {
    return "expired today";
  }
  return fmt::format("expired {} day{} ago", age, age == 1 ? "" : "s");
}

Error running(const Export& row) {
  return {ErrorKind::not_completed,
          fmt::format("export {} is being worked on: wait for it, or stop the process that runs it", row.id)};
}

/// Intents of a group are committed together, its objects removed with few requests, its ends committed together.
constexpr std::size_t removed_together = 1000;

void carry_out(Services& services, std::span<Removal> group) {
  Catalog& catalog = services.catalog();
  std::vector<Export> rows;
  std::vector<Removal*> intended;
  catalog.together([&] {
    for (Removal& removal : group) {
      if (removal.row.status != ExportStatus::completed ||
          catalog.life().expire(removal.row.id, ExportStatus::completed, services.now())) {
        rows.push_back(removal.row);
        intended.push_back(&removal);
      } else {
        removal.failure = Failure{.kind = ErrorKind::conflict,
                                  .message = fmt::format("export {} was changed meanwhile and stays", removal.row.id)};
      }
    }
  });
  std::vector<std::optional<Failure>> failures = remove_objects(services, rows);
  for (std::size_t index = 0; index < intended.size(); ++index) {
    intended[index]->is_done = !failures[index];
    intended[index]->failure = std::move(failures[index]);
  }
}

class Deleting {
 public:
  Deleting(Services& services, std::span<const std::string> ids, Purge purge)
      : services_(services), ids_(ids), purge_(purge), results_(ids.size()) {}

  std::vector<Deletion> run() {
    services_.catalog().together([this] { intend(); });
    remove();
    services_.catalog().together([this] { end(); });
    return std::move(results_);
  }

 private:
  void intend() {
    for (std::size_t index = 0; index < ids_.size(); ++index) {
      Deletion& result = results_[index];
      result.id = ids_[index];
      try {
        result.row = intend_one(ids_[index]);
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::not_found && error.kind() != ErrorKind::not_completed) {
          throw;
        }
        result.failure = Failure{.kind = error.kind(), .message = error.what()};
      }
    }
  }

  Export intend_one(const std::string& id) {
    std::optional<Export> row = services_.catalog().exports().find(id);
    if (!row) {
      throw Error(ErrorKind::not_found, fmt::format("no export {}. See them with: docexport list", id));
    }
    const bool is_tombstone = row->status == ExportStatus::expired || row->status == ExportStatus::deleted;
    const bool is_running = row->status == ExportStatus::processing || row->status == ExportStatus::pending;
    if (is_running || (!is_tombstone && !services_.catalog().life().mark_deleted(id, row->status))) {
      throw running(*row);
    }
    return *std::move(row);
  }

  void remove() {
    std::vector<Export> rows;
    std::vector<Deletion*> removed;
    for (Deletion& result : results_) {
      if (result.row && !result.row->removed_at) {
        rows.push_back(*result.row);
        removed.push_back(&result);
      }
    }
    std::vector<std::optional<Failure>> failures = remove_objects(services_, rows);
    for (std::size_t index = 0; index < removed.size(); ++index) {
      removed[index]->failure = std::move(failures[index]);
    }
  }

  void end() {
    for (Deletion& result : results_) {
      if (!result.row) {
        continue;
      }
      result.row = services_.catalog().exports().find(result.id).value_or(*result.row);
      if (purge_ == Purge::yes && !result.failure) {
        services_.catalog().life().purge(result.id);
      }
    }
  }

  Services& services_;
  std::span<const std::string> ids_;
  Purge purge_;
  std::vector<Deletion> results_;
};

}  // namespace

std::vector<Removal> plan_prune(Services& services) {
  std::vector<Removal> plan;
  Catalog* catalog = services.catalog_if_present();
  if (catalog == nullptr) {
    return plan;
  }
  const Timestamp now = services.now();
  for (Export& row : catalog->exports().due_for_removal(now)) {
    std::string reason = reason_for(row, now);
    plan.push_back({.row = std::move(row), .reason = std::move(reason)});
  }
  return plan;
}

void carry_out_prune(Services& services, std::vector<Removal>& plan,
                     const std::function<void(const Removal&)>& report) {
  for (std::size_t begin = 0; begin < plan.size(); begin += removed_together) {
    throw_if_interrupted();
    const std::size_t count = std::min(removed_together, plan.size() - begin);
    carry_out(services, std::span(plan).subspan(begin, count));
    for (const Removal& removal : std::span(plan).subspan(begin, count)) {
      report(removal);
    }
  }
}

void delete_exports(Services& services, const std::vector<std::string>& ids, Purge purge,
                    const std::function<void(const Deletion&)>& report) {
  for (std::size_t begin = 0; begin < ids.size(); begin += removed_together) {
    throw_if_interrupted();
    const std::size_t count = std::min(removed_together, ids.size() - begin);
    Deleting deleting(services, std::span(ids).subspan(begin, count), purge);
    for (const Deletion& deletion : deleting.run()) {
      report(deletion);
    }
  }
}

Export delete_export(Services& services, const std::string& id, Purge purge) {
  Deletion result;
  delete_exports(services, {id}, purge, [&result](const Deletion& deletion) { result = deletion; });
  if (result.failure) {
    throw Error(result.failure->kind, result.failure->message);
  }
  return result.row.value();
}

}  // namespace docexport
