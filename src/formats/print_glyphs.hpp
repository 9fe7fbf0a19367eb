#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <set>

namespace docexport {

/// Pango's units as points.
inline double print_points(int units) {
  return static_cast<double>(units) / PANGO_SCALE;
}

/// Draws a run of a line of that text with its baseline beginning at the current point, together with the characters
/// that its glyphs stand for, so that the text can be found and copied. Adds what no font has to `missing`. Returns its
/// width in points.
double draw_print_run(cairo_t* cairo, const char* text, PangoGlyphItem& run, std::set<char32_t>& missing);

}  // namespace docexport
