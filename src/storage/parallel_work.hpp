#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace docexport {

/// Steps that do not depend on each other, some of them at the same time.
struct ParallelWork {
  std::size_t count = 0;
  std::size_t threads = 1;
  /// Does one step, on a thread of its own; `stop` says that its end is no longer waited for with pleasure.
  std::function<void(std::size_t index, const std::stop_token& stop)> run{};
  /// A step succeeded. On the thread that called run_parallel, one at a time, in the order of their ends.
  std::function<void(std::size_t index)> finished{};
};

/// Begins the steps in order, and returns when all are done. When one throws, no other begins, those that run are asked
/// to stop and waited for, and the first exception passes through. So does Error (`interrupted`) soon after a signal.
void run_parallel(const ParallelWork& work);

}  // namespace docexport
