#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace docexport {

/// Appends the text of a piece of HTML to `out`: white space is collapsed, references are decoded, elements that begin
/// a line of their own (and `br`) begin one, an image leaves its `alt` text. Comments, scripts and styles are left out.
/// Gives the number of tags that were left out; linear in the size of the piece.
std::size_t append_html_text(std::string& out, std::string_view html);

}  // namespace docexport
