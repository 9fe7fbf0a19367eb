#pragma once

#include <vector>

#include "docexport/model/content.hpp"
#include "documents/ocr_engine.hpp"
#include "documents/pdf_bitmap.hpp"

namespace docexport {

/// The text that OCR finds in the picture of a page, as paragraphs with their places in points.
std::vector<Block> read_scan(const PdfBitmap& bitmap, int page_no, OcrEngine& engine);

}  // namespace docexport
