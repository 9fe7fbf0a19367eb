#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Reads a Word document (DOCX, DOTX, DOCM) into the sink; see read_document.
void read_docx(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
