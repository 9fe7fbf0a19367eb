#pragma once

#include <string>
#include <string_view>

#include "docexport/model/content.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Text between tags: readable_text (text_line.hpp), escaped.
void append_html_text(ByteBuffer& buffer, std::string_view text);
/// ` name="value"`, escaped.
void append_html_attribute(ByteBuffer& buffer, std::string_view name, std::string_view value);

/// Everything before the content: doctype, language, title, what the document says about itself, the style for light
/// and dark screens and for paper, and a policy by which a browser loads and runs nothing. Ends inside of `main`.
void append_html_head(ByteBuffer& buffer, const Metadata& metadata, std::string_view document_name);

/// The one style sheet of the page; the policy names it by its SHA-256.
std::string_view html_style();

}  // namespace docexport
