#include "documents/pdf_scans.hpp"

#include "documents/ocr_blocks.hpp"

namespace docexport {

std::vector<Block> read_scan(const PdfBitmap& bitmap, int page_no, OcrEngine& engine) {
  if (bitmap.pixels.empty()) {
    return {};
  }
  const OcrImage image{.pixels = bitmap.pixels.data(),
                       .width = bitmap.width,
                       .height = bitmap.height,
                       .bytes_per_line = bitmap.width,
                       .dots_per_inch = bitmap.dots_per_inch};
  return blocks_of(
      engine.read(image),
      {.page_no = page_no, .width = bitmap.width, .height = bitmap.height, .dots_per_inch = bitmap.dots_per_inch});
}

}  // namespace docexport
