#pragma once

#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"

namespace docexport {

/// Plain text of any encoding and size. A paragraph ends at a line of white space alone; its lines stay lines. Line
/// ends become LF, a form feed ends a paragraph, a paragraph of more than 1 MiB is split.
void read_text(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);

}  // namespace docexport
