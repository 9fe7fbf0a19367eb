#include <algorithm>
#include <optional>

#include "formats/byte_scan.hpp"
#include "formats/json_string.hpp"
#include "formats/json_token.hpp"
#include "formats/json_value.hpp"

namespace docexport {

namespace {

constexpr std::string_view replacement_escape = "\\ufffd";

bool is_hexadecimal(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/// Copies a JSON text to a buffer, checking it on the way.
class EmbeddedJson {
 public:
  EmbeddedJson(std::string_view text, ByteBuffer& buffer) : rest_(text), buffer_(buffer) {}

  /// False if the text is not one JSON value; the buffer then holds a part of it.
  bool copy() {
    if (!copy_value(0)) {
      return false;
    }
    skip_space();
    return rest_.empty();
  }

 private:
  void skip_space() {
    const std::size_t end = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
  }

  /// Copies the byte if it is the next one.
  bool copy_byte(char byte) {
    if (!rest_.starts_with(byte)) {
      return false;
    }
    rest_.remove_prefix(1);
    buffer_.append(byte);
    return true;
  }

  bool copy_word(std::string_view word) {
    if (!rest_.starts_with(word)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    buffer_.append(word);
    return true;
  }

  bool copy_number() {
    const std::size_t length = json_number_length(rest_);
    append_json_number(buffer_, rest_.substr(0, length));
    rest_.remove_prefix(length);
    return length > 0;
  }

  bool copy_value(int depth) {
    skip_space();
    if (rest_.empty() || depth > deepest_embedded_json) {
      return false;
    }
    switch (rest_.front()) {
      case '{':
        return copy_object(depth);
      case '[':
        return copy_array(depth);
      case '"':
        return copy_string();
      case 't':
        return copy_word("true");
      case 'f':
        return copy_word("false");
      case 'n':
        return copy_word("null");
      default:
        return copy_number();
    }
  }

  bool copy_object(int depth) {
    copy_byte('{');
    skip_space();
    if (copy_byte('}')) {
      return true;
    }
    do {
      skip_space();
      if (!rest_.starts_with('"') || !copy_string()) {
        return false;
      }
      skip_space();
      if (!copy_byte(':') || !copy_value(depth + 1)) {
        return false;
      }
      skip_space();
    } while (copy_byte(','));
    return copy_byte('}');
  }

  bool copy_array(int depth) {
    copy_byte('[');
    skip_space();
    if (copy_byte(']')) {
      return true;
    }
    do {
      if (!copy_value(depth + 1)) {
        return false;
      }
      skip_space();
    } while (copy_byte(','));
    return copy_byte(']');
  }

  bool copy_string() {
    copy_byte('"');
    while (true) {
      const std::size_t run = plain_json_run(rest_);
      buffer_.append(rest_.substr(0, run));
      rest_.remove_prefix(run);
      if (rest_.empty() || static_cast<unsigned char>(rest_.front()) < 0x20U) {
        return false;
      }
      if (rest_.front() == '"') {
        return copy_byte('"');
      }
      if (rest_.front() != '\\') {
        rest_.remove_prefix(append_json_special(buffer_, rest_));
      } else if (!copy_escape()) {
        return false;
      }
    }
  }

  bool copy_escape() {
    constexpr std::string_view short_escapes = "\"\\/bfnrt";
    if (rest_.size() >= 2 && short_escapes.find(rest_[1]) != std::string_view::npos) {
      buffer_.append(rest_.substr(0, 2));
      rest_.remove_prefix(2);
      return true;
    }
    const std::optional<unsigned> unit = unit_at(0);
    if (!unit) {
      return false;
    }
    const bool is_low = *unit >= 0xDC00 && *unit <= 0xDFFF;
    const bool is_high = *unit >= 0xD800 && *unit <= 0xDBFF;
    const unsigned next = is_high ? unit_at(unit_bytes).value_or(0) : 0;
    const bool is_pair = is_high && next >= 0xDC00 && next <= 0xDFFF;
    // Half of a surrogate pair is no character: readers refuse it or make something of their own of it.
    const std::size_t length = is_pair ? 2 * unit_bytes : unit_bytes;
    buffer_.append(is_low || (is_high && !is_pair) ? replacement_escape : rest_.substr(0, length));
    rest_.remove_prefix(length);
    return true;
  }

  /// The UTF-16 unit of the `\uXXXX` at the position.
  [[nodiscard]] std::optional<unsigned> unit_at(std::size_t position) const {
    const std::string_view escape = rest_.substr(std::min(position, rest_.size()), unit_bytes);
    if (escape.size() < unit_bytes || !escape.starts_with("\\u")) {
      return std::nullopt;
    }
    unsigned unit = 0;
    for (const char byte : escape.substr(2)) {
      if (!is_hexadecimal(byte)) {
        return std::nullopt;
      }
      const auto digit = static_cast<unsigned char>(byte);
      unit = unit * 16 + (digit <= '9' ? digit - '0' : (digit | 0x20U) - 'a' + 10U);
    }
    return unit;
  }

  static constexpr std::size_t unit_bytes = 6;

  std::string_view rest_;
  ByteBuffer& buffer_;
};

}  // namespace

void append_embedded_json(ByteBuffer& buffer, std::string_view json) {
  const std::size_t before = buffer.size();
  if (!EmbeddedJson(json, buffer).copy()) {
    buffer.truncate(before);
    append_json_string(buffer, json);
  }
}

}  // namespace docexport
