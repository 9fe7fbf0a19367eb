#pragma once

#include <string_view>

#include "docexport/model/content.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Whether a link may lead there: http, https and mailto, nothing that runs or reads files.
bool is_safe_link(std::string_view target);

/// Appends a block's text with its styles: emphasis, code, safe links; of an image inside the text only its
/// alternative text. Line ends are `br`.
void append_html_inlines(ByteBuffer& buffer, const Block& block);

/// Text whose line ends are `br`.
void append_html_lines(ByteBuffer& buffer, std::string_view text);

}  // namespace docexport
