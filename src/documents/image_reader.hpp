#pragma once

#include "docexport/documents/readers.hpp"
#include "documents/tesseract_engine.hpp"

namespace docexport {

/// Reads the pages of an image with the engine, into the sink as read_document does it.
void read_image_with(TesseractEngine& engine, const DocumentSource& source, const ReadRequest& request,
                     ContentSink& sink);

}  // namespace docexport
