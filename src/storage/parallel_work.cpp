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
constexpr auto growth_poll = std::chrono::milliseconds(5);

/// What workers tell the caller: a step that succeeded, or a part of one.
struct Notice {
  bool is_part = false;
  std::size_t number = 0;
};

/// Where workers put what they did, and the caller takes it from.
class Results {
 public:
  void add(Notice notice) {
    const std::lock_guard lock(mutex_);
    notices_.push_back(notice);
    changed_.notify_one();
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) {
      failure_ = std::move(failure);
    }
    changed_.notify_one();
  }

  void begin_thread() {
    const std::lock_guard lock(mutex_);
    ++running_;
  }

  void end_thread() {
    const std::lock_guard lock(mutex_);
    --running_;
    changed_.notify_one();
  }

  /// Ends the thread that asks unless so many are wanted.
  bool end_thread_beyond(std::size_t wanted) {
    const std::lock_guard lock(mutex_);
    if (running_ <= wanted) {
      return false;
    }
    --running_;
    changed_.notify_one();
    return true;
  }

  std::size_t running() {
    const std::lock_guard lock(mutex_);
    return running_;
  }

  /// What was told since the last call; waits so long for the first.
  std::deque<Notice> take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [&] { return !notices_.empty() || running_ == 0 || failure_; });
    return std::exchange(notices_, {});
  }

  bool all_ended() {
    const std::lock_guard lock(mutex_);
    return running_ == 0 && notices_.empty();
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
  std::deque<Notice> notices_;
  std::exception_ptr failure_;
  std::size_t running_ = 0;
};

class Crew {
 public:
  explicit Crew(const ParallelWork& work)
      : work_(work), most_threads_(std::clamp<std::size_t>(work.threads, 1, work.count)) {}

  /// Until all threads have ended.
  void lead() {
    try {
      grow();
      while (!results_.all_ended()) {
        tell();
        grow();
      }
    } catch (...) {
      fail(std::current_exception());
    }
    threads_.clear();
  }

  std::exception_ptr failure() { return results_.failure(); }

 private:
  void labour() {
    try {
      for (std::size_t index = next_++; index < work_.count && !stop_.stop_requested(); index = next_++) {
        work_.run({.index = index, .stop = stop_.get_token(), .report = [this](std::size_t part) {
                     results_.add({.is_part = true, .number = part});
                   }});
        results_.add({.number = index});
        if (results_.end_thread_beyond(wanted_)) {
          return;
        }
      }
    } catch (...) {
      fail(std::current_exception());
    }
    results_.end_thread();
  }

  void fail(std::exception_ptr failure) {
    results_.fail(std::move(failure));
    stop_.request_stop();
  }

  void grow() {
    wanted_ = std::clamp<std::size_t>(work_.wanted_threads ? work_.wanted_threads() : most_threads_, 1, most_threads_);
    // A thread that finds nothing to do ends at once, and must not be replaced.
    while (results_.running() < wanted_ && next_ < work_.count && !stop_.stop_requested()) {
      results_.begin_thread();
      try {
        threads_.emplace_back([this] { labour(); });
      } catch (const std::system_error&) {
        results_.end_thread();
        if (threads_.empty()) {
          throw Error(ErrorKind::internal, "cannot start a thread: this machine or its limits allow no more");
        }
        most_threads_ = wanted_ = std::max<std::size_t>(results_.running(), 1);
      }
    }
  }

  void tell() {
    for (const Notice& notice : results_.take(work_.wanted_threads ? growth_poll : interruption_poll)) {
      if (const auto& listener = notice.is_part ? work_.reported : work_.finished; listener) {
        listener(notice.number);
      }
    }
    if (interruption_signal() != 0) {
      fail(std::make_exception_ptr(Error(ErrorKind::interrupted, "interrupted by a signal")));
    }
    if (results_.failure()) {
      results_.wait_for_end();
    }
  }

  const ParallelWork& work_;
  std::size_t most_threads_;
  Results results_{};
  std::stop_source stop_{};
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> wanted_{1};
  std::vector<std::jthread> threads_{};
};

}  // namespace

void run_parallel(const ParallelWork& work) {
  if (work.count == 0) {
    return;
  }
  Crew crew(work);
  crew.lead();
  if (const std::exception_ptr failure = crew.failure()) {
    std::rethrow_exception(failure);
  }
}

}  // namespace docexport
