#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace docexport {

/// Hands things from threads to threads, in order.
template <typename Thing>
class Channel {
 public:
  void push(Thing thing) {
    {
      const std::lock_guard lock(mutex_);
      things_.push_back(std::move(thing));
    }
    changed_.notify_one();
  }

  /// No `take` gives anything any more.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      is_closed_ = true;
    }
    changed_.notify_all();
  }

  /// Waits for the next thing; nullopt once the channel is closed.
  std::optional<Thing> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_closed_ || !things_.empty(); });
    if (is_closed_) {
      return std::nullopt;
    }
    std::optional<Thing> thing(std::move(things_.front()));
    things_.pop_front();
    return thing;
  }

  /// Everything that is there, after waiting at most `patience` for the first of it.
  std::vector<Thing> take_all(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return !things_.empty(); });
    std::vector<Thing> all(std::move_iterator(things_.begin()), std::move_iterator(things_.end()));
    things_.clear();
    return all;
  }

 private:
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<Thing> things_{};
  bool is_closed_ = false;
};

}  // namespace docexport
