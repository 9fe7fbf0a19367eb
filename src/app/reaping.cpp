#include "app/reaping.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "app/object_integrity.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/catalog/liveness_lock.hpp"

namespace docexport {

namespace {

/// A store that cannot be asked now decides nothing: the attempt counts as interrupted, and `retry` looks again.
std::optional<std::string> etag_if_it_can_be_asked(Services& services, const Export& row, const Attempt& attempt) {
  try {
    return etag_of_whole_object(services, row, attempt.object_key);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// An export whose process died, under its lock byte, and what is to become of it.
struct Dead {
  std::string id{};
  std::optional<Attempt> attempt{};   ///< absent: it never began
  std::optional<std::string> etag{};  ///< of the object, if that is whole
};

/// nullopt when its owner ended it and went since the list was made.
std::optional<Dead> look_at(Services& services, Catalog& catalog, const std::string& id) {
  const std::optional<Export> row = catalog.exports().find(id);
  if (row && row->status == ExportStatus::pending) {
    return Dead{.id = id};
  }
  if (!row || row->status != ExportStatus::processing) {
    return std::nullopt;
  }
  Dead dead{.id = id, .attempt = catalog.life().current_attempt(id)};
  if (!dead.attempt) {
    return std::nullopt;
  }
  dead.etag = etag_if_it_can_be_asked(services, *row, *dead.attempt);
  return dead;
}

void end(Catalog& catalog, const Dead& dead) {
  if (!dead.attempt) {
    const std::string message = fmt::format(
        "interrupted: the command that accepted it ended before it began. Try again with: docexport retry {}",
        short_id(dead.id));
    catalog.life().fail_pending(dead.id, {.error_class = ErrorClass::interrupted, .message = message});
    return;
  }
  const AttemptRef reference{.export_id = dead.id, .number = dead.attempt->number, .nonce = dead.attempt->nonce};
  if (dead.etag) {
    catalog.life().complete(reference, *dead.etag, ExportLife::Completion::adopted);
    return;
  }
  const std::string message =
      fmt::format("interrupted: process {} on {} ended before the export was done. Try again with: docexport retry {}",
                  dead.attempt->process_id, dead.attempt->host, short_id(dead.id));
  catalog.life().fail(reference, {.error_class = ErrorClass::interrupted, .message = message});
}

void reap(Services& services, Catalog& catalog) {
  std::vector<Dead> all;
  std::vector<std::string> held;
  for (const Export& row : catalog.exports().unfinished()) {
    if (services.locks().try_acquire(row.id)) {
      held.push_back(row.id);
      if (auto dead = look_at(services, catalog, row.id)) {
        all.push_back(*std::move(dead));
      }
    }
  }
  // A batch that died leaves a thousand: they are ended with one flush to the disk.
  if (!all.empty()) {
    catalog.together([&] {
      for (const Dead& dead : all) {
        end(catalog, dead);
      }
    });
  }
  for (const std::string& id : held) {
    services.locks().release(id);
  }
}

bool cannot_be_written(const Error& error) {
  return error.kind() == ErrorKind::access || error.kind() == ErrorKind::no_space || error.kind() == ErrorKind::busy;
}

}  // namespace

void reap_interrupted(Services& services) {
  Catalog& catalog = *services.catalog_if_present();
  try {
    reap(services, catalog);
  } catch (const Error& error) {
    // Whoever needs to write meets the same trouble at once, and says so; whoever reads can go on.
    if (!cannot_be_written(error)) {
      throw;
    }
  }
}

}  // namespace docexport
