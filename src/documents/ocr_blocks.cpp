#include "documents/ocr_blocks.hpp"

namespace docexport {
namespace {

double points_per_pixel(const OcrPage& page) {
  return page.dots_per_inch > 0 ? points_per_inch / page.dots_per_inch : 1;
}

}  // namespace

PageInfo page_info_of(const OcrPage& page) {
  const double scale = points_per_pixel(page);
  return {.page_no = page.page_no, .width = page.width * scale, .height = page.height * scale};
}

std::vector<Block> blocks_of(const std::vector<OcrParagraph>& paragraphs, const OcrPage& page) {
  const double scale = points_per_pixel(page);
  std::vector<Block> blocks;
  blocks.reserve(paragraphs.size());
  for (const OcrParagraph& paragraph : paragraphs) {
    blocks.push_back({.label = BlockLabel::paragraph,
                      .text = paragraph.text,
                      .position = Position{.page_no = page.page_no,
                                           .box = {.left = paragraph.box.left * scale,
                                                   .top = paragraph.box.top * scale,
                                                   .right = paragraph.box.right * scale,
                                                   .bottom = paragraph.box.bottom * scale}},
                      .confidence = paragraph.confidence});
  }
  return blocks;
}

}  // namespace docexport
