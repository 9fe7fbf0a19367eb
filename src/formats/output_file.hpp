#pragma once

#include <cstdint>
#include <memory>

#include "docexport/formats/writers.hpp"
#include "formats/byte_buffer.hpp"
#include "formats/compressor.hpp"

namespace docexport {

/// When a buffer is written to its file.
inline constexpr std::size_t full_buffer_bytes = std::size_t{256} << 10;

/// An export file while it is written, from its start and at its own offset, whatever the descriptor's position;
/// compressed on the way if the request says so.
class OutputFile {
 public:
  /// The descriptor stays the caller's.
  OutputFile(const RenderRequest& request, const WriterFiles& files)
      : descriptor_(files.output),
        size_limit_(request.limits.output_bytes),
        compressor_(make_compressor(request.options.compression)) {}

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

  /// The file is complete: writes what is left. Without this call a compressed file cannot be read.
  void finish();

 private:
  void write(ByteBuffer& bytes);

  int descriptor_;
  std::uint64_t size_limit_;
  std::uint64_t offset_ = 0;
  ByteBuffer buffer_;
  std::unique_ptr<Compressor> compressor_;
  ByteBuffer compressed_;
};

}  // namespace docexport
