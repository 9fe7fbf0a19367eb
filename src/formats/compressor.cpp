#include "formats/compressor.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

constexpr std::size_t room_bytes = std::size_t{64} << 10;

class GzipCompressor final : public Compressor {
 public:
  GzipCompressor() {
    constexpr int level = 6;
    constexpr int gzip_with_largest_window = 16 + MAX_WBITS;
    constexpr int default_memory_level = 8;
    if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_with_largest_window, default_memory_level, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw std::bad_alloc();
    }
    // Else zlib names the system that it was built for.
    header_.os = unknown_system;
    deflateSetHeader(&stream_, &header_);
  }
  GzipCompressor(const GzipCompressor&) = delete;
  GzipCompressor& operator=(const GzipCompressor&) = delete;
  ~GzipCompressor() override { deflateEnd(&stream_); }

  void compress(std::string_view bytes, ByteBuffer& output) override {
    while (!bytes.empty()) {
      const std::size_t count = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: zlib only reads
      stream_.avail_in = static_cast<uInt>(count);
      while (stream_.avail_in > 0) {
        deflate_into(output, Z_NO_FLUSH);
      }
      bytes.remove_prefix(count);
    }
  }

  void finish(ByteBuffer& output) override {
    stream_.avail_in = 0;
    while (deflate_into(output, Z_FINISH) != Z_STREAM_END) {
    }
  }

 private:
  static constexpr int unknown_system = 255;

  int deflate_into(ByteBuffer& output, int flush) {
    stream_.next_out = reinterpret_cast<Bytef*>(output.room(room_bytes));
    stream_.avail_out = static_cast<uInt>(room_bytes);
    const int result = deflate(&stream_, flush);
    if (result == Z_STREAM_ERROR) {
      throw Error(ErrorKind::internal, "cannot compress the export: zlib refused its own state");
    }
    output.advance(room_bytes - stream_.avail_out);
    return result;
  }

  z_stream stream_{};
  gz_header header_{};
};

struct FreeZstdContext {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};

class ZstdCompressor final : public Compressor {
 public:
  ZstdCompressor() : context_(ZSTD_createCCtx()) {
    constexpr int level = 3;
    if (!context_) {
      throw std::bad_alloc();
    }
    check(ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level));
    check(ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1));
  }

  void compress(std::string_view bytes, ByteBuffer& output) override {
    ZSTD_inBuffer input{.src = bytes.data(), .size = bytes.size(), .pos = 0};
    while (input.pos < input.size) {
      compress_into(output, input, ZSTD_e_continue);
    }
  }

  void finish(ByteBuffer& output) override {
    ZSTD_inBuffer input{.src = nullptr, .size = 0, .pos = 0};
    while (compress_into(output, input, ZSTD_e_end) != 0) {
    }
  }

 private:
  static std::size_t check(std::size_t result) {
    if (ZSTD_isError(result) != 0) {
      throw Error(ErrorKind::internal, std::string("cannot compress the export: ") + ZSTD_getErrorName(result));
    }
    return result;
  }

  std::size_t compress_into(ByteBuffer& output, ZSTD_inBuffer& input, ZSTD_EndDirective directive) {
    ZSTD_outBuffer room{.dst = output.room(room_bytes), .size = room_bytes, .pos = 0};
    const std::size_t left = check(ZSTD_compressStream2(context_.get(), &room, &input, directive));
    output.advance(room.pos);
    return left;
  }

  std::unique_ptr<ZSTD_CCtx, FreeZstdContext> context_;
};

}  // namespace

std::unique_ptr<Compressor> make_compressor(Compression compression) {
  switch (compression) {
    case Compression::none:
      return nullptr;
    case Compression::gzip:
      return std::make_unique<GzipCompressor>();
    case Compression::zstd:
      return std::make_unique<ZstdCompressor>();
  }
  return nullptr;
}

}  // namespace docexport
