#pragma once

#include <atomic>
#include <cstddef>

#include "storage/object_checksum.hpp"

namespace docexport {

/// Whether a server proves that it has looked at a checksum, by answering it.
enum class ChecksumEcho { unknown, comes, missing };

/// What the server is known not to have, so that it is asked for only once. Any thread may look and write: the worst
/// that a race costs is one more refusal.
struct S3Capabilities {
  explicit S3Capabilities(ChecksumChoice choice) : checksum(first_algorithm(choice)) {}

  std::atomic<bool> conditional_writes{true};  ///< `If-None-Match: *`
  std::atomic<bool> multipart{true};
  std::atomic<bool> bulk_removal{true};  ///< DeleteObjects
  std::atomic<bool> second_list{true};   ///< ListObjectsV2
  std::atomic<bool> encoded_lists{true};
  std::atomic<bool> keeps_metadata{false};  ///< seen once: an object had the SHA-256 that it was given
  std::atomic<ChecksumAlgorithm> checksum;  ///< the best that was not refused
  std::atomic<ChecksumEcho> checksum_echo{ChecksumEcho::unknown};
};

/// How many requests of one store may run at once beside those of its callers. Everybody gets at least one.
class WorkerBudget {
 public:
  explicit WorkerBudget(std::size_t workers) : free_(static_cast<std::ptrdiff_t>(workers)) {}

 private:
  friend class WorkerShare;
  std::atomic<std::ptrdiff_t> free_;
};

/// A part of the budget, until it goes out of scope.
class WorkerShare {
 public:
  WorkerShare(WorkerBudget& budget, std::size_t wanted);
  ~WorkerShare();
  WorkerShare(const WorkerShare&) = delete;
  WorkerShare& operator=(const WorkerShare&) = delete;

  [[nodiscard]] std::size_t workers() const { return workers_; }

 private:
  WorkerBudget& budget_;
  std::size_t workers_ = 1;
};

}  // namespace docexport
