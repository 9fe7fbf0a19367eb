#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "documents/json_input.hpp"

namespace docexport {

/// Reads the words, numbers and strings of a JSON text. Each function stands at the token's first byte and appends what
/// it reads to `out`, which may be null. Throws Error `input`, and `limit` when `out` would exceed max_record_bytes.
class JsonTokens {
 public:
  explicit JsonTokens(JsonInput& input) : input_(&input) {}

  void read_word(std::string_view word, std::string* out);
  /// The number's characters as they are.
  void read_number(std::string* out);
  /// The characters that the string stands for.
  void read_string(std::string* out);

  void append(std::string* out, std::string_view text) const;

  /// Escapes that stand for no character (half a surrogate pair) and became U+FFFD.
  [[nodiscard]] std::uint64_t replaced() const noexcept { return replaced_; }

 private:
  void read_digits(std::string* out);
  void read_character(std::string* out);
  void read_escape(std::string* out);
  void read_code_point(std::string* out);
  char32_t read_code_unit();
  void replace_half_pair(std::string* out);

  JsonInput* input_;
  std::uint64_t replaced_ = 0;
};

}  // namespace docexport
