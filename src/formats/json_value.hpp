#pragma once

#include <cstdint>
#include <string_view>

#include "docexport/model/content.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Objects and lists of an embedded value may be nested this deep; jq 1.6 reads no more than 256.
inline constexpr int deepest_embedded_json = 250;

void append_json_integer(ByteBuffer& buffer, std::uint64_t value);
void append_json_integer(ByteBuffer& buffer, int value);

/// The shortest decimal number that is this double; what is not finite becomes 0.
void append_json_real(ByteBuffer& buffer, double value);
/// The same, rounded to two decimals.
void append_json_measure(ByteBuffer& buffer, double value);

/// Appends the literal as it is if it is a JSON number that a double can hold, else as a string.
void append_json_number(ByteBuffer& buffer, std::string_view literal);

/// Appends JSON text as a value, without white space and with its strings as append_json_string writes them. Text that
/// is not JSON, or nested too deep, is appended as a string.
void append_embedded_json(ByteBuffer& buffer, std::string_view json);

/// A cell as its type says; `absent` as null.
void append_json_cell(ByteBuffer& buffer, const Cell& cell);

}  // namespace docexport
