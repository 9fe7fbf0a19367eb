// The two CRCs of S3 that Python does not have, for the loopback S3; written apart from the project's own so that the
// two check each other.

#include <array>
#include <cstddef>
#include <cstdint>

namespace {

/// Reflected, as all CRCs of S3: the lowest bit goes first.
template <typename Word>
constexpr std::array<Word, 256> make_table(Word polynomial) {
  std::array<Word, 256> table{};
  for (std::size_t index = 0; index < table.size(); ++index) {
    Word word = static_cast<Word>(index);
    for (int bit = 0; bit < 8; ++bit) {
      word = (word & 1U) != 0 ? static_cast<Word>((word >> 1U) ^ polynomial) : static_cast<Word>(word >> 1U);
    }
    table[index] = word;
  }
  return table;
}

template <typename Word>
Word update(const std::array<Word, 256>& table, const unsigned char* data, std::size_t size) {
  Word word = static_cast<Word>(~Word{0});
  for (std::size_t index = 0; index < size; ++index) {
    word = static_cast<Word>(table[(word ^ data[index]) & 0xFFU] ^ (word >> 8U));
  }
  return static_cast<Word>(~word);
}

constexpr auto nvme_table = make_table<std::uint64_t>(0x9A6C9329AC4BC9B5U);
constexpr auto castagnoli_table = make_table<std::uint32_t>(0x82F63B78U);

}  // namespace

extern "C" std::uint64_t crc64nvme(const unsigned char* data, std::size_t size) {
  return update(nvme_table, data, size);
}

extern "C" std::uint32_t crc32c(const unsigned char* data, std::size_t size) {
  return update(castagnoli_table, data, size);
}
