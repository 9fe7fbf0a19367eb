#include "formats/zip_file.hpp"

#include <zlib.h>

#include <algorithm>

namespace docexport {

namespace {

constexpr std::uint64_t largest_short = 0xFFFF;
constexpr std::uint64_t largest_word = 0xFFFFFFFF;
constexpr std::uint16_t version_deflate = 20;
constexpr std::uint16_t version_zip64 = 45;
constexpr std::uint16_t method_deflate = 8;
constexpr std::uint16_t first_day = 0x21;  // 1980-01-01
constexpr std::uint16_t zip64_extra = 1;

template <typename Number>
void append_number(ByteBuffer& buffer, Number value) {
  for (unsigned bits = 0; bits < sizeof value * 8; bits += 8) {
    buffer.append(static_cast<char>(static_cast<unsigned char>(value >> bits)));
  }
}

/// What a 32-bit place says of a number that has its true value in the ZIP64 extra field.
std::uint32_t word_of(std::uint64_t value) {
  return static_cast<std::uint32_t>(std::min(value, largest_word));
}

std::uint16_t short_of(std::uint64_t value) {
  return static_cast<std::uint16_t>(std::min(value, largest_short));
}

bool is_large(std::uint64_t value) {
  return value >= largest_word;
}

}  // namespace

void ZipFile::put(ByteBuffer& bytes) {
  position_ += bytes.size();
  output_.buffer().append(bytes.view());
  output_.flush_if_full();
}

void ZipFile::add(const std::string& name, std::span<const DeflatedPart* const> parts) {
  Member member{.name = name, .offset = position_};
  for (const DeflatedPart* part : parts) {
    member.crc = static_cast<std::uint32_t>(crc32_combine(member.crc, part->crc(), static_cast<z_off_t>(part->size())));
    member.compressed_size += part->compressed_size();
    member.size += part->size();
  }
  append_local_header(member);
  for (const DeflatedPart* part : parts) {
    part->compressed().copy_to(output_);
  }
  position_ += member.compressed_size;
  members_.push_back(std::move(member));
}

void ZipFile::append_local_header(const Member& member) {
  // Here both sizes stand in the extra field or none.
  const bool is_zip64 = is_large(member.size) || is_large(member.compressed_size);
  ByteBuffer header;
  header.append(std::string_view("PK\x03\x04", 4));
  append_number(header, is_zip64 ? version_zip64 : version_deflate);
  append_number(header, std::uint16_t{0});
  append_number(header, method_deflate);
  append_number(header, std::uint16_t{0});
  append_number(header, first_day);
  append_number(header, member.crc);
  append_number(header, is_zip64 ? word_of(largest_word) : word_of(member.compressed_size));
  append_number(header, is_zip64 ? word_of(largest_word) : word_of(member.size));
  append_number(header, short_of(member.name.size()));
  append_number(header, std::uint16_t(is_zip64 ? 20 : 0));
  header.append(member.name);
  if (is_zip64) {
    append_number(header, zip64_extra);
    append_number(header, std::uint16_t{16});
    append_number(header, member.size);
    append_number(header, member.compressed_size);
  }
  put(header);
}

void ZipFile::append_directory_entry(const Member& member) {
  ByteBuffer large;
  for (const std::uint64_t value : {member.size, member.compressed_size, member.offset}) {
    if (is_large(value)) {
      append_number(large, value);
    }
  }
  const std::uint16_t version = large.empty() ? version_deflate : version_zip64;
  ByteBuffer entry;
  entry.append(std::string_view("PK\x01\x02", 4));
  append_number(entry, version);
  append_number(entry, version);
  append_number(entry, std::uint16_t{0});
  append_number(entry, method_deflate);
  append_number(entry, std::uint16_t{0});
  append_number(entry, first_day);
  append_number(entry, member.crc);
  append_number(entry, word_of(member.compressed_size));
  append_number(entry, word_of(member.size));
  append_number(entry, short_of(member.name.size()));
  append_number(entry, short_of(large.empty() ? 0 : large.size() + 4));
  append_number(entry, std::uint16_t{0});  // comment
  append_number(entry, std::uint16_t{0});  // disk
  append_number(entry, std::uint16_t{0});  // internal attributes
  append_number(entry, std::uint32_t{0});  // external attributes
  append_number(entry, word_of(member.offset));
  entry.append(member.name);
  if (!large.empty()) {
    append_number(entry, zip64_extra);
    append_number(entry, short_of(large.size()));
    entry.append(large.view());
  }
  put(entry);
}

void ZipFile::append_directory_end(std::uint64_t directory_size) {
  const std::uint64_t directory = position_ - directory_size;
  const std::uint64_t count = members_.size();
  ByteBuffer end;
  if (count >= largest_short || is_large(directory) || is_large(directory_size)) {
    end.append(std::string_view("PK\x06\x06", 4));
    append_number(end, std::uint64_t{44});
    append_number(end, version_zip64);
    append_number(end, version_zip64);
    append_number(end, std::uint32_t{0});
    append_number(end, std::uint32_t{0});
    append_number(end, count);
    append_number(end, count);
    append_number(end, directory_size);
    append_number(end, directory);
    end.append(std::string_view("PK\x06\x07", 4));
    append_number(end, std::uint32_t{0});
    append_number(end, position_);
    append_number(end, std::uint32_t{1});
  }
  end.append(std::string_view("PK\x05\x06", 4));
  append_number(end, std::uint32_t{0});
  append_number(end, short_of(count));
  append_number(end, short_of(count));
  append_number(end, word_of(directory_size));
  append_number(end, word_of(directory));
  append_number(end, std::uint16_t{0});
  put(end);
}

void ZipFile::finish() {
  const std::uint64_t directory = position_;
  for (const Member& member : members_) {
    append_directory_entry(member);
  }
  append_directory_end(position_ - directory);
}

}  // namespace docexport
