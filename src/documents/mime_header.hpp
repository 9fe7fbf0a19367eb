#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

struct MimeHeader {
  std::string name{};   ///< as written
  std::string value{};  ///< its lines joined, the bytes as they are
};

struct MimeHeaderBlock {
  std::vector<MimeHeader> headers{};
  std::size_t body_offset = 0;
};

/// The headers at the beginning of a message or part. They end at an empty line, or before a line that is no header; a
/// line `From …` of a mailbox before them is skipped.
MimeHeaderBlock read_mime_headers(std::string_view bytes);

/// Whether the line is `Name: value`; the name is what stands before the colon.
bool is_mime_header_line(std::string_view line);

/// The value of the first header of this name, compared without case; empty if there is none.
std::string_view find_mime_header(const std::vector<MimeHeader>& headers, std::string_view name);

/// The value of a header as people read it: encoded words (RFC 2047) decoded, neighbours joined, white space
/// collapsed, bytes that are no ASCII read as UTF-8 or as what they look like.
std::string readable_mime_value(std::string_view value);

/// The text that readable_mime_value makes of the first header of this name.
std::string readable_mime_header(const std::vector<MimeHeader>& headers, std::string_view name);

}  // namespace docexport
