#include "unit/documents/zip_builder.hpp"

#include <zlib.h>

#include <stdexcept>
#include <utility>

namespace docexport::test {
namespace {

constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
constexpr std::size_t checksum_in_local_header = 14;

template <typename Number>
void put(std::string& out, Number number) {
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte) {
    out += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * byte) & 0xFFU);
  }
}

std::uint32_t checksum_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

std::string deflate_raw(std::string_view bytes) {
  z_stream stream{};
  std::string packed(::compressBound(bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<unsigned int>(bytes.size());
  stream.next_out = reinterpret_cast<unsigned char*>(packed.data());
  stream.avail_out = static_cast<unsigned int>(packed.size());
  const bool done = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK &&
                    deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!done) {
    throw std::runtime_error("zlib does not pack");
  }
  return packed;
}

}  // namespace

ZipBuilder& ZipBuilder::add(std::string_view name, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  append(
      {.name = std::string(name), .checksum = checksum_of(bytes), .packed = size, .unpacked = size, .method = stored},
      bytes);
  return *this;
}

ZipBuilder& ZipBuilder::add_run(std::string_view name, char byte, std::size_t count) {
  const std::string bytes(count, byte);
  const std::string packed = deflate_raw(bytes);
  append({.name = std::string(name),
          .checksum = checksum_of(bytes),
          .packed = static_cast<std::uint32_t>(packed.size()),
          .unpacked = static_cast<std::uint32_t>(count),
          .method = deflated},
         packed);
  return *this;
}

ZipBuilder& ZipBuilder::encrypted() {
  flags_ |= 1U;
  return *this;
}

ZipBuilder& ZipBuilder::overlap_last(std::string_view name) {
  Entry again = entries_.back();
  again.name = name;
  entries_.push_back(std::move(again));
  return *this;
}

ZipBuilder& ZipBuilder::with_wrong_checksum() {
  Entry& entry = entries_.back();
  ++entry.checksum;
  std::string wrong;
  put(wrong, entry.checksum);
  members_.replace(entry.offset + checksum_in_local_header, wrong.size(), wrong);
  return *this;
}

void ZipBuilder::append(Entry entry, std::string_view packed) {
  entry.offset = static_cast<std::uint32_t>(members_.size());
  entry.flags = flags_;
  members_ += "PK\x03\x04" + common_header(entry) + entry.name;
  members_ += packed;
  entries_.push_back(std::move(entry));
}

std::string ZipBuilder::common_header(const Entry& entry) {
  std::string header;
  put<std::uint16_t>(header, 20);
  put(header, entry.flags);
  put(header, entry.method);
  put<std::uint32_t>(header, 0x5A210000);  // the date
  put(header, entry.checksum);
  put(header, entry.packed);
  put(header, entry.unpacked);
  put(header, static_cast<std::uint16_t>(entry.name.size()));
  put<std::uint16_t>(header, 0);
  return header;
}

std::string ZipBuilder::bytes() const {
  std::string directory;
  for (const Entry& entry : entries_) {
    directory += "PK\x01\x02";
    put<std::uint16_t>(directory, 20);
    directory += common_header(entry);
    directory.append(10, '\0');
    put(directory, entry.offset);
    directory += entry.name;
  }
  std::string end = "PK\x05\x06";
  put<std::uint32_t>(end, 0);
  put(end, static_cast<std::uint16_t>(entries_.size()));
  put(end, static_cast<std::uint16_t>(entries_.size()));
  put(end, static_cast<std::uint32_t>(directory.size()));
  put(end, static_cast<std::uint32_t>(members_.size()));
  put<std::uint16_t>(end, 0);
  return members_ + directory + end;
}

}  // namespace docexport::test
