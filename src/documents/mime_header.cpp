#include "documents/mime_header.hpp"

#include <algorithm>

#include "docexport/base/text.hpp"
#include "documents/mail_lines.hpp"
#include "documents/mime_words.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_name = 200;
/// Nobody reads more; what follows is of the headers still.
constexpr std::size_t most_headers = 10'000;

/// One line from white space and controls of any kind.
std::string in_one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (const char character : text) {
    const bool is_blank = static_cast<unsigned char>(character) <= 0x20 || character == 0x7F;
    if (!is_blank && blank && !line.empty()) {
      line.push_back(' ');
    }
    blank = is_blank;
    if (!is_blank) {
      line.push_back(character);
    }
  }
  return line;
}

std::string_view field_name_of(std::string_view line) {
  return trim(line.substr(0, line.find(':')));
}

}  // namespace

bool is_mime_header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line.front() == ' ' || line.front() == '\t') {
    return false;
  }
  const std::string_view name = field_name_of(line);
  return !name.empty() && name.size() <= longest_name &&
         std::all_of(name.begin(), name.end(), [](char character) { return character > ' ' && character < 0x7F; });
}

MimeHeaderBlock read_mime_headers(std::string_view bytes) {
  MimeHeaderBlock block;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    std::string_view after = rest;
    const std::string_view line = take_mail_line(after);
    const bool of_mailbox = block.headers.empty() && (line.starts_with("From ") || line.starts_with(">From "));
    const bool goes_on = !block.headers.empty() && (line.starts_with(' ') || line.starts_with('\t'));
    if (is_blank_line(line)) {
      rest = after;
      break;
    }
    if (goes_on) {
      block.headers.back().value += line;
    } else if (!of_mailbox && !is_mime_header_line(line)) {
      break;
    } else if (!of_mailbox && block.headers.size() < most_headers) {
      block.headers.push_back(
          {.name = std::string(field_name_of(line)), .value = std::string(line.substr(line.find(':') + 1))});
    }
    rest = after;
  }
  block.body_offset = bytes.size() - rest.size();
  return block;
}

std::string_view find_mime_header(const std::vector<MimeHeader>& headers, std::string_view name) {
  const std::string wanted = to_lower_ascii(name);
  for (const MimeHeader& header : headers) {
    if (header.name.size() == wanted.size() && to_lower_ascii(header.name) == wanted) {
      return trim(header.value);
    }
  }
  return {};
}

std::string readable_mime_value(std::string_view value) {
  return in_one_line(decode_mime_words(value));
}

std::string readable_mime_header(const std::vector<MimeHeader>& headers, std::string_view name) {
  return readable_mime_value(find_mime_header(headers, name));
}

}  // namespace docexport
