#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace docexport {

/// Bytes in the making: like a string, but a writer's hot loop appends to it without a call and without clearing memory
/// first.
class ByteBuffer {
 public:
  /// Place for `count` more bytes. What is written there counts after `advance`.
  char* room(std::size_t count) {
    if (capacity_ - size_ < count) {
      grow(count);
    }
    return bytes_.get() + size_;
  }
  void advance(std::size_t count) noexcept { size_ += count; }

  void append(char byte) {
    *room(1) = byte;
    ++size_;
  }
  void append(std::string_view bytes) {
    if (!bytes.empty()) {
      std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
      size_ += bytes.size();
    }
  }

  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  void truncate(std::size_t size) noexcept { size_ = size; }

  /// Empties the buffer; memory that one huge record needed goes back.
  void clear() noexcept {
    size_ = 0;
    if (capacity_ > largest_kept) {
      bytes_.reset();
      capacity_ = 0;
    }
  }

 private:
  static constexpr std::size_t smallest = 4096;
  static constexpr std::size_t largest_kept = std::size_t{1} << 20;

  void grow(std::size_t count) {
    const std::size_t capacity = std::max({smallest, capacity_ * 2, size_ + count});
    std::unique_ptr<char[]> bytes(new char[capacity]);
    if (size_ > 0) {
      std::memcpy(bytes.get(), bytes_.get(), size_);
    }
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace docexport
