#include "documents/pdf_scans.hpp"

namespace docexport {
namespace {

constexpr double points_per_inch = 72;

}  // namespace

std::vector<Block> read_scan(const PdfBitmap& bitmap, int page_no, OcrEngine& engine) {
  std::vector<Block> blocks;
  if (bitmap.pixels.empty()) {
    return blocks;
  }
  const OcrImage image{.pixels = bitmap.pixels.data(),
                       .width = bitmap.width,
                       .height = bitmap.height,
                       .bytes_per_line = bitmap.width,
                       .dots_per_inch = bitmap.dots_per_inch};
  const double scale = points_per_inch / bitmap.dots_per_inch;
  for (const OcrParagraph& paragraph : engine.read(image)) {
    const BoundingBox box{.left = paragraph.box.left * scale,
                          .top = paragraph.box.top * scale,
                          .right = paragraph.box.right * scale,
                          .bottom = paragraph.box.bottom * scale};
    blocks.push_back(
        {.label = BlockLabel::paragraph, .text = paragraph.text, .position = Position{.page_no = page_no, .box = box}});
  }
  return blocks;
}

}  // namespace docexport
