#include "documents/pdf_page_device.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <XRef.h>

#include "documents/pdf_bidi.hpp"
#include "documents/pdf_rulings.hpp"

namespace docexport {
namespace {

bool is_without_meaning(Unicode character) {
  return character < ' ' || character == 0xFFFD || (character >= 0xE000 && character <= 0xF8FF);
}

/// A ligature of right-to-left letters gives them in the order of reading; all else comes in the order of the eye.
/// Empty for all other glyphs.
std::vector<Unicode> in_order_of_the_eye(const Unicode* characters, int count) {
  if (count < 2 || !is_right_to_left(characters[0])) {
    return {};
  }
  return {std::make_reverse_iterator(characters + count), std::make_reverse_iterator(characters)};
}

}  // namespace

void PdfPageDevice::reset(int list_of_marks) {
  started = false;
  glyphs = 0;
  unmapped_glyphs = 0;
  rulings = {};
  marks.begin_page(list_of_marks);
  pictures.clear();
}

void PdfPageDevice::startPage(int /*page_no*/, GfxState* state, XRef* xref) {
  started = true;
  objects_ = xref;
  words_.begin_page(*state);
  actual_text_.begin_page();
}

// NOLINTNEXTLINE(readability-function-size): the library chose the parameters
void PdfPageDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double /*origin_x*/,
                             double /*origin_y*/, CharCode code, int byte_count, const Unicode* characters, int count) {
  const int first_byte = marks.bytes();
  marks.take_text(byte_count);
  ++glyphs;
  unmapped_glyphs += count == 0 || is_without_meaning(characters[0]) ? 1U : 0U;
  if (glyphs > max_glyphs_per_page) {
    return;
  }
  const std::vector<Unicode> reversed = in_order_of_the_eye(characters, count);
  const PdfGlyph glyph{.x = x,
                       .y = y,
                       .dx = dx,
                       .dy = dy,
                       .code = code,
                       .characters = {reversed.empty() ? characters : reversed.data(), static_cast<std::size_t>(count)},
                       .first_byte = first_byte,
                       .byte_count = byte_count};
  if (!actual_text_.takes(glyph)) {
    words_.add(*state, glyph);
  }
}

void PdfPageDevice::endActualText(GfxState* state) {
  if (const std::optional<PdfGlyph> glyph = actual_text_.end()) {
    words_.add(*state, *glyph);
  }
}

void PdfPageDevice::beginForm(Ref graphic) {
  const Object stream = graphic == Ref::INVALID() ? Object(objNull) : objects_->fetch(graphic);
  marks.begin_graphic(stream.isStream() ? list_of_marks(*stream.streamGetDict()) : PdfMark::nothing);
}

// NOLINTBEGIN(readability-function-size): the library chose the parameters
bool PdfPageDevice::tilingPatternFill(GfxState* /*state*/, Gfx* /*interpreter*/, Catalog* /*catalog*/,
                                      GfxTilingPattern* /*pattern*/, const double* /*matrix*/, int /*left*/,
                                      int /*bottom*/, int /*right*/, int /*top*/, double /*x_step*/,
                                      double /*y_step*/) {
  return true;
}

bool PdfPageDevice::axialShadedFill(GfxState* /*state*/, GfxAxialShading* /*shading*/, double /*from*/, double /*to*/) {
  return true;
}

bool PdfPageDevice::radialShadedFill(GfxState* /*state*/, GfxRadialShading* /*shading*/, double /*from*/,
                                     double /*to*/) {
  return true;
}

bool PdfPageDevice::gouraudTriangleShadedFill(GfxState* /*state*/, GfxGouraudTriangleShading* /*shading*/) {
  return true;
}

bool PdfPageDevice::patchMeshShadedFill(GfxState* /*state*/, GfxPatchMeshShading* /*shading*/) {
  return true;
}

void PdfPageDevice::drawImageMask(GfxState* state, Object* reference, Stream* stream, int width, int height,
                                  bool invert, bool interpolate, bool is_inline) {
  take_picture(*state);
  OutputDev::drawImageMask(state, reference, stream, width, height, invert, interpolate, is_inline);
}

void PdfPageDevice::drawImage(GfxState* state, Object* reference, Stream* stream, int width, int height,
                              GfxImageColorMap* colors, bool interpolate, const int* mask, bool is_inline) {
  take_picture(*state);
  OutputDev::drawImage(state, reference, stream, width, height, colors, interpolate, mask, is_inline);
}
// NOLINTEND(readability-function-size)

/// A picture fills the unit square; of that only what is inside the clip is seen.
void PdfPageDevice::take_picture(const GfxState& state) {
  if (pictures.size() >= max_pictures_per_page || marks.current().id == PdfMark::artifact ||
      marks.current().id == PdfMark::running_header) {
    return;
  }
  BoundingBox clip;
  state.getClipBBox(&clip.left, &clip.top, &clip.right, &clip.bottom);
  BoundingBox box{.left = clip.right, .top = clip.bottom, .right = clip.left, .bottom = clip.top};
  for (const auto& [corner_x, corner_y] : {std::pair(0, 0), std::pair(1, 0), std::pair(0, 1), std::pair(1, 1)}) {
    double x = 0;
    double y = 0;
    state.transform(corner_x, corner_y, &x, &y);
    box = {.left = std::min(box.left, x),
           .top = std::min(box.top, y),
           .right = std::max(box.right, x),
           .bottom = std::max(box.bottom, y)};
  }
  box = {.left = std::max(box.left, clip.left),
         .top = std::max(box.top, clip.top),
         .right = std::min(box.right, clip.right),
         .bottom = std::min(box.bottom, clip.bottom)};
  if (box.left < box.right && box.top < box.bottom) {
    pictures.push_back({.box = box, .mark = marks.current()});
  }
}

void PdfPageDevice::stroke(GfxState* state) {
  collect_stroked_rulings(*state, rulings);
}

void PdfPageDevice::fill(GfxState* state) {
  collect_filled_rulings(*state, rulings);
}

void PdfPageDevice::eoFill(GfxState* state) {
  collect_filled_rulings(*state, rulings);
}

int list_of_marks(const Dict& dictionary) {
  const Object number = dictionary.lookup("StructParents");
  return number.isInt() ? number.getInt() : PdfMark::nothing;
}

}  // namespace docexport
