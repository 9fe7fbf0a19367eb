#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docexport {

// Cyclic redundancy checks as S3 takes them: CRC-32 (the one of zip and Ethernet) and CRC-64/NVME. Both begin and end
// inverted; the check of no bytes is 0.

/// The check of `bytes` behind those that `before` is the check of.
std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0);
std::uint64_t crc64_nvme(std::string_view bytes, std::uint64_t before = 0);

/// The check of two pieces one behind the other, from the check of each and the size of the second.
std::uint32_t combine_crc32(std::uint32_t first, std::uint32_t second, std::uint64_t second_size);
std::uint64_t combine_crc64_nvme(std::uint64_t first, std::uint64_t second, std::uint64_t second_size);

}  // namespace docexport
