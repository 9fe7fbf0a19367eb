#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace docexport {

/// How many bytes a second several clients may move together, bodies in both directions. Any number of threads may use
/// it.
class BandwidthLimit {
 public:
  explicit BandwidthLimit(std::uint64_t bytes_per_second) : bytes_per_second_(bytes_per_second) {}

  /// Waits for the turn of these bytes. Throws Error (`interrupted`) once a signal asked us to stop.
  void take(std::size_t bytes);

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  SteadyTime reserve(std::size_t bytes);

  std::uint64_t bytes_per_second_;
  std::mutex mutex_;
  SteadyTime free_at_{};  ///< when all that was taken so far has passed
};

}  // namespace docexport
