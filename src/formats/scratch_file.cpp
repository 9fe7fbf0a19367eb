#include "formats/scratch_file.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {

namespace {

constexpr const char* scratch_name = "the temporary file of the export";

template <typename Target>
void copy_part(const ScratchPart& part, Target& target) {
  ScratchReader reader(part);
  for (std::string_view piece = reader.next(); !piece.empty(); piece = reader.next()) {
    target.buffer().append(piece);
    target.flush_if_full();
  }
}

}  // namespace

ScratchExtent ScratchFile::store(std::string_view bytes) {
  if (size_limit_ - end_ < bytes.size()) {
    throw Error(ErrorKind::limit, fmt::format("the export needs more than {} of temporary space, the most it may have: "
                                              "export less of the document with --view or --table",
                                              format_size(size_limit_)));
  }
  write_all_at(descriptor_, bytes, end_, scratch_name);
  const ScratchExtent extent{.offset = end_, .size = bytes.size()};
  end_ += bytes.size();
  return extent;
}

void ScratchFile::load(ScratchExtent extent, std::span<char> bytes) const {
  if (read_at(descriptor_, bytes.first(extent.size), extent.offset, scratch_name) != extent.size) {
    throw Error(ErrorKind::internal, fmt::format("{} is shorter than what was written to it", scratch_name));
  }
}

void ScratchPart::flush() {
  extents_.push_back(file_->store(buffer_.view()));
  buffer_.clear();
}

void ScratchPart::put_aside() {
  if (!buffer_.empty()) {
    flush();
  }
  buffer_ = ByteBuffer();
  extents_.shrink_to_fit();
}

void ScratchPart::clear() {
  buffer_.clear();
  extents_.clear();
}

void ScratchPart::copy_to(OutputFile& output) const {
  copy_part(*this, output);
}

void ScratchPart::copy_to(ScratchPart& other) const {
  copy_part(*this, other);
}

void ScratchReader::load_piece() {
  if (next_extent_ < part_.extents_.size()) {
    const ScratchExtent extent = part_.extents_[next_extent_++];
    loaded_.resize(extent.size);
    part_.file_->load(extent, loaded_);
    piece_ = {loaded_.data(), loaded_.size()};
  } else if (!buffer_is_read_) {
    buffer_is_read_ = true;
    piece_ = part_.buffer_.view();
  }
}

std::string_view ScratchReader::next(std::size_t limit) {
  if (piece_.empty()) {
    load_piece();
  }
  const std::string_view bytes = piece_.substr(0, limit);
  piece_.remove_prefix(bytes.size());
  return bytes;
}

bool ScratchReader::read(std::span<char> bytes) {
  while (!bytes.empty()) {
    const std::string_view piece = next(bytes.size());
    if (piece.empty()) {
      return false;
    }
    std::copy(piece.begin(), piece.end(), bytes.begin());
    bytes = bytes.subspan(piece.size());
  }
  return true;
}

}  // namespace docexport
