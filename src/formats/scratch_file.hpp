#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "formats/byte_buffer.hpp"
#include "formats/output_file.hpp"

namespace docexport {

/// Where a run of bytes lies in the scratch file.
struct ScratchExtent {
  std::uint64_t offset = 0;
  std::size_t size = 0;
};

/// The file for what a writer must put aside. Several parts share it; each piece goes to its end.
class ScratchFile {
 public:
  /// The descriptor stays the caller's.
  ScratchFile(int descriptor, std::uint64_t size_limit) : descriptor_(descriptor), size_limit_(size_limit) {}

  /// Throws Error: `limit`, `no_space`.
  ScratchExtent store(std::string_view bytes);
  void load(ScratchExtent extent, std::span<char> bytes) const;

 private:
  int descriptor_;
  std::uint64_t size_limit_;
  std::uint64_t end_ = 0;
};

/// One sequence of bytes that is put aside: appended now, read once from its start later. A small one never leaves
/// memory, a large one costs a buffer and 16 bytes of memory for each 256 KiB.
class ScratchPart {
 public:
  explicit ScratchPart(ScratchFile& file) : file_(&file) {}

  [[nodiscard]] ByteBuffer& buffer() noexcept { return buffer_; }
  void flush_if_full() {
    if (buffer_.size() >= full_buffer_bytes) {
      flush();
    }
  }

  /// Nothing more comes for now: gives up the memory. Worth it where there are many parts.
  void put_aside();

  [[nodiscard]] bool empty() const noexcept { return buffer_.empty() && extents_.empty(); }
  /// Forgets everything; the place in the file is not used again.
  void clear();

  void copy_to(OutputFile& output) const;
  void copy_to(ScratchPart& other) const;

 private:
  friend class ScratchReader;
  void flush();

  ScratchFile* file_;
  ByteBuffer buffer_;
  std::vector<ScratchExtent> extents_;
};

/// Reads a part from its start. The part must not change meanwhile.
class ScratchReader {
 public:
  explicit ScratchReader(const ScratchPart& part) : part_(part) {}

  /// The next bytes, at most `limit`, as many as are at hand; valid until the next call; empty at the end.
  std::string_view next(std::size_t limit = SIZE_MAX);
  /// Fills `bytes` whole, or returns false at the end.
  bool read(std::span<char> bytes);

 private:
  void load_piece();

  const ScratchPart& part_;
  std::size_t next_extent_ = 0;
  bool buffer_is_read_ = false;
  std::vector<char> loaded_;
  std::string_view piece_;
};

}  // namespace docexport
