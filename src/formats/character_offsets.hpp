#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace docexport {

/// Turns byte offsets into a text into character offsets, as a reader of the written text counts them: a byte that is
/// not part of valid UTF-8 is one character, because U+FFFD is written for it.
class CharacterOffsets {
 public:
  /// The text must outlive this.
  explicit CharacterOffsets(std::string_view text);

  /// The number of characters that begin before the byte.
  [[nodiscard]] std::size_t character_at(std::size_t byte) const;

 private:
  static constexpr std::size_t step = 64;

  std::string_view text_;
  std::vector<std::size_t> every_step_;  ///< where the characters 0, 64, 128 … begin
};

}  // namespace docexport
