#pragma once

#include <memory>
#include <string_view>

#include "docexport/model/render_options.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Compresses a file from its start to its end, piece by piece, in memory that does not grow with it. The same bytes in
/// any pieces give the same bytes: neither a time nor a name is written, and the level is fixed.
class Compressor {
 public:
  virtual ~Compressor() = default;

  /// Appends to `output` what of the compressed file is ready.
  virtual void compress(std::string_view bytes, ByteBuffer& output) = 0;
  /// Appends the rest of the compressed file, checksum included. Nothing may follow.
  virtual void finish(ByteBuffer& output) = 0;
};

/// Null for Compression::none. Throws std::bad_alloc.
std::unique_ptr<Compressor> make_compressor(Compression compression);

}  // namespace docexport
