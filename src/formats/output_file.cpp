#include "formats/output_file.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {

void OutputFile::write(ByteBuffer& bytes) {
  if (size_limit_ - offset_ < bytes.size()) {
    throw Error(ErrorKind::limit, fmt::format("the export would be larger than {}, the most it may be: export less of "
                                              "the document with --view or --table, or raise --max-output",
                                              format_size(size_limit_)));
  }
  write_all_at(descriptor_, bytes.view(), offset_, "the export file");
  offset_ += bytes.size();
  bytes.clear();
}

void OutputFile::flush() {
  if (!compressor_) {
    return write(buffer_);
  }
  compressor_->compress(buffer_.view(), compressed_);
  buffer_.clear();
  if (compressed_.size() >= full_buffer_bytes) {
    write(compressed_);
  }
}

void OutputFile::finish() {
  flush();
  if (compressor_) {
    compressor_->finish(compressed_);
    write(compressed_);
  }
}

}  // namespace docexport
