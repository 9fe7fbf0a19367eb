#pragma once

#include <PDFDoc.h>

#include "docexport/model/content.hpp"

namespace docexport {

/// What the file says about itself: information dictionary, language, outline. Missing or broken parts stay empty.
Metadata read_pdf_metadata(PDFDoc& document);

}  // namespace docexport
