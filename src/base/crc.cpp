#include "docexport/base/crc.hpp"

#include <bit>
#include <cstring>

#include "base/crc_field.hpp"
#include "base/crc_folding.hpp"

namespace docexport {
namespace {

static_assert(std::endian::native == std::endian::little, "the tables take words as little-endian machines load them");

constexpr std::size_t slice_count = 16;

template <typename Word>
using Slices = std::array<std::array<Word, 256>, slice_count>;

/// slices[n][b]: what the byte b becomes once n bytes of zero follow it.
template <typename Field, typename Word>
constexpr Slices<Word> make_slices() {
  Slices<Word> slices{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    Word value = static_cast<Word>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      value = Field::times_x(value);
    }
    slices[0][byte] = value;
  }
  for (std::size_t slice = 1; slice < slice_count; ++slice) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const Word before = slices[slice - 1][byte];
      slices[slice][byte] = static_cast<Word>((before >> 8U) ^ slices[0][before & 0xffU]);
    }
  }
  return slices;
}

constexpr Slices<std::uint32_t> crc32_slices = make_slices<Crc32Field, std::uint32_t>();
constexpr Slices<std::uint64_t> crc64_slices = make_slices<Crc64NvmeField, std::uint64_t>();

std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

/// The contribution of eight bytes that `behind` more of the block follow.
template <typename Word>
Word slice_word(const Slices<Word>& slices, std::uint64_t word, std::size_t behind) {
  Word result = 0;
  for (std::size_t byte = 0; byte < 8; ++byte) {
    result ^= slices[behind + 7 - byte][(word >> (8 * byte)) & 0xffU];
  }
  return result;
}

template <typename Word>
Word update_by_tables(const Slices<Word>& slices, std::string_view bytes, Word remainder) {
  while (bytes.size() >= slice_count) {
    const Word first = slice_word(slices, load_word(bytes.data()) ^ remainder, 8);
    remainder = static_cast<Word>(first ^ slice_word(slices, load_word(bytes.data() + 8), 0));
    bytes.remove_prefix(slice_count);
  }
  for (const char each : bytes) {
    const auto index = static_cast<unsigned char>(static_cast<unsigned char>(each) ^ (remainder & 0xffU));
    remainder = static_cast<Word>((remainder >> 8U) ^ slices[0][index]);
  }
  return remainder;
}

template <typename Field, typename Word>
Word update(const Slices<Word>& slices, std::string_view bytes, Word before) {
  Word remainder = static_cast<Word>(~before);
  if (bytes.size() >= crc_folding_minimum && has_crc_folding()) {
    const std::size_t folded = bytes.size() - bytes.size() % 16;
    const std::array<char, 16> rest = fold_crc(bytes.substr(0, folded), remainder, crc_folding_factors<Field>());
    remainder = update_by_tables<Word>(slices, {rest.data(), rest.size()}, 0);
    bytes.remove_prefix(folded);
  }
  return static_cast<Word>(~update_by_tables(slices, bytes, remainder));
}

}  // namespace

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
  return update<Crc32Field>(crc32_slices, bytes, before);
}

std::uint64_t crc64_nvme(std::string_view bytes, std::uint64_t before) {
  return update<Crc64NvmeField>(crc64_slices, bytes, before);
}

std::uint32_t combine_crc32(std::uint32_t first, std::uint32_t second, std::uint64_t second_size) {
  return Crc32Field::shifted(first, second_size) ^ second;
}

std::uint64_t combine_crc64_nvme(std::uint64_t first, std::uint64_t second, std::uint64_t second_size) {
  return Crc64NvmeField::shifted(first, second_size) ^ second;
}

}  // namespace docexport
