#pragma once

#include <string_view>

#include "formats/byte_buffer.hpp"

namespace docexport {

/// Appends the text as a JSON string. What is not valid UTF-8 becomes U+FFFD. Control characters, line and paragraph
/// separators and bidirectional controls are escaped: nothing is lost, and a terminal that shows the file is safe.
void append_json_string(ByteBuffer& buffer, std::string_view text);

/// The same without the quotation marks around it.
void append_json_characters(ByteBuffer& buffer, std::string_view text);

/// How many bytes at the front of the text stand for themselves inside a JSON string.
std::size_t plain_json_run(std::string_view text);

/// Appends what is at the front of the text, which does not stand for itself; returns the bytes of the text that it
/// stands for.
std::size_t append_json_special(ByteBuffer& buffer, std::string_view text);

}  // namespace docexport
