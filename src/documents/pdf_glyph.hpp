#pragma once

#include <span>

#include <CharTypes.h>

namespace docexport {

/// A glyph as the page's content draws it, in units of its own.
struct PdfGlyph {
  double x = 0;  ///< where it begins on its baseline
  double y = 0;
  double dx = 0;  ///< to where the next one begins
  double dy = 0;
  CharCode code = 0;
  std::span<const Unicode> characters{};  ///< what it stands for
  int first_byte = 0;                     ///< its place in all text of the page
  int byte_count = 0;
};

/// Where a glyph is on the page, in points from its top left corner.
struct PdfGlyphBox {
  double x = 0;  ///< as the glyph's
  double y = 0;
  double width = 0;  ///< to where the next one begins
  double height = 0;
};

/// The same as seen from a line of text: what is along it grows with the text, what is across it is x or y.
struct PdfGlyphPlace {
  double along = 0;
  double across = 0;
  double advance = 0;
};

}  // namespace docexport
