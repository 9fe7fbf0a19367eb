#include "formats/text_line.hpp"

#include <algorithm>

#include "formats/byte_scan.hpp"

namespace docexport {

namespace {

constexpr std::string_view white_space = " \t\n\v\f\r";

constexpr ByteSet make_unreadable_bytes() {
  ByteSet unreadable{};
  for (std::size_t byte = 0; byte < unreadable.size(); ++byte) {
    unreadable[byte] = (byte < 0x20 && byte != '\n' && byte != '\t') || byte >= 0x7F;
  }
  return unreadable;
}

constexpr ByteSet unreadable_bytes = make_unreadable_bytes();

std::size_t readable_run(std::string_view text) {
  return plain_run(text, unreadable_bytes, [](EightBytes bytes) {
    return (bytes.above_ascii() | bytes.below(0x20) | bytes.equal_to('\x7F')) != 0;
  });
}

bool ends_line(std::string_view sequence) {
  constexpr std::string_view next_line = "\xC2\x85";
  constexpr std::string_view line_separator = "\xE2\x80\xA8";
  constexpr std::string_view paragraph_separator = "\xE2\x80\xA9";
  return sequence == "\r" || sequence == "\v" || sequence == "\f" || sequence == next_line ||
         sequence == line_separator || sequence == paragraph_separator;
}

bool is_second_level_control(std::string_view sequence) {
  return sequence.size() == 2 && sequence[0] == '\xC2' && static_cast<unsigned char>(sequence[1]) < 0xA0U;
}

/// Appends what is at the front of the text instead of it; returns its bytes.
std::size_t append_readable(std::string& readable, std::string_view text) {
  if (text.starts_with("\r\n")) {
    readable += '\n';
    return 2;
  }
  const bool is_ascii = static_cast<unsigned char>(text.front()) < 0x80U;
  const std::size_t length = is_ascii ? 1 : utf8_sequence_length(text);
  const std::string_view sequence = text.substr(0, length);
  if (ends_line(sequence)) {
    readable += '\n';
  } else if (is_ascii || length == 0 || is_second_level_control(sequence)) {
    readable += replacement_text;
  } else {
    readable += sequence;
  }
  return std::max<std::size_t>(1, length);
}

}  // namespace

std::string readable_text(std::string_view text) {
  std::string readable;
  readable.reserve(text.size());
  while (true) {
    const std::size_t run = readable_run(text);
    readable += text.substr(0, run);
    text.remove_prefix(run);
    if (text.empty()) {
      return readable;
    }
    text.remove_prefix(append_readable(readable, text));
  }
}

std::string readable_line(std::string_view text) {
  std::string line = readable_text(text);
  if (line.find_first_of("\t\n") == std::string::npos) {
    return line;
  }
  std::string joined;
  for (std::size_t position = 0; position < line.size();) {
    const std::size_t end = std::min(line.find_first_not_of(" \t\n", position), line.size());
    const std::string_view space = std::string_view(line).substr(position, end - position);
    joined += space.find_first_of("\t\n") == std::string_view::npos ? space : " ";
    position = std::min(line.find_first_of(" \t\n", end), line.size());
    joined += std::string_view(line).substr(end, position - end);
  }
  return joined;
}

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(white_space) == std::string_view::npos;
}

}  // namespace docexport
