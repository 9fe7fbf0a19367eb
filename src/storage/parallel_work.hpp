#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace docexport {

/// One step of the work, for the thread that does it.
struct ParallelStep {
  std::size_t index = 0;
  std::stop_token stop{};  ///< says that the step's end is no longer waited for with pleasure
  /// Tells of a part that is done before the step is: its number goes to `reported`.
  std::function<void(std::size_t part)> report{};
};

/// Steps that do not depend on each other, some of them at the same time.
struct ParallelWork {
  std::size_t count = 0;
  std::size_t threads = 1;  ///< at most
  /// Does one step, on a thread of its own.
  std::function<void(const ParallelStep& step)> run{};
  /// A step succeeded. On the thread that called run_parallel, one at a time, in the order of their ends.
  std::function<void(std::size_t index)> finished{};
  /// In the same way, for what the steps report.
  std::function<void(std::size_t part)> reported{};
  /// How many threads are wanted by now, asked many times a second; without it, all from the beginning. Those too many
  /// end with their step.
  std::function<std::size_t()> wanted_threads{};
};

/// Begins the steps in order, and returns when all are done. When one throws, no other begins, those that run are asked
/// to stop and waited for, and the first exception passes through. So does Error (`interrupted`) soon after a signal.
void run_parallel(const ParallelWork& work);

}  // namespace docexport
