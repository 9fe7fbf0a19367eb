#include "formats/deflated_part.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

constexpr std::size_t compress_from_bytes = std::size_t{64} << 10;
constexpr std::size_t part_room_bytes = std::size_t{64} << 10;

}  // namespace

void DeflatedPart::EndStream::operator()(z_stream_s* stream) const noexcept {
  deflateEnd(stream);
  delete stream;
}

DeflatedPart::DeflatedPart(ScratchFile& scratch) : compressed_(scratch) {
  // Sheets are so regular that more effort makes them a fifth smaller in four times the time.
  constexpr int level = 2;
  constexpr int raw_with_largest_window = -MAX_WBITS;
  constexpr int default_memory_level = 8;
  auto stream = std::make_unique<z_stream>();
  if (deflateInit2(stream.get(), level, Z_DEFLATED, raw_with_largest_window, default_memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  stream_.reset(stream.release());
}

DeflatedPart::~DeflatedPart() = default;
DeflatedPart::DeflatedPart(DeflatedPart&&) noexcept = default;
DeflatedPart& DeflatedPart::operator=(DeflatedPart&&) noexcept = default;

void DeflatedPart::compress_if_full() {
  if (plain_.size() >= compress_from_bytes) {
    compress(Z_NO_FLUSH);
  }
}

void DeflatedPart::end(Follows follows) {
  compress(follows == Follows::another ? Z_SYNC_FLUSH : Z_FINISH);
  stream_.reset();
  plain_ = ByteBuffer();
  compressed_.put_aside();
}

void DeflatedPart::compress(int flush) {
  std::string_view bytes = plain_.view();
  crc_ = static_cast<std::uint32_t>(crc32_z(crc_, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  size_ += bytes.size();
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: zlib only reads
  stream_->avail_in = static_cast<uInt>(bytes.size());
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(compressed_.buffer().room(part_room_bytes));
    stream_->avail_out = static_cast<uInt>(part_room_bytes);
    if (deflate(stream_.get(), flush) == Z_STREAM_ERROR) {
      throw Error(ErrorKind::internal, "cannot compress the export: zlib refused its own state");
    }
    const std::size_t written = part_room_bytes - stream_->avail_out;
    compressed_.buffer().advance(written);
    compressed_size_ += written;
    compressed_.flush_if_full();
  } while (stream_->avail_out == 0);
  plain_.clear();
}

}  // namespace docexport
