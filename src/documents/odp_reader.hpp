#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Reads OpenDocument presentations: each slide a page, with its title, or else its name, as heading; then its shapes
/// and its notes.
void read_odp(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
