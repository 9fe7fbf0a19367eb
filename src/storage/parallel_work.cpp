#include "storage/parallel_work.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"

namespace docexport {
namespace {

// A signal wakes nobody, so the flag that it sets is looked at so often.
constexpr auto interruption_poll = std::chrono::milliseconds(100);

/// Where workers put what they did, and the caller takes it from.
class Results {
 public:
  explicit Results(std::size_t threads) : running_(threads) {}

  void add(std::size_t index) {
    const std::lock_guard lock(mutex_);
    finished_.push_back(index);
    changed_.notify_one();
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) {
      failure_ = std::move(failure);
    }
    changed_.notify_one();
  }

  void end_thread(std::size_t threads = 1) {
    const std::lock_guard lock(mutex_);
    running_ -= threads;
    changed_.notify_one();
  }

  /// Steps that succeeded since the last call; waits a moment for the first.
  std::deque<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, interruption_poll, [&] { return !finished_.empty() || running_ == 0 || failure_; });
    return std::exchange(finished_, {});
  }

  bool all_ended() {
    const std::lock_guard lock(mutex_);
    return running_ == 0 && finished_.empty();
  }

  void wait_for_end() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return running_ == 0; });
  }

  std::exception_ptr failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::size_t> finished_;
  std::exception_ptr failure_;
  std::size_t running_;
};

struct Crew {
  const ParallelWork& work;
  Results results;
  std::stop_source stop{};
  std::atomic<std::size_t> next{0};

  Crew(const ParallelWork& given, std::size_t threads) : work(given), results(threads) {}

  void labour() {
    try {
      for (std::size_t index = next++; index < work.count && !stop.stop_requested(); index = next++) {
        work.run(index, stop.get_token());
        results.add(index);
      }
    } catch (...) {
      results.fail(std::current_exception());
      stop.request_stop();
    }
    results.end_thread();
  }

  void fail(std::exception_ptr failure) {
    results.fail(std::move(failure));
    stop.request_stop();
  }
};

std::vector<std::jthread> start_threads(Crew& crew, std::size_t count) {
  std::vector<std::jthread> threads;
  try {
    while (threads.size() < count) {
      threads.emplace_back([&crew] { crew.labour(); });
    }
  } catch (const std::system_error&) {
    crew.results.end_thread(count - threads.size());
    if (threads.empty()) {
      throw Error(ErrorKind::internal, "cannot start a thread: this machine or its limits allow no more");
    }
  }
  return threads;
}

void report(Crew& crew) {
  while (!crew.results.all_ended()) {
    for (const std::size_t index : crew.results.take()) {
      if (crew.work.finished) {
        crew.work.finished(index);
      }
    }
    if (interruption_signal() != 0) {
      crew.fail(std::make_exception_ptr(Error(ErrorKind::interrupted, "interrupted by a signal")));
    }
    if (crew.results.failure()) {
      crew.results.wait_for_end();
    }
  }
}

}  // namespace

void run_parallel(const ParallelWork& work) {
  if (work.count == 0) {
    return;
  }
  const std::size_t count = std::clamp<std::size_t>(work.threads, 1, work.count);
  Crew crew(work, count);
  {
    const std::vector<std::jthread> threads = start_threads(crew, count);
    try {
      report(crew);
    } catch (...) {
      crew.fail(std::current_exception());
    }
  }
  if (const std::exception_ptr failure = crew.results.failure()) {
    std::rethrow_exception(failure);
  }
}

}  // namespace docexport
