#pragma once

#include <string_view>

#include "formats/byte_buffer.hpp"

namespace docexport {

/// Characters that a cell can hold, counted as UTF-16 does.
inline constexpr std::size_t longest_cell_text = 32767;

/// The front of the text, as much of it as a cell can hold.
std::string_view fitting_cell_text(std::string_view text);

/// How many units of UTF-16 the text is, but no more than `limit` are counted.
std::size_t utf16_length(std::string_view text, std::size_t limit);

/// Appends text of a cell: escaped for XML, and what XML cannot hold as `_x001B_` (ECMA-376, ST_Xstring).
void append_xlsx_text(ByteBuffer& buffer, std::string_view text);

}  // namespace docexport
