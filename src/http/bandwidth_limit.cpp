#include "docexport/http/bandwidth_limit.hpp"

#include <algorithm>
#include <thread>

#include "docexport/base/interruption.hpp"

namespace docexport {
namespace {

using std::chrono::steady_clock;

// How late an interruption may be noticed.
constexpr std::chrono::milliseconds slice{50};

}  // namespace

void BandwidthLimit::take(std::size_t bytes) {
  const SteadyTime turn = reserve(bytes);
  while (true) {
    throw_if_interrupted();
    const auto left = turn - steady_clock::now();
    if (left <= steady_clock::duration::zero()) {
      return;
    }
    std::this_thread::sleep_for(std::min<steady_clock::duration>(left, slice));
  }
}

BandwidthLimit::SteadyTime BandwidthLimit::reserve(std::size_t bytes) {
  const std::chrono::duration<double> needed(static_cast<double>(bytes) / static_cast<double>(bytes_per_second_));
  const std::lock_guard lock(mutex_);
  free_at_ = std::max(free_at_, steady_clock::now()) + std::chrono::duration_cast<steady_clock::duration>(needed);
  return free_at_;
}

}  // namespace docexport
