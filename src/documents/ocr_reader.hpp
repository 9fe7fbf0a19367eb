#pragma once

#include <string>

#include "docexport/documents/readers.hpp"
#include "documents/ocr_engine.hpp"

namespace docexport {

/// Loads docexport-ocr.so and the models of the languages ("eng+deu", as tesseract names them), so that reading opens
/// no file and starts no thread: to be called before a process is confined. What is loaded stays loaded.
/// Throws Error (`unsupported`) that names the languages there are when one is not installed.
void load_ocr(const std::string& languages);

/// What load_ocr made for these languages; null when it was not called for them.
OcrEngine* loaded_ocr_engine(const std::string& languages);

/// Throws Error: `unsupported` when the request does not want OCR, `internal` when there is no engine.
void check_image_request(const DocumentSource& source, const ReadRequest& request, const OcrEngine* engine);

/// Reads the text of an image (PNG, JPEG, TIFF with all its pages, GIF, WebP) into the sink as read_document does it.
/// Throws Error: `unsupported` without `--ocr`, `input` for a damaged image, `limit` for one with too many pixels.
void read_image(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
