#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// Decodes the encoded words (RFC 2047, `=?utf-8?Q?caf=C3=A9?=`) of a header; white space between two of them is
/// dropped, and characters that were cut between two are made whole. All else is text in UTF-8 or in what it looks
/// like.
std::string decode_mime_words(std::string_view text);

}  // namespace docexport
