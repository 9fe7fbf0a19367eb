#pragma once

#include <vector>

namespace docexport {

/// The picture of a page, one byte a pixel, 0 is black.
struct PdfBitmap {
  std::vector<unsigned char> pixels{};
  int width = 0;
  int height = 0;
  int dots_per_inch = 0;
};

}  // namespace docexport
