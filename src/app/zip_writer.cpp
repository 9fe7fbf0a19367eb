#include "app/zip_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "docexport/base/crc.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {

namespace {

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t entry_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;
constexpr std::uint32_t zip64_end_signature = 0x06064b50;
constexpr std::uint32_t zip64_locator_signature = 0x07064b50;

constexpr unsigned plain_version = 20;
constexpr unsigned zip64_version = 45;
constexpr unsigned made_on_unix = 3U << 8U;
constexpr unsigned names_are_utf8 = 1U << 11U;
constexpr unsigned stored = 0;
// The first moment that the format knows: 1980-01-01, 00:00.
constexpr unsigned no_dos_time = 0;
constexpr unsigned first_date = (1U << 5U) | 1U;
constexpr std::uint32_t ordinary_file = 0100644U << 16U;
constexpr unsigned zip64_extra = 1;
constexpr std::uint32_t see_zip64 = 0xffffffff;
constexpr std::uint64_t most_entries = 0xffff;
constexpr std::size_t flush_size = std::size_t{64} << 10;

/// Numbers are little-endian.
void put(std::string& bytes, std::uint64_t number, unsigned width) {
  for (unsigned index = 0; index < width; ++index) {
    bytes += static_cast<char>((number >> (8 * index)) & 0xffU);
  }
}
void put16(std::string& bytes, std::uint64_t number) {
  put(bytes, number, 2);
}
void put32(std::string& bytes, std::uint64_t number) {
  put(bytes, number, 4);
}
void put64(std::string& bytes, std::uint64_t number) {
  put(bytes, number, 8);
}

/// The extra field with these numbers; nothing when there are none.
std::string zip64_field(const std::vector<std::uint64_t>& numbers) {
  std::string field;
  if (numbers.empty()) {
    return field;
  }
  put16(field, zip64_extra);
  put16(field, numbers.size() * 8);
  for (const std::uint64_t number : numbers) {
    put64(field, number);
  }
  return field;
}

/// What a local header and a directory entry have in common.
void put_description(std::string& bytes, std::uint32_t crc, std::uint32_t size) {
  put16(bytes, names_are_utf8);
  put16(bytes, stored);
  put16(bytes, no_dos_time);
  put16(bytes, first_date);
  put32(bytes, crc);
  put32(bytes, size);
  put32(bytes, size);
}

}  // namespace

ZipWriter::ZipWriter(int descriptor, std::string name, std::uint64_t zip64_from)
    : descriptor_(descriptor), name_(std::move(name)), zip64_from_(zip64_from) {}

void ZipWriter::add(const std::string& member_name, int source) {
  Member member{.name = member_name, .size = file_size(source, member_name), .offset = offset_};
  // The header holds the content's check, which is known only afterwards; its length is known before.
  const std::uint64_t content = offset_ + local_header(member).size();
  offset_ = content;
  read_through(source, member_name, [&](std::string_view piece) {
    member.crc32 = crc32(piece, member.crc32);
    write(piece);
  });
  if (offset_ - content != member.size) {
    throw Error(ErrorKind::internal, fmt::format("{} changed while it was put into {}", member_name, name_));
  }
  write_all_at(descriptor_, local_header(member), member.offset, name_);
  members_.push_back(std::move(member));
}

void ZipWriter::finish() {
  const std::uint64_t begin = offset_;
  std::string bytes;
  for (const Member& member : members_) {
    bytes += directory_entry(member);
    if (bytes.size() >= flush_size) {
      write(std::exchange(bytes, {}));
    }
  }
  write(bytes);
  write(end_of_directory(begin));
}

std::uint32_t ZipWriter::short_form(std::uint64_t number) const {
  return is_large(number) ? see_zip64 : static_cast<std::uint32_t>(number);
}

std::string ZipWriter::local_header(const Member& member) const {
  const bool is_zip64 = is_large(member.size);
  const std::string extra =
      zip64_field(is_zip64 ? std::vector{member.size, member.size} : std::vector<std::uint64_t>());
  std::string bytes;
  put32(bytes, local_signature);
  put16(bytes, is_zip64 ? zip64_version : plain_version);
  put_description(bytes, member.crc32, short_form(member.size));
  put16(bytes, member.name.size());
  put16(bytes, extra.size());
  return bytes + member.name + extra;
}

std::string ZipWriter::directory_entry(const Member& member) const {
  std::vector<std::uint64_t> large;
  if (is_large(member.size)) {
    large = {member.size, member.size};
  }
  if (is_large(member.offset)) {
    large.push_back(member.offset);
  }
  const std::string extra = zip64_field(large);
  std::string bytes;
  put32(bytes, entry_signature);
  put16(bytes, made_on_unix | zip64_version);
  put16(bytes, large.empty() ? plain_version : zip64_version);
  put_description(bytes, member.crc32, short_form(member.size));
  put16(bytes, member.name.size());
  put16(bytes, extra.size());
  put16(bytes, 0);  // comment
  put16(bytes, 0);  // disk
  put16(bytes, 0);  // internal attributes
  put32(bytes, ordinary_file);
  put32(bytes, short_form(member.offset));
  return bytes + member.name + extra;
}

std::string ZipWriter::end_of_directory(std::uint64_t begin) const {
  const std::uint64_t size = offset_ - begin;
  const std::uint64_t count = members_.size();
  std::string bytes;
  if (is_large(begin) || is_large(size) || count >= most_entries) {
    constexpr std::uint64_t rest_of_record = 44;
    put32(bytes, zip64_end_signature);
    put64(bytes, rest_of_record);
    put16(bytes, made_on_unix | zip64_version);
    put16(bytes, zip64_version);
    put32(bytes, 0);  // this disk
    put32(bytes, 0);  // the directory's disk
    put64(bytes, count);
    put64(bytes, count);
    put64(bytes, size);
    put64(bytes, begin);
    put32(bytes, zip64_locator_signature);
    put32(bytes, 0);
    put64(bytes, offset_);
    put32(bytes, 1);  // disks
  }
  put32(bytes, end_signature);
  put16(bytes, 0);
  put16(bytes, 0);
  put16(bytes, std::min(count, most_entries));
  put16(bytes, std::min(count, most_entries));
  put32(bytes, short_form(size));
  put32(bytes, short_form(begin));
  put16(bytes, 0);  // comment
  return bytes;
}

void ZipWriter::write(std::string_view bytes) {
  write_all_at(descriptor_, bytes, offset_, name_);
  offset_ += bytes.size();
}

}  // namespace docexport
