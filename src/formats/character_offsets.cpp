#include "formats/character_offsets.hpp"

#include <algorithm>

#include "formats/byte_scan.hpp"

namespace docexport {

namespace {

std::size_t character_length(std::string_view text) {
  const bool is_ascii = static_cast<unsigned char>(text.front()) < 0x80U;
  return is_ascii ? 1 : std::max<std::size_t>(1, utf8_sequence_length(text));
}

}  // namespace

CharacterOffsets::CharacterOffsets(std::string_view text) : text_(text), every_step_{0} {
  std::size_t character = 0;
  for (std::size_t byte = 0; byte < text.size(); byte += character_length(text.substr(byte))) {
    if (character > 0 && character % step == 0) {
      every_step_.push_back(byte);
    }
    ++character;
  }
}

std::size_t CharacterOffsets::character_at(std::size_t byte) const {
  const std::size_t target = std::min(byte, text_.size());
  const auto after = std::upper_bound(every_step_.begin(), every_step_.end(), target);
  const auto index = static_cast<std::size_t>(after - every_step_.begin()) - 1;
  std::size_t character = index * step;
  for (std::size_t position = every_step_[index]; position < target;
       position += character_length(text_.substr(position))) {
    ++character;
  }
  return character;
}

}  // namespace docexport
