#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// An EPUB book: its parts in reading order, each read as a page of HTML, its table of contents as the outline.
void read_epub(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
