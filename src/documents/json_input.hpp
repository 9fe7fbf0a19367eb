#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "documents/text_decoder.hpp"

namespace docexport {

/// The characters (bytes of UTF-8) of a JSON text, one after the other, and where they stand.
class JsonInput {
 public:
  static constexpr int end = -1;

  JsonInput(TextDecoder& text, std::string document);

  /// The next byte, which stays; `end` when there is none.
  int peek() { return position_ < piece_.size() || next_piece() ? static_cast<unsigned char>(piece_[position_]) : end; }

  /// Passes the byte that peek gave.
  void skip() {
    if (piece_[position_++] == '\n') {
      ++line_;
      line_offset_ = piece_offset_ + position_;
    }
  }

  /// Passes bytes that a string may hold as they are, and gives as many as are at hand; empty before any other.
  std::string_view take_plain_run();

  /// Throws Error (`input`) that names the document, the line and the column (in bytes) of the next byte.
  [[noreturn]] void fail(std::string_view what) const;
  /// The same: "expected `wanted`, found …".
  [[noreturn]] void fail_expecting(std::string_view wanted);

  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
  [[nodiscard]] const std::string& document() const noexcept { return document_; }

 private:
  bool next_piece();

  TextDecoder* text_;
  std::string document_;
  std::string_view piece_{};
  std::size_t position_ = 0;
  std::uint64_t piece_offset_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t line_offset_ = 0;
};

}  // namespace docexport
