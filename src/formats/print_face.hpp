#pragma once

#include <cairo.h>
#include <hb.h>
#include <pango/pango.h>

#include <memory>

#include "formats/print_fonts.hpp"

namespace docexport {

struct ReleaseObject {
  void operator()(void* object) const noexcept { g_object_unref(object); }
};
template <typename Object>
using ObjectPointer = std::unique_ptr<Object, ReleaseObject>;

/// A face and what libraries make of it, when it is first needed. What is returned belongs to this.
class LoadedPrintFace {
 public:
  explicit LoadedPrintFace(const PrintFace& face) : face_(face) {}

  [[nodiscard]] bool is_upright() const noexcept { return face_.is_upright; }
  /// Throws Error (`internal`) when the file is damaged.
  cairo_font_face_t* cairo_face();
  hb_face_t* harfbuzz_face();
  PangoCoverage* coverage();

 private:
  struct ReleaseFontFace {
    void operator()(cairo_font_face_t* face) const noexcept { cairo_font_face_destroy(face); }
  };
  struct ReleaseHarfbuzzFace {
    void operator()(hb_face_t* face) const noexcept { hb_face_destroy(face); }
  };

  const PrintFace& face_;
  std::unique_ptr<cairo_font_face_t, ReleaseFontFace> cairo_face_;
  std::unique_ptr<hb_face_t, ReleaseHarfbuzzFace> harfbuzz_face_;
  ObjectPointer<PangoCoverage> coverage_;
};

}  // namespace docexport
