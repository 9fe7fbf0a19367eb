#pragma once

#include <memory>

#include <GfxFont.h>
#include <GfxState.h>

namespace docexport {

/// A font as far as it decides on the place of text.
struct PdfDrawnFont {
  /// There may be none.
  explicit PdfDrawnFont(std::shared_ptr<GfxFont> source);

  std::shared_ptr<GfxFont> font;
  double ascent = 0.95;  ///< above the baseline, in units of the size
  double descent = -0.35;
  double scale = 1;  ///< from the size that the page names to the one that is seen
  bool is_vertical = false;

  /// Clockwise, 0 to 3, of a line that is set in it now.
  [[nodiscard]] int quarter_turns(const GfxState& state) const;
};

}  // namespace docexport
