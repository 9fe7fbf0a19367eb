#include "docexport/base/crc.hpp"

#include <doctest/doctest.h>

#include <string>

namespace docexport {
namespace {

/// As the definition has it, a bit at a time.
template <typename Word>
Word by_definition(std::string_view bytes, Word polynomial) {
  Word remainder = static_cast<Word>(~Word{0});
  for (const char each : bytes) {
    remainder ^= static_cast<unsigned char>(each);
    for (int bit = 0; bit < 8; ++bit) {
      remainder = static_cast<Word>((remainder >> 1U) ^ ((remainder & 1U) != 0 ? polynomial : Word{0}));
    }
  }
  return static_cast<Word>(~remainder);
}

std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& each : bytes) {
    state = state * 1664525U + 1013904223U;
    each = static_cast<char>(state >> 24U);
  }
  return bytes;
}

TEST_CASE("checks are those that others compute") {
  CHECK(crc32("") == 0);
  CHECK(crc64_nvme("") == 0);
  CHECK(crc32("123456789") == 0xcbf43926U);
  CHECK(crc64_nvme("123456789") == 0xae8b14860a799888U);
  CHECK(crc32("Hello world") == 0x8bd69e52U);
  CHECK(crc64_nvme("Hello world") == 0x38e259d03f312adbU);
}

TEST_CASE("checks of any length and place are those of the definition") {
  const std::string bytes = noise(1100);
  for (std::size_t size = 0; size <= 1090; size += size < 300 ? 1 : 7) {
    for (const std::size_t start : {0U, 1U, 9U}) {
      const std::string_view piece = std::string_view(bytes).substr(start, size);
      REQUIRE(crc32(piece) == by_definition<std::uint32_t>(piece, 0xedb88320U));
      REQUIRE(crc64_nvme(piece) == by_definition<std::uint64_t>(piece, 0x9a6c9329ac4bc9b5U));
    }
  }
}

TEST_CASE("a check goes on where another ended") {
  const std::string bytes = noise(5000);
  const std::string_view all = bytes;
  for (const std::size_t cut : {0U, 1U, 15U, 128U, 3001U, 5000U}) {
    CHECK(crc32(all.substr(cut), crc32(all.substr(0, cut))) == crc32(all));
    CHECK(crc64_nvme(all.substr(cut), crc64_nvme(all.substr(0, cut))) == crc64_nvme(all));
  }
}

TEST_CASE("the check of a whole comes from those of its pieces") {
  const std::string bytes = noise(70'000);
  const std::string_view all = bytes;
  for (const std::size_t cut : {0U, 1U, 8U, 65'536U, 69'999U, 70'000U}) {
    const std::string_view first = all.substr(0, cut);
    const std::string_view second = all.substr(cut);
    CHECK(combine_crc32(crc32(first), crc32(second), second.size()) == crc32(all));
    CHECK(combine_crc64_nvme(crc64_nvme(first), crc64_nvme(second), second.size()) == crc64_nvme(all));
  }
}

TEST_CASE("a flipped bit changes the check") {
  const std::string bytes = noise(4096);
  for (const std::size_t place : {0U, 63U, 64U, 2049U, 4095U}) {
    std::string flipped = bytes;
    flipped[place] = static_cast<char>(flipped[place] ^ 0x10);
    CHECK(crc32(flipped) != crc32(bytes));
    CHECK(crc64_nvme(flipped) != crc64_nvme(bytes));
  }
}

}  // namespace
}  // namespace docexport
