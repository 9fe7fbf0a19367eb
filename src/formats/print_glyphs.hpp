#pragma once

#include <cairo.h>
#include <pango/pango.h>

namespace docexport {

/// Draws a run of a line of that text with its baseline beginning at the current point, together with the characters
/// that its glyphs stand for, so that the text can be found and copied. Returns its width in points.
double draw_print_run(cairo_t* cairo, const char* text, PangoGlyphItem& run);

}  // namespace docexport
