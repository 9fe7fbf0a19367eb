#pragma once

#include <string_view>

#include "formats/byte_buffer.hpp"

namespace docexport {

/// Appends text as it stands between the tags of XML 1.0 or HTML: `&`, `<` and `>` are escaped. What may not be in an
/// XML file (controls, what is not valid UTF-8, U+FFFE, U+FFFF) becomes U+FFFD. Carriage return, C1 controls,
/// separators of lines and paragraphs and bidirectional controls are character references: nothing is lost, and a
/// terminal that shows the file is safe.
void append_xml_text(ByteBuffer& buffer, std::string_view text);

/// The same between the quotation marks of an attribute's value: also `"`, tabs and line ends are escaped.
void append_xml_attribute_text(ByteBuffer& buffer, std::string_view text);

/// ` name="value"`.
void append_xml_attribute(ByteBuffer& buffer, std::string_view name, std::string_view value);

/// How many bytes at the front of the text stand for themselves between tags. All of them are ASCII.
std::size_t plain_xml_run(std::string_view text);

/// The code point of the sequence, which is one of valid UTF-8.
unsigned code_point_of(std::string_view sequence);

/// Whether the code point may not stand in XML 1.0, or is one that no text has.
bool is_xml_illegal(unsigned code_point);

}  // namespace docexport
