#include "formats/xml_text.hpp"

#include <fmt/format.h>

#include "formats/byte_scan.hpp"

namespace docexport {

namespace {

constexpr ByteSet make_special_xml_bytes() {
  ByteSet special{};
  for (std::size_t byte = 0; byte < special.size(); ++byte) {
    const bool is_control = byte < 0x20 && byte != '\n' && byte != '\t';
    special[byte] = is_control || byte == '&' || byte == '<' || byte == '>' || byte == '"' || byte >= 0x7F;
  }
  return special;
}

constexpr ByteSet special_xml_bytes = make_special_xml_bytes();

enum class Place { between_tags, in_attribute };

/// C1 controls with DEL, separators of lines and paragraphs, and the controls that turn the direction of text.
bool is_deceptive(unsigned value) {
  return (value >= 0x7F && value <= 0x9F) || value == 0x2028 || value == 0x2029 ||
         (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

void append_reference(ByteBuffer& buffer, unsigned code_point) {
  buffer.append(fmt::format("&#x{:X};", code_point));
}

void append_ascii_special(ByteBuffer& buffer, char byte, Place place) {
  switch (byte) {
    case '&':
      return buffer.append("&amp;");
    case '<':
      return buffer.append("&lt;");
    case '>':
      return buffer.append("&gt;");
    case '"':
      return buffer.append(place == Place::in_attribute ? "&quot;" : "\"");
    case '\r':
    case '\x7F':
      return append_reference(buffer, static_cast<unsigned char>(byte));
    default:
      return buffer.append(replacement_text);
  }
}

/// Appends what is at the front of the text and does not stand for itself; returns its bytes.
std::size_t append_special(ByteBuffer& buffer, std::string_view text, Place place) {
  if (static_cast<unsigned char>(text.front()) < 0x80U) {
    append_ascii_special(buffer, text.front(), place);
    return 1;
  }
  const std::size_t length = utf8_sequence_length(text);
  if (length == 0) {
    buffer.append(replacement_text);
    return 1;
  }
  const std::string_view sequence = text.substr(0, length);
  const unsigned code_point = code_point_of(sequence);
  if (is_xml_illegal(code_point)) {
    buffer.append(replacement_text);
  } else if (is_deceptive(code_point)) {
    append_reference(buffer, code_point);
  } else {
    buffer.append(sequence);
  }
  return length;
}

void append_plain_attribute_run(ByteBuffer& buffer, std::string_view run) {
  for (std::size_t end = run.find_first_of("\t\n"); end != std::string_view::npos; end = run.find_first_of("\t\n")) {
    buffer.append(run.substr(0, end));
    append_reference(buffer, static_cast<unsigned char>(run[end]));
    run.remove_prefix(end + 1);
  }
  buffer.append(run);
}

}  // namespace

std::size_t plain_xml_run(std::string_view text) {
  return plain_run(text, special_xml_bytes, [](EightBytes bytes) {
    return (bytes.above_ascii() | bytes.below(0x20) | bytes.equal_to('&') | bytes.equal_to('<') | bytes.equal_to('>') |
            bytes.equal_to('"') | bytes.equal_to('\x7F')) != 0;
  });
}

unsigned code_point_of(std::string_view sequence) {
  constexpr std::array<unsigned, 5> lead_masks = {0, 0x7FU, 0x1FU, 0x0FU, 0x07U};
  unsigned value = static_cast<unsigned char>(sequence.front()) & lead_masks.at(sequence.size());
  for (const char byte : sequence.substr(1)) {
    value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return value;
}

bool is_xml_illegal(unsigned code_point) {
  const bool is_control = code_point < 0x20 && code_point != '\t' && code_point != '\n' && code_point != '\r';
  return is_control || code_point == 0xFFFE || code_point == 0xFFFF;
}

void append_xml_text(ByteBuffer& buffer, std::string_view text) {
  while (true) {
    const std::size_t run = plain_xml_run(text);
    buffer.append(text.substr(0, run));
    text.remove_prefix(run);
    if (text.empty()) {
      return;
    }
    text.remove_prefix(append_special(buffer, text, Place::between_tags));
  }
}

void append_xml_attribute_text(ByteBuffer& buffer, std::string_view text) {
  while (true) {
    const std::size_t run = plain_xml_run(text);
    append_plain_attribute_run(buffer, text.substr(0, run));
    text.remove_prefix(run);
    if (text.empty()) {
      return;
    }
    text.remove_prefix(append_special(buffer, text, Place::in_attribute));
  }
}

void append_xml_attribute(ByteBuffer& buffer, std::string_view name, std::string_view value) {
  buffer.append(' ');
  buffer.append(name);
  buffer.append("=\"");
  append_xml_attribute_text(buffer, value);
  buffer.append('"');
}

}  // namespace docexport
