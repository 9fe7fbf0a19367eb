#include "app/range_hasher.hpp"

#include <algorithm>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {

namespace {

constexpr std::size_t buffer_size = std::size_t{256} << 10;

}  // namespace

RangeHasher::RangeHasher(int descriptor, std::uint64_t size, std::string name)
    : descriptor_(descriptor), size_(size), name_(std::move(name)), thread_([this] { run(); }) {}

RangeHasher::~RangeHasher() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
    ranges_.clear();
  }
  changed_.notify_one();
}

void RangeHasher::add(std::uint64_t offset, std::uint64_t size) {
  {
    const std::lock_guard lock(mutex_);
    std::uint64_t& end = ranges_[offset];
    end = std::max(end, offset + size);
  }
  changed_.notify_one();
}

std::string RangeHasher::finish() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
  if (failure_) {
    std::rethrow_exception(failure_);
  }
  return hashed_ == size_ ? hexadecimal(hash_.finish()) : std::string();
}

std::uint64_t RangeHasher::reached() const {
  std::uint64_t end = hashed_;
  for (const auto& [offset, range_end] : ranges_) {
    if (offset > end) {
      break;
    }
    end = std::max(end, range_end);
  }
  return std::min(end, size_);
}

void RangeHasher::run() {
  std::unique_lock lock(mutex_);
  while (hashed_ < size_) {
    changed_.wait(lock, [this] { return is_ending_ || reached() > hashed_; });
    const std::uint64_t end = reached();
    if (end == hashed_) {
      return;
    }
    lock.unlock();
    try {
      hash_to(end);
    } catch (const Error&) {
      failure_ = std::current_exception();
      return;
    }
    lock.lock();
  }
}

void RangeHasher::hash_to(std::uint64_t end) {
  std::vector<char> buffer(buffer_size);
  while (hashed_ < end) {
    const std::size_t wanted = std::min<std::uint64_t>(buffer.size(), end - hashed_);
    const std::size_t count = read_at(descriptor_, std::span(buffer).first(wanted), hashed_, name_);
    if (count == 0) {
      throw Error(ErrorKind::integrity, name_ + " was cut short while it was downloaded: try again");
    }
    hash_.update(std::string_view(buffer.data(), count));
    hashed_ += count;
  }
}

}  // namespace docexport
