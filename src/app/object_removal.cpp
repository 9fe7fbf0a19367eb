#include "app/object_removal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"

namespace docexport {

namespace {

std::vector<std::string> object_keys(Services& services, const Export& row) {
  std::vector<std::string> keys;
  for (const Attempt& attempt : services.catalog().exports().attempts(row.id)) {
    if (!attempt.object_key.empty()) {
      keys.push_back(attempt.object_key);
    }
  }
  return keys;
}

/// A folder that is not there may be a disk that is not mounted. What it holds would be forgotten, not removed.
void require_folder(const Export& row) {
  const StoreLocation location = parse_store_location(row.store);
  std::error_code error;
  if (location.kind == StoreLocation::Kind::folder && row.completed_at &&
      !std::filesystem::is_directory(location.folder, error)) {
    throw Error(ErrorKind::not_found,
                fmt::format("the folder {} that holds export {} is missing: mount it, or create it "
                            "if its files are gone for good",
                            location.folder.string(), row.id));
  }
}

}  // namespace

std::optional<Failure> remove_objects(Services& services, const Export& row) {
  try {
    require_folder(row);
    const std::vector<std::string> keys = object_keys(services, row);
    if (!keys.empty()) {
      const auto failures = services.store_at(row.store, row.endpoint).remove_many(keys);
      if (!failures.empty()) {
        return Failure{.kind = ErrorKind::temporary,
                       .message = fmt::format("cannot remove {} from {}: {}. The next prune tries it again",
                                              failures.front().key, row.store, failures.front().message)};
      }
    }
    services.catalog().life().mark_removed(row.id);
    return std::nullopt;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
    return Failure{.kind = error.kind(), .message = error.what()};
  }
}

void remove_superseded_objects(Services& services, const Export& row) {
  std::vector<std::string> keys = object_keys(services, row);
  std::erase(keys, row.object_key);
  if (keys.empty()) {
    return;
  }
  try {
    services.store_at(row.store, row.endpoint).remove_many(keys);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
  }
}

}  // namespace docexport
