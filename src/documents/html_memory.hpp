#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace docexport {

/// Memory for one tree, of which at most so much is taken and which is given back all at once: no depth of nesting can
/// make that recursive, and what a parser leaves behind is not lost.
class HtmlMemory {
 public:
  explicit HtmlMemory(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// Aligned for anything; null when there is no more.
  void* take(std::size_t size) noexcept;
  /// Keeps the block for the next of its size. Null is allowed.
  void give_back(void* block) noexcept;

 private:
  /// Stands before each block.
  struct alignas(std::max_align_t) Header {
    std::size_t bin = 0;
    Header* next = nullptr;  // of those that were given back
  };
  struct Free {
    void operator()(void* chunk) const noexcept;
  };

  Header* cut(std::size_t bytes) noexcept;
  std::byte* add_chunk(std::size_t bytes) noexcept;

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::vector<std::unique_ptr<void, Free>> chunks_{};
  std::byte* free_begin_ = nullptr;
  std::size_t free_bytes_ = 0;
  std::array<Header*, 128> bins_{};
};

}  // namespace docexport
