#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "formats/scratch_file.hpp"

struct z_stream_s;

namespace docexport {

/// Bytes that are compressed as they come (raw DEFLATE, as a ZIP file has it) and put aside. A member of a ZIP file is
/// one part, or several after each other: what belongs at its front may be known last.
class DeflatedPart {
 public:
  /// Whether another part of the same member follows.
  enum class Follows { another, nothing };

  explicit DeflatedPart(ScratchFile& scratch);
  ~DeflatedPart();
  DeflatedPart(DeflatedPart&&) noexcept;
  DeflatedPart& operator=(DeflatedPart&&) noexcept;

  /// What is appended here comes next.
  [[nodiscard]] ByteBuffer& buffer() noexcept { return plain_; }
  /// To be called wherever much may have been appended.
  void compress_if_full();
  /// Nothing more comes; gives up nearly all memory.
  void end(Follows follows);

  /// Of a part that has ended.
  [[nodiscard]] const ScratchPart& compressed() const noexcept { return compressed_; }
  [[nodiscard]] std::uint64_t compressed_size() const noexcept { return compressed_size_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  [[nodiscard]] std::uint32_t crc() const noexcept { return crc_; }

 private:
  struct EndStream {
    void operator()(z_stream_s* stream) const noexcept;
  };

  void compress(int flush);

  ByteBuffer plain_;
  std::unique_ptr<z_stream_s, EndStream> stream_;
  ScratchPart compressed_;
  std::uint64_t compressed_size_ = 0;
  std::uint64_t size_ = 0;
  std::uint32_t crc_ = 0;
};

}  // namespace docexport
