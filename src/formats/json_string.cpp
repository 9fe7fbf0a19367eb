#include "formats/json_string.hpp"

#include "formats/byte_scan.hpp"

namespace docexport {

namespace {

constexpr std::string_view hexadecimal_digits = "0123456789abcdef";

constexpr ByteSet make_special_json_bytes() {
  ByteSet special{};
  for (std::size_t byte = 0; byte < special.size(); ++byte) {
    special[byte] = byte < 0x20 || byte == '"' || byte == '\\' || byte >= 0x7F;
  }
  return special;
}

constexpr ByteSet special_json_bytes = make_special_json_bytes();

void append_unicode_escape(ByteBuffer& buffer, unsigned value) {
  const std::array<char, 6> escape = {'\\',
                                      'u',
                                      hexadecimal_digits[(value >> 12U) & 0xFU],
                                      hexadecimal_digits[(value >> 8U) & 0xFU],
                                      hexadecimal_digits[(value >> 4U) & 0xFU],
                                      hexadecimal_digits[value & 0xFU]};
  buffer.append(std::string_view(escape.data(), escape.size()));
}

void append_ascii_escape(ByteBuffer& buffer, char byte) {
  switch (byte) {
    case '"':
      return buffer.append("\\\"");
    case '\\':
      return buffer.append("\\\\");
    case '\b':
      return buffer.append("\\b");
    case '\f':
      return buffer.append("\\f");
    case '\n':
      return buffer.append("\\n");
    case '\r':
      return buffer.append("\\r");
    case '\t':
      return buffer.append("\\t");
    default:
      return append_unicode_escape(buffer, static_cast<unsigned char>(byte));
  }
}

/// The code point of two or three bytes of valid UTF-8.
unsigned decode_short_sequence(std::string_view sequence) {
  const auto bits = [&](std::size_t index, unsigned mask) {
    return static_cast<unsigned char>(sequence[index]) & mask;
  };
  return sequence.size() == 2 ? (bits(0, 0x1FU) << 6U) | bits(1, 0x3FU)
                              : (bits(0, 0x0FU) << 12U) | (bits(1, 0x3FU) << 6U) | bits(2, 0x3FU);
}

/// C1 controls, separators of lines and paragraphs, and the controls that turn the direction of text.
bool is_deceptive_point(unsigned value) {
  return (value >= 0x80 && value <= 0x9F) || value == 0x2028 || value == 0x2029 ||
         (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

bool can_be_deceptive(std::string_view sequence) {
  return sequence.front() == '\xC2' || sequence.starts_with("\xE2\x80") || sequence.starts_with("\xE2\x81");
}

}  // namespace

std::size_t plain_json_run(std::string_view text) {
  return plain_run(text, special_json_bytes, [](EightBytes bytes) {
    return (bytes.above_ascii() | bytes.below(0x20) | bytes.equal_to('"') | bytes.equal_to('\\') |
            bytes.equal_to('\x7F')) != 0;
  });
}

std::size_t append_json_special(ByteBuffer& buffer, std::string_view text) {
  if (static_cast<unsigned char>(text.front()) < 0x80U) {
    append_ascii_escape(buffer, text.front());
    return 1;
  }
  const std::size_t length = utf8_sequence_length(text);
  if (length == 0) {
    buffer.append(replacement_text);
    return 1;
  }
  const std::string_view sequence = text.substr(0, length);
  if (can_be_deceptive(sequence) && is_deceptive_point(decode_short_sequence(sequence))) {
    append_unicode_escape(buffer, decode_short_sequence(sequence));
  } else {
    buffer.append(sequence);
  }
  return length;
}

void append_json_characters(ByteBuffer& buffer, std::string_view text) {
  while (true) {
    const std::size_t run = plain_json_run(text);
    buffer.append(text.substr(0, run));
    text.remove_prefix(run);
    if (text.empty()) {
      return;
    }
    text.remove_prefix(append_json_special(buffer, text));
  }
}

void append_json_string(ByteBuffer& buffer, std::string_view text) {
  buffer.append('"');
  append_json_characters(buffer, text);
  buffer.append('"');
}

}  // namespace docexport
