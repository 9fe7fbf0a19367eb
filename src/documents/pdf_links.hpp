#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Notes that these bytes of a text lead to the URL; a run that goes on with the same link is made longer.
void append_link(std::size_t begin, std::size_t end, const std::string& url, std::vector<Span>& links);

/// The same links where the text has been normalized: the places of a line's links are those in `line`.
std::vector<Span> links_in_normalized(const std::vector<Span>& links, const std::string& line);

/// Adds a line's links to the spans of the text that it is the end of, or the beginning without a list's marker.
void append_links(const PdfLine& line, const std::string& text, std::vector<Span>& spans);

/// Takes the soft hyphen from the end of a text that does not go on, and the link that is on it.
void drop_last_hyphen(Block& block);

}  // namespace docexport
