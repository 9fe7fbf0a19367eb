#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// The picture of a page, one byte a pixel, 0 is black. The bytes stay the caller's.
struct OcrImage {
  const unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  int bytes_per_line = 0;
  int dots_per_inch = 0;  ///< 0 if unknown
};

struct OcrParagraph {
  std::string text{};
  BoundingBox box{};      ///< in pixels from the top left corner
  double confidence = 0;  ///< per cent, the mean of its words
};

/// Recognises text in pictures. Opens no file and starts no thread once it is made.
class OcrEngine {
 public:
  virtual ~OcrEngine() = default;
  /// Paragraphs in reading order; none if there is no text. Throws Error (`input`).
  virtual std::vector<OcrParagraph> read(const OcrImage& image) = 0;
};

}  // namespace docexport
