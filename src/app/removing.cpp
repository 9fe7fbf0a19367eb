#include "docexport/app/removing.hpp"

#include <fmt/format.h>

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
  for (Removal& removal : plan) {
    throw_if_interrupted();
    Catalog& catalog = services.catalog();
    const bool is_intended =
        removal.row.status != ExportStatus::completed ||
        catalog.life().expire(removal.row.id, ExportStatus::completed, services.now());
    if (!is_intended) {
      removal.failure = Failure{.kind = ErrorKind::conflict,
                                .message = fmt::format("export {} was changed meanwhile and stays", removal.row.id)};
    } else {
      removal.failure = remove_objects(services, removal.row);
    }
    removal.is_done = !removal.failure;
    report(removal);
  }
}

Export delete_export(Services& services, const std::string& id, Purge purge) {
  Catalog& catalog = services.catalog();
  std::optional<Export> row = catalog.exports().find(id);
  if (!row) {
    throw Error(ErrorKind::not_found, fmt::format("no export {}. See them with: docexport list", id));
  }
  const bool is_tombstone = row->status == ExportStatus::expired || row->status == ExportStatus::deleted;
  if (!is_tombstone) {
    const bool is_running = row->status == ExportStatus::processing || row->status == ExportStatus::pending;
    if (is_running || !catalog.life().mark_deleted(id, row->status)) {
      throw running(*row);
    }
  }
  if (!row->removed_at) {
    if (const auto failure = remove_objects(services, *row)) {
      throw Error(failure->kind, failure->message);
    }
  }
  row = catalog.exports().find(id);
  if (purge == Purge::yes) {
    catalog.life().purge(id);
  }
  return row.value();
}

}  // namespace docexport
