#include "base/crc_folding.hpp"

#include "docexport/base/error.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace docexport {

#if defined(__x86_64__)

namespace {

__attribute__((target("pclmul,sse4.1"))) __m128i load(const char* bytes) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

__attribute__((target("pclmul,sse4.1"))) __m128i fold(__m128i block, __m128i factors, __m128i next) {
  const __m128i low = _mm_clmulepi64_si128(block, factors, 0x00);
  const __m128i high = _mm_clmulepi64_si128(block, factors, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

__attribute__((target("pclmul,sse4.1"))) __m128i pair(std::uint64_t low, std::uint64_t high) {
  return _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
}

}  // namespace

bool has_crc_folding() {
  return __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
}

__attribute__((target("pclmul,sse4.1"))) std::array<char, 16> fold_crc(std::string_view bytes, std::uint64_t remainder,
                                                                       const CrcFoldingFactors& factors) {
  const __m128i by_64 = pair(factors.low_by_64, factors.high_by_64);
  const __m128i by_16 = pair(factors.low_by_16, factors.high_by_16);
  const char* next = bytes.data();
  const char* const end = next + bytes.size();
  __m128i first = _mm_xor_si128(load(next), pair(remainder, 0));
  __m128i second = load(next + 16);
  __m128i third = load(next + 32);
  __m128i fourth = load(next + 48);
  for (next += 64; end - next >= 64; next += 64) {
    first = fold(first, by_64, load(next));
    second = fold(second, by_64, load(next + 16));
    third = fold(third, by_64, load(next + 32));
    fourth = fold(fourth, by_64, load(next + 48));
  }
  __m128i all = fold(fold(fold(first, by_16, second), by_16, third), by_16, fourth);
  for (; end - next >= 16; next += 16) {
    all = fold(all, by_16, load(next));
  }
  std::array<char, 16> rest{};
  _mm_storeu_si128(reinterpret_cast<__m128i*>(rest.data()), all);
  return rest;
}

#else

bool has_crc_folding() {
  return false;
}

std::array<char, 16> fold_crc(std::string_view, std::uint64_t, const CrcFoldingFactors&) {
  throw Error(ErrorKind::internal, "this processor cannot fold");
}

#endif

}  // namespace docexport
