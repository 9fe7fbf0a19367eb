#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <memory>
#include <string>
#include <vector>

namespace docexport {

/// A short text of plain letters (ASCII without control characters) as one line of one font. It looks as pango would
/// lay it out, which takes several times as long: most cells of a table are such.
struct PlainLine {
  PangoFont* font = nullptr;
  std::vector<cairo_glyph_t> glyphs{};  ///< from the line's left end and its baseline
  std::vector<cairo_text_cluster_t> clusters{};
  int width = 0;    ///< this and the others in pango's units
  int ascent = 0;   ///< of the font
  int descent = 0;  ///< of the font, downwards
};

/// Null where the text is of another kind, or the font lacks one of its characters. The font remembers lines of short
/// texts: those of a table come back.
std::shared_ptr<const PlainLine> shape_plain_line(PangoFont* font, const std::string& text);

/// Draws the line of that text with its baseline beginning at the point, and the text itself for those who search.
void draw_plain_line(cairo_t* cairo, const std::string& text, const PlainLine& line, double x, double y);

}  // namespace docexport
