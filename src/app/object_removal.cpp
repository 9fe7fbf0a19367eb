#include "app/object_removal.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "app/upload_record.hpp"
#include "docexport/base/error.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"

namespace docexport {

namespace {

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

/// What becomes one request: keys of one store. Each belongs to one export, for its id is in it.
struct StoreKeys {
  std::vector<std::string> keys{};
  std::unordered_map<std::string, std::size_t> owners{};

  void add(const std::string& key, std::size_t owner) {
    if (owners.emplace(key, owner).second) {
      keys.push_back(key);
    }
  }
};

using KeysByStore = std::map<std::pair<std::string, std::string>, StoreKeys>;

class Removing {
 public:
  Removing(Services& services, std::span<const Export> rows)
      : services_(services), rows_(rows), failures_(rows.size()) {}

  std::vector<std::optional<Failure>> run() {
    for (std::size_t index = 0; index < rows_.size(); ++index) {
      attempt(index, [&] { collect(index); });
    }
    for (const auto& [store, keys] : by_store_) {
      remove_keys(store.first, store.second, keys);
    }
    services_.catalog().together([&] {
      for (std::size_t index = 0; index < rows_.size(); ++index) {
        if (!failures_[index]) {
          services_.catalog().life().mark_removed(rows_[index].id);
        }
      }
    });
    return std::move(failures_);
  }

 private:
  template <typename Work>
  void attempt(std::size_t index, Work work) {
    try {
      work();
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      failures_[index] = Failure{.kind = error.kind(), .message = error.what()};
    }
  }

  void collect(std::size_t index) {
    const Export& row = rows_[index];
    require_folder(row);
    std::vector<std::string> keys;
    for (const Attempt& attempt : services_.catalog().exports().attempts(row.id)) {
      abort_upload(row, attempt);
      if (!attempt.object_key.empty()) {
        keys.push_back(attempt.object_key);
      }
    }
    for (const std::string& key : keys) {
      by_store_[{row.store, row.endpoint}].add(key, index);
    }
  }

  void abort_upload(const Export& row, const Attempt& attempt) {
    if (const auto upload = parse_upload_record(attempt.upload_json)) {
      services_.store_at(row.store, row.endpoint).abort_upload(upload->key, upload->state);
      services_.catalog().life().forget_upload(attempt);
    }
  }

  void remove_keys(const std::string& url, const std::string& endpoint, const StoreKeys& keys) {
    try {
      for (const RemoveFailure& failure : services_.store_at(url, endpoint).remove_many(keys.keys)) {
        const bool is_sentence = failure.message.ends_with('.');
        failures_[keys.owners.at(failure.key)] =
            Failure{.kind = failure.kind,
                    .message = failure.message + (is_sentence ? "" : ".") + " The next prune tries it again"};
      }
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      for (const auto& [key, owner] : keys.owners) {
        failures_[owner] = Failure{.kind = error.kind(), .message = error.what()};
      }
    }
  }

  Services& services_;
  std::span<const Export> rows_;
  std::vector<std::optional<Failure>> failures_;
  KeysByStore by_store_{};
};

}  // namespace

std::vector<std::optional<Failure>> remove_objects(Services& services, std::span<const Export> rows) {
  return Removing(services, rows).run();
}

void remove_superseded_objects(Services& services, std::span<const Export> rows) {
  KeysByStore by_store;
  for (const Export& row : rows) {
    for (const Attempt& attempt : services.catalog().exports().attempts(row.id)) {
      if (!attempt.object_key.empty() && attempt.object_key != row.object_key) {
        by_store[{row.store, row.endpoint}].add(attempt.object_key, 0);
      }
    }
  }
  for (const auto& [store, keys] : by_store) {
    try {
      services.store_at(store.first, store.second).remove_many(keys.keys);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
    }
  }
}

}  // namespace docexport
