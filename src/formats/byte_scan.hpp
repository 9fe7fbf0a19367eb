#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace docexport {

/// Which of the 256 bytes a loop over text must stop at.
using ByteSet = std::array<bool, 256>;

/// Eight bytes at once; each function sets the top bit of every byte that has the property (and, above such a byte
/// only, perhaps of others).
struct EightBytes {
  std::uint64_t value = 0;

  static constexpr std::uint64_t ones = 0x0101010101010101U;
  static constexpr std::uint64_t tops = 0x8080808080808080U;

  [[nodiscard]] constexpr std::uint64_t below(unsigned char bound) const {
    return (value - ones * bound) & ~value & tops;
  }
  [[nodiscard]] constexpr std::uint64_t equal_to(char byte) const {
    const std::uint64_t difference = value ^ (ones * static_cast<unsigned char>(byte));
    return (difference - ones) & ~difference & tops;
  }
  [[nodiscard]] constexpr std::uint64_t above_ascii() const { return value & tops; }
};

/// How many bytes at the front of the text are in no way special. `any_special` says whether one of eight bytes is,
/// and may be mistaken only when one is.
template <typename AnySpecial>
inline std::size_t plain_run(std::string_view text, const ByteSet& special, AnySpecial any_special) {
  std::size_t length = 0;
  while (text.size() - length >= sizeof(EightBytes)) {
    EightBytes bytes;
    std::memcpy(&bytes.value, text.data() + length, sizeof bytes.value);
    if (any_special(bytes)) {
      break;
    }
    length += sizeof(EightBytes);
  }
  while (length < text.size() && !special[static_cast<unsigned char>(text[length])]) {
    ++length;
  }
  return length;
}

/// Bytes of the UTF-8 sequence at the front of the text, which begins with a byte above ASCII; 0 if it is not valid
/// (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
inline std::size_t utf8_sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t index) {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : static_cast<unsigned char>(0);
  };
  const auto continues = [&](std::size_t index) { return (byte(index) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead >= 0xC2U && lead < 0xE0U) {
    return continues(1) ? 2 : 0;
  }
  if (lead >= 0xE0U && lead < 0xF0U) {
    const bool is_overlong = lead == 0xE0U && byte(1) < 0xA0U;
    const bool is_surrogate = lead == 0xEDU && byte(1) >= 0xA0U;
    return continues(1) && continues(2) && !is_overlong && !is_surrogate ? 3 : 0;
  }
  if (lead >= 0xF0U && lead < 0xF5U) {
    const bool is_overlong = lead == 0xF0U && byte(1) < 0x90U;
    const bool is_too_large = lead == 0xF4U && byte(1) >= 0x90U;
    return continues(1) && continues(2) && continues(3) && !is_overlong && !is_too_large ? 4 : 0;
  }
  return 0;
}

inline constexpr std::string_view replacement_text = "\xEF\xBF\xBD";

}  // namespace docexport
