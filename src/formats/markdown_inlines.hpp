#pragma once

#include <string>

#include "docexport/model/content.hpp"

namespace docexport {

/// A block's text as inline Markdown: emphasis, code, links and images as its spans say, everything else escaped where
/// a parser would take it for markup. Line ends of the text are line ends of the result.
///
/// CommonMark has no way to begin or end emphasis inside a word next to punctuation, as in foo**(bar)**: there the
/// emphasis is left out, and the text stays whole.
std::string markdown_inlines(const Block& block);

}  // namespace docexport
