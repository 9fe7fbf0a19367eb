#pragma once

#include <string>

#include <PDFDoc.h>

namespace docexport {

/// Says which files are embedded in the document, none of which is read; empty if there are none.
std::string describe_embedded_files(PDFDoc& document);

}  // namespace docexport
