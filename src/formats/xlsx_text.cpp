#include "formats/xlsx_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/byte_scan.hpp"
#include "formats/xml_text.hpp"

namespace docexport {

namespace {

constexpr ByteSet make_special_cell_bytes() {
  ByteSet special{};
  for (std::size_t byte = 0; byte < special.size(); ++byte) {
    const bool is_control = byte < 0x20 && byte != '\n' && byte != '\t';
    special[byte] = is_control || byte == '&' || byte == '<' || byte == '>' || byte == '_' || byte >= 0x80;
  }
  return special;
}

constexpr ByteSet special_cell_bytes = make_special_cell_bytes();

std::size_t plain_cell_run(std::string_view text) {
  return plain_run(text, special_cell_bytes, [](EightBytes bytes) {
    return (bytes.above_ascii() | bytes.below(0x20) | bytes.equal_to('&') | bytes.equal_to('<') | bytes.equal_to('>') |
            bytes.equal_to('_')) != 0;
  });
}

/// Whether a reader could take the front of the text for a character that is written as `_x001B_`. The last underscore
/// may be the first of an escape that follows.
bool looks_escaped(std::string_view text) {
  constexpr std::size_t escape_bytes = 7;
  if (text.size() < escape_bytes || text[1] != 'x' || !special_cell_bytes[static_cast<unsigned char>(text[6])]) {
    return false;
  }
  return text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

void append_escape(ByteBuffer& buffer, unsigned value) {
  buffer.append(fmt::format("_x{:04X}_", value));
}

void append_ascii_special(ByteBuffer& buffer, std::string_view text) {
  switch (text.front()) {
    case '&':
      return buffer.append("&amp;");
    case '<':
      return buffer.append("&lt;");
    case '>':
      return buffer.append("&gt;");
    case '_':
      return looks_escaped(text) ? append_escape(buffer, '_') : buffer.append('_');
    default:
      return append_escape(buffer, static_cast<unsigned char>(text.front()));
  }
}

std::size_t append_special(ByteBuffer& buffer, std::string_view text) {
  if (static_cast<unsigned char>(text.front()) < 0x80U) {
    append_ascii_special(buffer, text);
    return 1;
  }
  const std::size_t length = utf8_sequence_length(text);
  if (length == 0) {
    buffer.append(replacement_text);
    return 1;
  }
  const std::string_view sequence = text.substr(0, length);
  if (const unsigned code_point = code_point_of(sequence); is_xml_illegal(code_point)) {
    append_escape(buffer, code_point);
  } else {
    buffer.append(sequence);
  }
  return length;
}

/// The character at the front: its bytes, and its units of UTF-16.
struct CharacterSize {
  std::size_t bytes = 1;
  std::size_t units = 1;
};

CharacterSize character_size(std::string_view text) {
  constexpr std::size_t bytes_of_pair = 4;
  const std::size_t length = static_cast<unsigned char>(text.front()) < 0x80U ? 1 : utf8_sequence_length(text);
  return {.bytes = std::max<std::size_t>(1, length), .units = length == bytes_of_pair ? 2U : 1U};
}

}  // namespace

std::size_t utf16_length(std::string_view text, std::size_t limit) {
  std::size_t units = 0;
  while (!text.empty() && units < limit) {
    const CharacterSize size = character_size(text);
    units += size.units;
    text.remove_prefix(size.bytes);
  }
  return std::min(units, limit);
}

std::string_view fitting_cell_text(std::string_view text) {
  if (text.size() <= longest_cell_text) {
    return text;
  }
  std::size_t units = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const CharacterSize size = character_size(text.substr(end));
    if (units + size.units > longest_cell_text) {
      break;
    }
    units += size.units;
    end += size.bytes;
  }
  return text.substr(0, end);
}

void append_xlsx_text(ByteBuffer& buffer, std::string_view text) {
  while (true) {
    const std::size_t run = plain_cell_run(text);
    buffer.append(text.substr(0, run));
    text.remove_prefix(run);
    if (text.empty()) {
      return;
    }
    text.remove_prefix(append_special(buffer, text));
  }
}

}  // namespace docexport
