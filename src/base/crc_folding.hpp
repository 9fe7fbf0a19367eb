#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/crc_field.hpp"

namespace docexport {

// CRC by carry-less multiplication: 64 bytes at a time are folded onto the next 64, until 16 bytes are left that have
// the same remainder as all of them. Several times as fast as tables, where the processor has the instruction.

/// Fewer bytes are not worth it, and cannot be folded.
inline constexpr std::size_t crc_folding_minimum = 128;

/// By what the halves of 16 bytes are multiplied to move them on by 64 and by 16 bytes.
struct CrcFoldingFactors {
  std::uint64_t low_by_64 = 0;
  std::uint64_t high_by_64 = 0;
  std::uint64_t low_by_16 = 0;
  std::uint64_t high_by_16 = 0;
};

template <typename Field>
constexpr CrcFoldingFactors crc_folding_factors() {
  constexpr unsigned unused = 64 - Field::bits;
  // A product of reflected words is one bit short of twice their width: x to one less makes up for it.
  constexpr auto factor = [](std::uint64_t distance) {
    return static_cast<std::uint64_t>(Field::power_of_x(distance - 1)) << unused;
  };
  constexpr CrcFoldingFactors factors{
      .low_by_64 = factor(576), .high_by_64 = factor(512), .low_by_16 = factor(192), .high_by_16 = factor(128)};
  return factors;
}

/// Whether this processor can.
bool has_crc_folding();

/// `bytes` is a multiple of 16 and at least `crc_folding_minimum`; `remainder` is that of the bytes before.
std::array<char, 16> fold_crc(std::string_view bytes, std::uint64_t remainder, const CrcFoldingFactors& factors);

}  // namespace docexport
