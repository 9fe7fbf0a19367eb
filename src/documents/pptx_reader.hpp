#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Reads a PowerPoint presentation (PPTX, PPSX, POTX) into the sink; see read_document. `options.pages` picks slides.
void read_pptx(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
