#include "storage/gathering_writer.hpp"

#include "docexport/base/file.hpp"

namespace docexport {
namespace {

constexpr std::size_t written_together = std::size_t{512} << 10;

}  // namespace

GatheringWriter::GatheringWriter(int descriptor, std::uint64_t offset, const char* name)
    : descriptor_(descriptor), offset_(offset), name_(name) {}

void GatheringWriter::add(std::string_view piece) {
  if (held_.size() + piece.size() > written_together) {
    flush();
  }
  if (piece.size() >= written_together) {
    write_all_at(descriptor_, piece, offset_, name_);
    offset_ += piece.size();
    return;
  }
  held_.reserve(written_together);
  held_ += piece;
}

void GatheringWriter::flush() {
  write_all_at(descriptor_, held_, offset_, name_);
  offset_ += held_.size();
  held_.clear();
}

}  // namespace docexport
