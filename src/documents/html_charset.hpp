#pragma once

#include <string>
#include <string_view>

#include "docexport/documents/document_source.hpp"
#include "documents/character_set.hpp"

namespace docexport {

/// How a page's bytes stand for characters: a byte order mark, else UTF-8 if it is, else what the page says in `meta`
/// or in an XML declaration, else what it looks like.
CharacterSet find_html_character_set(const DocumentSource& source);

/// The bytes of a part of a document as UTF-8, in the same way; what cannot be read becomes U+FFFD.
std::string decode_html(std::string_view bytes);

}  // namespace docexport
