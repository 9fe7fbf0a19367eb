#pragma once

#include <cstdint>

#include "formats/byte_buffer.hpp"

namespace docexport {

/// When a buffer is written to its file.
inline constexpr std::size_t full_buffer_bytes = std::size_t{256} << 10;

/// An export file while it is written, from its start and at its own offset, whatever the descriptor's position.
class OutputFile {
 public:
  /// The descriptor stays the caller's.
  OutputFile(int descriptor, std::uint64_t size_limit) : descriptor_(descriptor), size_limit_(size_limit) {}

  /// What is appended here comes next in the file.
  [[nodiscard]] ByteBuffer& buffer() noexcept { return buffer_; }

  /// To be called wherever much may have been appended. Throws Error: `limit` when the file would become larger than it
  /// may, `no_space` when the disk is full.
  void flush_if_full() {
    if (buffer_.size() >= full_buffer_bytes) {
      flush();
    }
  }
  void flush();

 private:
  int descriptor_;
  std::uint64_t size_limit_;
  std::uint64_t offset_ = 0;
  ByteBuffer buffer_;
};

}  // namespace docexport
