#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Reads Excel workbooks: each sheet a heading with its name, then its tables, comments, pictures and text boxes. Of a
/// sheet no more is held than a row, but for small tables; of the workbook its shared strings. Hidden sheets are read
/// like others, with a warning.
void read_xlsx(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
