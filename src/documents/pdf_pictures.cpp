#include "documents/pdf_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "documents/pdf_segments.hpp"

namespace docexport {
namespace {

constexpr double smallest_side = 36;  ///< points
constexpr double smallest_share = 0.01;
constexpr double background_share = 0.75;      ///< of the page, behind its text
constexpr double picture_margin_share = 0.12;  ///< of the page's height
constexpr double touching = 1.5;               ///< points
constexpr std::size_t most_words_inside = 30;
constexpr std::size_t most_pictures = 100;

double width_of(const BoundingBox& box) {
  return box.right - box.left;
}

double height_of(const BoundingBox& box) {
  return box.bottom - box.top;
}

bool is_near(double a, double b) {
  return std::abs(a - b) <= touching;
}

bool is_within(const BoundingBox& inner, const BoundingBox& outer) {
  return inner.left >= outer.left - touching && inner.right <= outer.right + touching &&
         inner.top >= outer.top - touching && inner.bottom <= outer.bottom + touching;
}

/// Strips and tiles: what one edge has in common.
bool goes_on_in_picture(const BoundingBox& box, const BoundingBox& next) {
  const bool is_below = is_near(box.left, next.left) && is_near(box.right, next.right) && is_near(box.bottom, next.top);
  const bool is_beside =
      is_near(box.top, next.top) && is_near(box.bottom, next.bottom) && is_near(box.right, next.left);
  return is_below || is_beside;
}

BoundingBox cut_to_page(const BoundingBox& box, const PageInfo& page) {
  return {.left = std::clamp(box.left, 0.0, page.width),
          .top = std::clamp(box.top, 0.0, page.height),
          .right = std::clamp(box.right, 0.0, page.width),
          .bottom = std::clamp(box.bottom, 0.0, page.height)};
}

std::vector<PdfPicture> joined_parts(const std::vector<PdfPicture>& pictures, const PageInfo& page) {
  std::vector<PdfPicture> joined;
  for (PdfPicture picture : pictures) {
    picture.box = cut_to_page(picture.box, page);
    if (!joined.empty() &&
        (goes_on_in_picture(joined.back().box, picture.box) || is_within(picture.box, joined.back().box))) {
      joined.back().box = united(joined.back().box, picture.box);
    } else {
      joined.push_back(std::move(picture));
    }
  }
  return joined;
}

std::size_t count_words_inside(const BoundingBox& box, const PdfPage& page) {
  return static_cast<std::size_t>(std::count_if(page.words.begin(), page.words.end(),
                                                [&box](const PdfWord& word) { return is_within(word.box, box); }));
}

bool matters(const PdfPicture& picture, const PdfPage& page) {
  const BoundingBox& box = picture.box;
  const double share = width_of(box) * height_of(box) / (page.info.width * page.info.height);
  const double margin = picture_margin_share * page.info.height;
  const bool is_large = width_of(box) >= smallest_side && height_of(box) >= smallest_side && share >= smallest_share;
  const bool is_in_margin = box.bottom <= margin || box.top >= page.info.height - margin;
  const bool is_background = !page.words.empty() && share >= background_share;
  const bool is_described = !picture.alternative_text.empty();
  return is_large && !is_in_margin && !is_background &&
         (is_described || count_words_inside(box, page) <= most_words_inside);
}

bool is_furniture_block(const PdfBlock& block) {
  return block.block.label == BlockLabel::page_header || block.block.label == BlockLabel::page_footer;
}

bool share_column(const BoundingBox& a, const BoundingBox& b) {
  const double common = std::min(a.right, b.right) - std::max(a.left, b.left);
  return common > std::min(width_of(a), width_of(b)) / 2;
}

/// Where among the blocks the picture stands.
std::size_t place_of(const BoundingBox& picture, const std::vector<PdfBlock>& blocks) {
  std::size_t place = 0;
  double nearest = std::numeric_limits<double>::max();
  for (std::size_t index = 0; index < blocks.size(); ++index) {
    const PdfBlock& block = blocks[index];
    if (is_furniture_block(block)) {
      place = place == index ? index + 1 : place;
      continue;
    }
    const BoundingBox& box = block.block.position->box;
    const bool is_above = box.top < picture.top;
    const double distance = std::abs(is_above ? picture.top - box.bottom : box.top - picture.bottom);
    if (share_column(picture, box) && distance < nearest) {
      nearest = distance;
      place = is_above ? index + 1 : index;
    }
  }
  return place;
}

}  // namespace

std::vector<PdfPicture> pictures_that_matter(const std::vector<PdfPicture>& pictures, const PdfPage& page) {
  std::vector<PdfPicture> kept;
  for (PdfPicture& picture : joined_parts(pictures, page.info)) {
    const bool is_known = std::any_of(
        kept.begin(), kept.end(), [&picture](const PdfPicture& other) { return is_within(picture.box, other.box); });
    if (kept.size() < most_pictures && !is_known && matters(picture, page)) {
      kept.push_back(std::move(picture));
    }
  }
  return kept;
}

void place_pictures(const std::vector<PdfPicture>& pictures, int page_no, std::vector<PdfBlock>& blocks) {
  for (const PdfPicture& picture : pictures) {
    PdfBlock block{.block = {.label = BlockLabel::picture,
                             .text = picture.alternative_text,
                             .position = Position{.page_no = page_no, .box = picture.box}}};
    const std::size_t place = place_of(picture.box, blocks);
    blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(place), std::move(block));
  }
}

}  // namespace docexport
