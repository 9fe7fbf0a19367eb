#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Reads OpenDocument spreadsheets as read_xlsx does Excel's. Of a sheet no more is held than a row, but for small
/// tables and for what floats above it.
void read_ods(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
