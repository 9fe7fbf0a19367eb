#pragma once

#include <vector>

#include "documents/ocr_engine.hpp"

namespace docexport {

/// A picture that OCR has read.
struct OcrPage {
  int page_no = 1;
  int width = 0;  ///< in pixels, as the height
  int height = 0;
  int dots_per_inch = 0;  ///< 0 if unknown: a pixel is a point then
};

/// The page in points.
PageInfo page_info_of(const OcrPage& page);

/// A paragraph block for each, with its place in points.
std::vector<Block> blocks_of(const std::vector<OcrParagraph>& paragraphs, const OcrPage& page);

}  // namespace docexport
