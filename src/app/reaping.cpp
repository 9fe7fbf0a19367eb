#include "app/reaping.hpp"

#include <fmt/format.h>

#include <optional>

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

void end_processing(Services& services, Catalog& catalog, const Export& row) {
  const std::optional<Attempt> attempt = catalog.life().current_attempt(row.id);
  if (!attempt) {
    return;
  }
  const AttemptRef reference{.export_id = row.id, .number = attempt->number, .nonce = attempt->nonce};
  if (const auto etag = etag_if_it_can_be_asked(services, row, *attempt)) {
    catalog.life().complete(reference, *etag, ExportLife::Completion::adopted);
    return;
  }
  const std::string message =
      fmt::format("interrupted: process {} on {} ended before the export was done. Try again with: docexport retry {}",
                  attempt->process_id, attempt->host, short_id(row.id));
  catalog.life().fail(reference, {.error_class = ErrorClass::interrupted, .message = message});
}

void reap(Services& services, Catalog& catalog, const std::string& id) {
  // Read again under the lock: its owner may have ended it and gone since the list was made.
  const std::optional<Export> row = catalog.exports().find(id);
  if (row && row->status == ExportStatus::processing) {
    end_processing(services, catalog, *row);
  } else if (row && row->status == ExportStatus::pending) {
    const std::string message = fmt::format(
        "interrupted: the command that accepted it ended before it began. Try again with: docexport retry {}",
        short_id(id));
    catalog.life().fail_pending(id, {.error_class = ErrorClass::interrupted, .message = message});
  }
}

bool cannot_be_written(const Error& error) {
  return error.kind() == ErrorKind::access || error.kind() == ErrorKind::no_space || error.kind() == ErrorKind::busy;
}

}  // namespace

void reap_interrupted(Services& services) {
  Catalog& catalog = *services.catalog_if_present();
  try {
    for (const Export& row : catalog.exports().unfinished()) {
      if (services.locks().try_acquire(row.id)) {
        reap(services, catalog, row.id);
        services.locks().release(row.id);
      }
    }
  } catch (const Error& error) {
    // Whoever needs to write meets the same trouble at once, and says so; whoever reads can go on.
    if (!cannot_be_written(error)) {
      throw;
    }
  }
}

}  // namespace docexport
