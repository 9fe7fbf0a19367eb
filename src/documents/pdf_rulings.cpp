#include "documents/pdf_rulings.hpp"

#include <algorithm>
#include <cmath>

namespace docexport {
namespace {

/// In points.
constexpr double most_slant = 0.5;
constexpr double thickest = 4;
constexpr double shortest = 0.5;
constexpr double furthest = 1e6;

constexpr std::size_t most_rulings = 50000;

struct Point {
  double x = 0;
  double y = 0;
};

Point point_of(const GfxState& state, const GfxSubpath& path, int index) {
  Point point;
  state.transform(path.getX(index), path.getY(index), &point.x, &point.y);
  return point;
}

BoundingBox clip_of(const GfxState& state) {
  BoundingBox clip;
  state.getClipBBox(&clip.left, &clip.top, &clip.right, &clip.bottom);
  return clip;
}

void append(std::vector<PdfRuling>& rulings, const PdfRuling& ruling) {
  const bool is_on_page = std::abs(ruling.at) < furthest && std::abs(ruling.from) < furthest &&
                          std::abs(ruling.to) < furthest && ruling.to - ruling.from >= shortest;
  if (is_on_page && rulings.size() < most_rulings) {
    rulings.push_back(ruling);
  }
}

void append_horizontal(double y, double left, double right, const BoundingBox& clip, PdfRulings& rulings) {
  if (y >= clip.top - thickest && y <= clip.bottom + thickest) {
    append(rulings.horizontal, {.at = y, .from = std::max(left, clip.left), .to = std::min(right, clip.right)});
  }
}

void append_vertical(double x, double top, double bottom, const BoundingBox& clip, PdfRulings& rulings) {
  if (x >= clip.left - thickest && x <= clip.right + thickest) {
    append(rulings.vertical, {.at = x, .from = std::max(top, clip.top), .to = std::min(bottom, clip.bottom)});
  }
}

void append_line(const Point& from, const Point& to, const BoundingBox& clip, PdfRulings& rulings) {
  if (std::abs(from.y - to.y) <= most_slant) {
    append_horizontal((from.y + to.y) / 2, std::min(from.x, to.x), std::max(from.x, to.x), clip, rulings);
  } else if (std::abs(from.x - to.x) <= most_slant) {
    append_vertical((from.x + to.x) / 2, std::min(from.y, to.y), std::max(from.y, to.y), clip, rulings);
  }
}

/// A short line that is so thick that it is long the other way.
void append_thick_line(const Point& from, const Point& to, double width, const BoundingBox& clip, PdfRulings& rulings) {
  const double x = (from.x + to.x) / 2;
  const double y = (from.y + to.y) / 2;
  if (std::abs(from.y - to.y) <= most_slant && std::abs(from.x - to.x) <= thickest) {
    append_vertical(x, y - width / 2, y + width / 2, clip, rulings);
  } else if (std::abs(from.x - to.x) <= most_slant && std::abs(from.y - to.y) <= thickest) {
    append_horizontal(y, x - width / 2, x + width / 2, clip, rulings);
  }
}

void collect_stroked(const GfxState& state, const GfxSubpath& path, double width, PdfRulings& rulings) {
  const BoundingBox clip = clip_of(state);
  for (int index = 1; index < path.getNumPoints(); ++index) {
    if (path.getCurve(index) || path.getCurve(index - 1)) {
      continue;
    }
    const Point from = point_of(state, path, index - 1);
    const Point to = point_of(state, path, index);
    if (width <= thickest) {
      append_line(from, to, clip, rulings);
    } else {
      append_thick_line(from, to, width, clip, rulings);
    }
  }
}

void collect_filled(const GfxState& state, const GfxSubpath& path, PdfRulings& rulings) {
  constexpr int corners_of_rectangle = 4;
  const int count = path.getNumPoints();
  if (count < corners_of_rectangle || count > corners_of_rectangle + 1) {
    return;
  }
  const Point first = point_of(state, path, 0);
  BoundingBox box{.left = first.x, .top = first.y, .right = first.x, .bottom = first.y};
  for (int index = 1; index < count; ++index) {
    if (path.getCurve(index)) {
      return;
    }
    const Point point = point_of(state, path, index);
    box = {.left = std::min(box.left, point.x),
           .top = std::min(box.top, point.y),
           .right = std::max(box.right, point.x),
           .bottom = std::max(box.bottom, point.y)};
  }
  const double width = box.right - box.left;
  const double height = box.bottom - box.top;
  if (height <= thickest && width > height) {
    append_horizontal((box.top + box.bottom) / 2, box.left, box.right, clip_of(state), rulings);
  } else if (width <= thickest) {
    append_vertical((box.left + box.right) / 2, box.top, box.bottom, clip_of(state), rulings);
  }
}

bool is_full(const PdfRulings& rulings) {
  return rulings.horizontal.size() >= most_rulings && rulings.vertical.size() >= most_rulings;
}

}  // namespace

void collect_stroked_rulings(const GfxState& state, PdfRulings& rulings) {
  const GfxPath* path = state.getPath();
  const double width = state.getTransformedLineWidth();
  for (int index = 0; path != nullptr && index < path->getNumSubpaths() && !is_full(rulings); ++index) {
    collect_stroked(state, *path->getSubpath(index), width, rulings);
  }
}

void collect_filled_rulings(const GfxState& state, PdfRulings& rulings) {
  const GfxPath* path = state.getPath();
  for (int index = 0; path != nullptr && index < path->getNumSubpaths() && !is_full(rulings); ++index) {
    collect_filled(state, *path->getSubpath(index), rulings);
  }
}

}  // namespace docexport
