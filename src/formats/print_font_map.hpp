#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "formats/print_face.hpp"

namespace docexport {

/// Fonts for pango that lie in memory (print_fonts.hpp). Pango's own maps ask fontconfig in threads, and a confined
/// process has neither. A description's family `monospace`, its weight and its style choose; all else is ignored.
ObjectPointer<PangoContext> make_print_context();

/// The font of a style in which a character is looked for first; the process's.
PangoFont* first_print_font(PrintStyle style, double size);

/// The font of an item that was laid out in such a context, as cairo draws it; the font's.
cairo_scaled_font_t* scaled_font_of(PangoFont* font);

}  // namespace docexport
