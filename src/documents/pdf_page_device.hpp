#pragma once

#include <cstddef>
#include <vector>

#include <OutputDev.h>

#include "documents/pdf_actual_text.hpp"
#include "documents/pdf_drawn_text.hpp"
#include "documents/pdf_marked_content.hpp"
#include "documents/pdf_page.hpp"
#include "documents/pdf_word_builder.hpp"

namespace docexport {

/// Collects the words of a page in the order of the file, its rulings and pictures, and what marks they have; counts
/// the glyphs whose meaning the file does not tell.
class PdfPageDevice final : public OutputDev {
 public:
  /// A picture on the page, and the mark that it is drawn under.
  struct MarkedPicture {
    BoundingBox box{};
    PdfMark mark{};
  };

  static constexpr std::size_t max_glyphs_per_page = 2000000;
  static constexpr std::size_t max_pictures_per_page = 1000;

  /// Makes ready for a page; the number is that of its marks' list.
  void reset(int list_of_marks);

  bool places_pictures = false;  ///< whether pictures are collected at all
  bool started = false;          ///< a broken page never does; the device still has the words of the one before
  std::size_t glyphs = 0;
  std::size_t unmapped_glyphs = 0;
  std::size_t ended_marks = 0;  ///< of all pages
  PdfRulings rulings{};
  PdfMarkedContent marks{};
  std::vector<MarkedPicture> pictures{};

  /// The words of the page, once it has ended.
  [[nodiscard]] const PdfDrawnText& text() const { return words_.text(); }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needCharCount() override { return true; }  // of hidden layers too

  void startPage(int page_no, GfxState* state, XRef* xref) override;
  void endPage() override { words_.end_word(); }
  void restoreState(GfxState* state) override { words_.set_font(*state); }
  void updateFont(GfxState* state) override { words_.set_font(*state); }
  void incCharCount(int count) override { marks.take_text(count); }
  // NOLINTNEXTLINE(readability-function-size): the library chose the parameters
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int byte_count, const Unicode* characters, int count) override;

  void beginActualText(GfxState* /*state*/, const GooString* text) override { actual_text_.begin(text->toStr()); }
  void endActualText(GfxState* state) override;
  void beginMarkedContent(const char* tag, Dict* properties) override { marks.begin(tag, properties); }
  void endMarkedContent(GfxState* /*state*/) override {
    ++ended_marks;
    marks.end();
  }
  void beginForm(Ref graphic) override;
  void endForm(Ref /*graphic*/) override { marks.end_graphic(); }

  // Pictures are wanted, shadings and patterns are not: those are said to be drawn.
  bool needNonText() override { return places_pictures; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool tilingPatternFill(GfxState* state, Gfx* interpreter, Catalog* catalog, GfxTilingPattern* pattern,
                         const double* matrix, int left, int bottom, int right, int top, double x_step,
                         double y_step) override;
  bool functionShadedFill(GfxState* /*state*/, GfxFunctionShading* /*shading*/) override { return true; }
  bool axialShadedFill(GfxState* state, GfxAxialShading* shading, double from, double to) override;
  bool radialShadedFill(GfxState* state, GfxRadialShading* shading, double from, double to) override;
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading* shading) override;
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading* shading) override;

  void drawImageMask(GfxState* state, Object* reference, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool is_inline) override;
  void drawImage(GfxState* state, Object* reference, Stream* stream, int width, int height, GfxImageColorMap* colors,
                 bool interpolate, const int* mask, bool is_inline) override;

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;

 private:
  void take_picture(const GfxState& state);

  XRef* objects_ = nullptr;
  PdfWordBuilder words_{};
  PdfActualText actual_text_{};
};

/// The number of the list that the marks of a page or graphic are numbers in.
int list_of_marks(const Dict& dictionary);

}  // namespace docexport
