#include "documents/zip_names.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace docexport {
namespace {

constexpr std::size_t end_record_bytes = 22;
constexpr std::size_t longest_comment = 0xFFFF;
constexpr std::size_t entry_bytes = 46;
constexpr std::size_t searched_directory_bytes = std::size_t{1} << 20;

std::uint32_t little_endian_at(std::string_view bytes, std::size_t offset, std::size_t width) {
  std::uint32_t number = 0;
  for (std::size_t index = width; index > 0; --index) {
    number = number << 8U | static_cast<unsigned char>(bytes[offset + index - 1]);
  }
  return number;
}

}  // namespace

std::vector<std::string> list_zip_names(const DocumentSource& source) {
  const std::uint64_t tail_bytes = std::min<std::uint64_t>(source.size(), end_record_bytes + longest_comment);
  const std::string tail = source.part(source.size() - tail_bytes, static_cast<std::size_t>(tail_bytes));
  const std::size_t end = tail.rfind("PK\x05\x06");
  std::vector<std::string> names;
  if (end == std::string::npos || tail.size() - end < end_record_bytes) {
    return names;
  }
  const std::size_t size = little_endian_at(tail, end + 12, 4);
  const std::string directory =
      source.part(little_endian_at(tail, end + 16, 4), std::min(size, searched_directory_bytes));
  std::string_view rest = directory;
  while (rest.size() > entry_bytes && rest.starts_with("PK\x01\x02")) {
    const std::size_t name_bytes = little_endian_at(rest, 28, 2);
    const std::size_t length = entry_bytes + name_bytes + little_endian_at(rest, 30, 2) + little_endian_at(rest, 32, 2);
    names.emplace_back(rest.substr(entry_bytes, name_bytes));
    std::replace(names.back().begin(), names.back().end(), '\\', '/');
    rest.remove_prefix(std::min(length, rest.size()));
  }
  return names;
}

}  // namespace docexport
