#include "documents/json_input.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte) {
    plain.at(byte) = byte != '"' && byte != '\\';
  }
  return plain;
}

constexpr std::array<bool, 256> is_plain = plain_bytes();

std::string describe(int character) {
  if (character == JsonInput::end) {
    return "the end of the text";
  }
  if (character == '\n') {
    return "the end of the line";
  }
  return character >= 0x20 && character < 0x7F ? fmt::format("'{}'", static_cast<char>(character))
                                               : fmt::format("byte 0x{:02X}", character);
}

}  // namespace

JsonInput::JsonInput(TextDecoder& text, std::string document) : text_(&text), document_(std::move(document)) {}

bool JsonInput::next_piece() {
  piece_offset_ += piece_.size();
  position_ = 0;
  piece_ = text_->next();
  return !piece_.empty();
}

std::string_view JsonInput::take_plain_run() {
  if (position_ == piece_.size() && !next_piece()) {
    return {};
  }
  std::size_t run_end = position_;
  while (run_end < piece_.size() && is_plain[static_cast<unsigned char>(piece_[run_end])]) {
    ++run_end;
  }
  const std::string_view run = piece_.substr(position_, run_end - position_);
  position_ = run_end;
  return run;
}

void JsonInput::fail(std::string_view what) const {
  const std::uint64_t column = piece_offset_ + position_ - line_offset_ + 1;
  throw Error(ErrorKind::input, fmt::format("{}, line {}, column {}: {}", document_, line_, column, what));
}

void JsonInput::fail_expecting(std::string_view wanted) {
  const std::string found = describe(peek());
  fail(fmt::format("expected {}, found {}", wanted, found));
}

}  // namespace docexport
