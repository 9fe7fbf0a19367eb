#pragma once

#include <vector>

#include "documents/ocr_engine.hpp"

namespace tesseract {
class TessBaseAPI;
}

namespace docexport {

/// What a recognised page says, as paragraphs: lines joined, words that a line's end divides put together again.
std::vector<OcrParagraph> collect_paragraphs(tesseract::TessBaseAPI& api);

}  // namespace docexport
