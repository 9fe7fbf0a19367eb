#include "documents/opc_comment.hpp"

#include <string>

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_quotation = 80;
constexpr std::size_t longest_commented = 400;

/// At most so many bytes of it, without a part of a character.
std::string_view first_bytes_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80) {
    --bytes;
  }
  return text.substr(0, bytes);
}

}  // namespace

Block office_comment(std::string_view author, std::string_view place, std::string_view text) {
  std::string origin = author.empty() ? std::string() : fmt::format("author: {}", author);
  origin += origin.empty() || place.empty() ? "" : ", ";
  origin += place;
  return {.label = BlockLabel::text, .text = fmt::format("[{}]: {}", origin.empty() ? "comment" : origin, text)};
}

std::string first_commented(std::string_view text) {
  return std::string(first_bytes_of(text, longest_commented));
}

std::string commented_words(std::string_view words) {
  std::string line;
  for (const char character : trim(words)) {
    const bool is_blank = character == '\n' || character == '\t' || character == ' ';
    if (!is_blank || !line.ends_with(' ')) {
      line += is_blank ? ' ' : character;
    }
  }
  if (line.empty()) {
    return line;
  }
  const std::string_view quotation = first_bytes_of(line, longest_quotation);
  return fmt::format("on: \"{}{}\"", quotation, quotation.size() < line.size() ? "…" : "");
}

}  // namespace docexport
