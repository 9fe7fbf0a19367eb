#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "docexport/model/content.hpp"
#include "docexport/model/field.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Pieces of content as JSON objects, the same in json and jsonl (docexport-1.schema.json says what they hold). Members
/// that have no value are left out.

void append_json_metadata(ByteBuffer& buffer, const Metadata& metadata);
void append_json_field(ByteBuffer& buffer, const Field& field);
void append_json_block(ByteBuffer& buffer, const Block& block);
void append_json_page(ByteBuffer& buffer, const PageInfo& page);

/// `"name":`, with a comma before it unless it is the object's first member.
void append_json_key(ByteBuffer& buffer, std::string_view name);
void append_json_member(ByteBuffer& buffer, std::string_view name, std::string_view text);
void append_json_integer_member(ByteBuffer& buffer, std::string_view name, std::uint64_t value);
/// `"prov":[…]` with the position, as in DoclingDocument; nothing if there is none.
void append_json_position(ByteBuffer& buffer, const std::optional<Position>& position);

}  // namespace docexport
