#pragma once

#include <string>
#include <string_view>

#include "docexport/model/render_protocol.hpp"
#include "formats/xlsx_table.hpp"

namespace docexport {

/// The rows of the sheet `Document`: section, name, value.
void add_document_header(XlsxTable& sheet);
/// The document, and what it says about itself.
void add_document_rows(XlsxTable& sheet, const RenderRequest& request, const std::string& media_type,
                       const Metadata& metadata);
void add_warning_row(XlsxTable& sheet, std::string_view text);
void add_stats_rows(XlsxTable& sheet, const RenderStats& stats);

/// A cell of text, of a number, or an empty one.
Cell text_cell(std::string_view text);
Cell number_cell(std::uint64_t number);

}  // namespace docexport
