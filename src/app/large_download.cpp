#include "app/large_download.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/part_file.hpp"
#include "app/range_hasher.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

namespace {

class Fetching {
 public:
  Fetching(Services& services, const Export& row, const std::filesystem::path& target, const DownloadProgress& progress)
      : store_(services.store_at(row.store, row.endpoint)),
        row_(row),
        size_(row.file_size.value_or(0)),
        etag_(row.object_etag.value_or("")),
        target_(target.string()),
        progress_(progress),
        part_(target, {.export_id = row.id, .sha256 = row.sha256.value_or(""), .etag = etag_, .size = size_}) {}

  void run(Overwrite overwrite) {
    bool may_begin_anew = part_.is_resumed();
    while (true) {
      try {
        prove(fetch());
        break;
      } catch (const Error& error) {
        const bool is_other_object = error.kind() == ErrorKind::expired;
        if (!is_other_object && error.kind() != ErrorKind::integrity) {
          throw;
        }
        if (!may_begin_anew && !(is_other_object && look_again())) {
          part_.discard();
          throw;
        }
      }
      may_begin_anew = false;
      part_.begin_anew();
    }
    part_.commit(overwrite);
  }

 private:
  std::string fetch() {
    received_ = 0;
    RangeHasher hasher(part_.descriptor(), size_, target_);
    for (std::uint64_t offset = 0; offset < size_; offset += fetch_range_size) {
      const std::uint64_t length = std::min(fetch_range_size, size_ - offset);
      if (part_.has(offset, length)) {
        hasher.add(offset, length);
        received_ += length;
      }
    }
    store_.fetch({.key = row_.object_key,
                  .etag = etag_,
                  .size = size_,
                  .descriptor = part_.descriptor(),
                  .has = [this](std::uint64_t offset, std::uint64_t length) { return part_.has(offset, length); },
                  .on_range =
                      [this, &hasher](std::uint64_t offset, std::uint64_t length) {
                        throw_if_interrupted();
                        take_range(hasher, offset, length);
                      }});
    return hasher.finish();
  }

  void take_range(RangeHasher& hasher, std::uint64_t offset, std::uint64_t length) {
    if (part_.has(offset, length)) {
      return;
    }
    part_.mark(offset, length);
    hasher.add(offset, length);
    received_ = std::min(size_, received_ + length);
    if (progress_) {
      progress_(received_, size_);
    }
  }

  void prove(const std::string& sha256) const {
    if (sha256 != row_.sha256) {
      throw wrong_content(row_, received_, sha256);
    }
  }

  /// Somebody stored the object anew, perhaps the same bytes: once, what it is now is believed, and the checksum
  /// decides.
  bool look_again() {
    if (has_looked_again_) {
      return false;
    }
    has_looked_again_ = true;
    const std::optional<ObjectInfo> now = store_.head(row_.object_key);
    if (!now || now->size != size_) {
      return false;
    }
    etag_ = now->etag;
    return true;
  }

  ObjectStore& store_;
  const Export& row_;
  std::uint64_t size_;
  std::string etag_;
  std::string target_;
  const DownloadProgress& progress_;
  PartFile part_;
  std::uint64_t received_ = 0;
  bool has_looked_again_ = false;
};

}  // namespace

void download_in_ranges(Services& services, const Export& row, const std::filesystem::path& target, Overwrite overwrite,
                        const DownloadProgress& progress) {
  Fetching(services, row, target, progress).run(overwrite);
}

Error wrong_content(const Export& row, std::uint64_t size, const std::string& sha256) {
  return {ErrorKind::integrity,
          fmt::format("the stored file of export {} is not what was exported: {} bytes with SHA-256 {} instead of "
                      "{} bytes with {}. Nothing was written; export the document again",
                      row.id, size, sha256.empty() ? "unknown" : sha256, row.file_size.value_or(0),
                      row.sha256.value_or("none"))};
}

}  // namespace docexport
