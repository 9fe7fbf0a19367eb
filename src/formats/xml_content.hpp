#pragma once

#include <string>
#include <string_view>

#include "docexport/model/content.hpp"
#include "docexport/model/field.hpp"
#include "docexport/model/render_protocol.hpp"
#include "formats/byte_buffer.hpp"
#include "formats/cell_places.hpp"

namespace docexport {

/// The elements of an xml export as docexport-1.xsd has them.

/// `<name>text</name>`, or nothing when there is no text.
void append_xml_element(ByteBuffer& buffer, std::string_view name, std::string_view text);
void append_xml_document(ByteBuffer& buffer, const RenderRequest& request, const std::string& media_type,
                         const Metadata& metadata);
void append_xml_field(ByteBuffer& buffer, const Field& field);
void append_xml_block(ByteBuffer& buffer, const Block& block);
void append_xml_cell(ByteBuffer& buffer, const CellPlace& place);
/// A value of a record; nothing for CellType::absent.
void append_xml_value(ByteBuffer& buffer, std::string_view name_attribute, const Cell& cell);
void append_xml_position(ByteBuffer& buffer, const std::optional<Position>& position);
void append_xml_page(ByteBuffer& buffer, const PageInfo& page);
void append_xml_stats(ByteBuffer& buffer, const RenderStats& stats);

}  // namespace docexport
