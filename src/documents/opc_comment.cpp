#include "documents/opc_comment.hpp"

#include <string>

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_quotation = 80;

}  // namespace

Block office_comment(std::string_view author, std::string_view place, std::string_view text) {
  std::string origin = author.empty() ? std::string() : fmt::format("author: {}", author);
  origin += origin.empty() || place.empty() ? "" : ", ";
  origin += place;
  return {.label = BlockLabel::text, .text = fmt::format("[{}]: {}", origin.empty() ? "comment" : origin, text)};
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
  if (line.size() > longest_quotation) {
    std::size_t end = longest_quotation;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80) {
      --end;
    }
    line = line.substr(0, end) + "…";
  }
  return fmt::format("on: \"{}\"", line);
}

}  // namespace docexport
