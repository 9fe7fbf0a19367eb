#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Reads OpenDocument texts. What was deleted while changes were tracked is not part of the text.
void read_odt(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
