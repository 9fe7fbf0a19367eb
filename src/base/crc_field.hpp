#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace docexport {

/// Arithmetic modulo a CRC's polynomial over GF(2). Bits are reflected: the highest bit is the coefficient of x^0.
template <typename Word, Word Polynomial>
struct CrcField {
  static constexpr unsigned bits = std::numeric_limits<Word>::digits;
  static constexpr Word one = Word{1} << (bits - 1);

  static constexpr Word times_x(Word value) {
    return static_cast<Word>((value >> 1U) ^ ((value & 1U) != 0 ? Polynomial : Word{0}));
  }

  static constexpr Word multiply(Word left, Word right) {
    Word product = 0;
    for (Word bit = one; bit != 0; bit >>= 1U) {
      product ^= (left & bit) != 0 ? right : Word{0};
      right = times_x(right);
    }
    return product;
  }

  /// x^exponent.
  static constexpr Word power_of_x(std::uint64_t exponent) {
    Word result = one;
    Word square = times_x(one);
    for (; exponent != 0; exponent >>= 1U) {
      result = (exponent & 1U) != 0 ? multiply(result, square) : result;
      square = multiply(square, square);
    }
    return result;
  }

  /// What appending `size` bytes of zero makes of a remainder.
  static constexpr Word shifted(Word remainder, std::uint64_t size) {
    constexpr Word byte = power_of_x(8);
    Word factor = one;
    for (Word square = byte; size != 0; size >>= 1U) {
      factor = (size & 1U) != 0 ? multiply(factor, square) : factor;
      square = multiply(square, square);
    }
    return multiply(remainder, factor);
  }
};

using Crc32Field = CrcField<std::uint32_t, 0xedb88320U>;
using Crc64NvmeField = CrcField<std::uint64_t, 0x9a6c9329ac4bc9b5U>;

}  // namespace docexport
