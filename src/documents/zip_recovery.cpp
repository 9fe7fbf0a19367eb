#include "documents/zip_recovery.hpp"

#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

namespace docexport {
namespace {

constexpr std::size_t local_header_bytes = 30;
constexpr std::size_t window_bytes = std::size_t{1} << 20;
constexpr std::size_t max_rebuilt_members = 20'000;
constexpr std::string_view local_signature{"PK\x03\x04", 4};
constexpr std::string_view descriptor_signature{"PK\x07\x08", 4};
constexpr std::size_t descriptor_bytes = 16;
constexpr std::uint16_t sizes_follow = 1U << 3U;

template <typename Number>
Number little_endian_at(std::string_view bytes, std::size_t offset) {
  Number number = 0;
  for (std::size_t index = sizeof(Number); index > 0; --index) {
    number = static_cast<Number>(static_cast<std::uint64_t>(number) << 8U |
                                 static_cast<unsigned char>(bytes[offset + index - 1]));
  }
  return number;
}

template <typename Number>
void append(std::string& out, Number number) {
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte) {
    out += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * byte) & 0xFFU);
  }
}

/// Where `signature` stands next, from `offset` on.
std::optional<std::uint64_t> find_next(const DocumentSource& source, std::uint64_t offset, std::string_view signature) {
  while (offset + signature.size() <= source.size()) {
    const std::string window = source.part(offset, window_bytes);
    const std::size_t found = window.find(signature);
    if (found != std::string::npos) {
      return offset + found;
    }
    if (window.size() <= signature.size()) {
      return std::nullopt;
    }
    offset += window.size() - signature.size() + 1;
  }
  return std::nullopt;
}

struct Member {
  std::uint64_t offset = 0;
  std::string header{};  // from the version on, as a list of contents repeats it
  std::string name{};
  std::uint64_t end = 0;
};

/// Sizes and checksum that follow the data: the descriptor is the one that names the distance to itself.
bool take_descriptor(const DocumentSource& source, std::uint64_t data, Member& member) {
  std::optional<std::uint64_t> at = data;
  constexpr int attempts = 8;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    at = find_next(source, *at, descriptor_signature);
    if (!at) {
      return false;
    }
    const std::string descriptor = source.part(*at, descriptor_bytes);
    if (descriptor.size() == descriptor_bytes && little_endian_at<std::uint32_t>(descriptor, 8) == *at - data) {
      member.header.replace(10, 12, descriptor, 4, 12);
      member.end = *at + descriptor_bytes;
      return true;
    }
    ++*at;
  }
  return false;
}

std::optional<Member> read_member(const DocumentSource& source, std::uint64_t offset) {
  const std::string header = source.part(offset, local_header_bytes);
  if (header.size() < local_header_bytes) {
    return std::nullopt;
  }
  const auto name_length = little_endian_at<std::uint16_t>(header, 26);
  const auto extra_length = little_endian_at<std::uint16_t>(header, 28);
  Member member{.offset = offset, .header = header.substr(4, 22)};
  member.name = source.part(offset + local_header_bytes, name_length);
  const std::uint64_t data = offset + local_header_bytes + name_length + extra_length;
  const auto packed = little_endian_at<std::uint32_t>(header, 18);
  if ((little_endian_at<std::uint16_t>(header, 6) & sizes_follow) != 0 && packed == 0) {
    return take_descriptor(source, data, member) ? std::optional(member) : std::nullopt;
  }
  member.end = data + packed;
  return member.end <= source.size() ? std::optional(member) : std::nullopt;
}

void append_entry(std::string& directory, const Member& member) {
  directory += "PK\x01\x02";
  append<std::uint16_t>(directory, 20);  // made by
  directory += member.header;
  append(directory, static_cast<std::uint16_t>(member.name.size()));
  directory.append(12, '\0');  // extra, comment, disk, attributes
  append(directory, static_cast<std::uint32_t>(member.offset));
  directory += member.name;
}

}  // namespace

std::string rebuild_zip_directory(const DocumentSource& source) {
  if (source.size() > std::numeric_limits<std::uint32_t>::max()) {
    return {};
  }
  std::string directory;
  std::uint16_t members = 0;
  std::optional<std::uint64_t> at = find_next(source, 0, local_signature);
  while (at && members < max_rebuilt_members) {
    const std::optional<Member> member = read_member(source, *at);
    if (member) {
      append_entry(directory, *member);
      ++members;
    }
    at = find_next(source, member ? member->end : *at + 1, local_signature);
  }
  if (members == 0) {
    return {};
  }
  const auto directory_bytes = static_cast<std::uint32_t>(directory.size());
  directory += std::string_view("PK\x05\x06\0\0\0\0", 8);
  append(directory, members);
  append(directory, members);
  append(directory, directory_bytes);
  append(directory, static_cast<std::uint32_t>(source.size()));
  append<std::uint16_t>(directory, 0);  // comment
  return directory;
}

}  // namespace docexport
