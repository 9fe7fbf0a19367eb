#include "app/object_integrity.hpp"

#include "docexport/base/digest.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

std::optional<std::string> etag_of_whole_object(Services& services, const Export& row, const std::string& key) {
  if (!row.file_size || !row.sha256 || key.empty()) {
    return std::nullopt;
  }
  ObjectStore& store = services.store_at(row.store, row.endpoint);
  const std::optional<ObjectInfo> found = store.head(key);
  if (!found || found->size != *row.file_size) {
    return std::nullopt;
  }
  std::string sha256 = found->sha256;
  if (sha256.empty()) {
    Sha256 hash;
    store.get({.key = key, .etag = found->etag}, [&](std::string_view bytes) { hash.update(bytes); });
    sha256 = hexadecimal(hash.finish());
  }
  return sha256 == *row.sha256 ? std::optional(found->etag) : std::nullopt;
}

}  // namespace docexport
