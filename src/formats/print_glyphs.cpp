#include "formats/print_glyphs.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <vector>

#include "formats/print_font_map.hpp"
#include "formats/print_missing.hpp"

namespace docexport {

namespace {

std::span<const PangoGlyphInfo> glyphs_of(const PangoGlyphItem& run) {
  return {run.glyphs->glyphs, static_cast<std::size_t>(run.glyphs->num_glyphs)};
}

bool is_drawn(const PangoGlyphInfo& glyph) {
  return glyph.glyph != PANGO_GLYPH_EMPTY && (glyph.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
}

/// What stands for a character that no font has.
void draw_missing_glyph(cairo_t* cairo, double x, double y, double width) {
  constexpr double thickness = 0.4;
  constexpr double inset = 0.15;
  cairo_set_line_width(cairo, thickness);
  cairo_rectangle(cairo, x + inset * width, y - width, (1 - 2 * inset) * width, width);
  cairo_stroke(cairo);
}

/// Which bytes of the text each few glyphs stand for.
std::vector<cairo_text_cluster_t> clusters_of(const char* text, PangoGlyphItem& run) {
  const std::span<const PangoGlyphInfo> glyphs = glyphs_of(run);
  std::vector<cairo_text_cluster_t> clusters;
  PangoGlyphItemIter iterator{};
  for (gboolean more = pango_glyph_item_iter_init_start(&iterator, &run, text); more != 0;
       more = pango_glyph_item_iter_next_cluster(&iterator)) {
    // From right to left the glyphs are counted down.
    const int first = std::min(iterator.start_glyph, iterator.end_glyph + 1);
    const int count = std::abs(iterator.end_glyph - iterator.start_glyph);
    const bool is_backward = iterator.end_glyph < iterator.start_glyph;
    const auto begin = static_cast<std::size_t>(is_backward ? first : iterator.start_glyph);
    const std::span<const PangoGlyphInfo> own = glyphs.subspan(begin, static_cast<std::size_t>(count));
    clusters.push_back({.num_bytes = iterator.end_index - iterator.start_index,
                        .num_glyphs = static_cast<int>(std::count_if(own.begin(), own.end(), is_drawn))});
  }
  return clusters;
}

bool has_attribute(const PangoGlyphItem& run, PangoAttrType type) {
  for (const GSList* entry = run.item->analysis.extra_attrs; entry != nullptr; entry = entry->next) {
    const auto* const attribute = static_cast<const PangoAttribute*>(entry->data);
    if (attribute->klass->type == type) {
      return type != PANGO_ATTR_STRIKETHROUGH || reinterpret_cast<const PangoAttrInt*>(attribute)->value != 0;
    }
  }
  return false;
}

void strike_through(cairo_t* cairo, double x, double y, double width) {
  constexpr double thickness = 0.6;
  constexpr double height = 3;
  cairo_set_line_width(cairo, thickness);
  cairo_move_to(cairo, x, y - height);
  cairo_line_to(cairo, x + width, y - height);
  cairo_stroke(cairo);
}

}  // namespace

double draw_print_run(cairo_t* cairo, const char* text, PangoGlyphItem& run, std::set<char32_t>& missing) {
  double start = 0;
  double y = 0;
  cairo_get_current_point(cairo, &start, &y);
  cairo_new_path(cairo);
  cairo_save(cairo);
  if (has_attribute(run, PANGO_ATTR_FOREGROUND)) {
    constexpr double link_red = 0.05;
    constexpr double link_green = 0.25;
    constexpr double link_blue = 0.6;
    cairo_set_source_rgb(cairo, link_red, link_green, link_blue);
  }
  std::vector<cairo_glyph_t> glyphs;
  double x = start;
  for (const PangoGlyphInfo& glyph : glyphs_of(run)) {
    const double width = print_points(glyph.geometry.width);
    if (is_drawn(glyph)) {
      glyphs.push_back({.index = glyph.glyph,
                        .x = x + print_points(glyph.geometry.x_offset),
                        .y = y + print_points(glyph.geometry.y_offset)});
    } else if (glyph.glyph != PANGO_GLYPH_EMPTY) {
      draw_missing_glyph(cairo, x, y, width);
      add_missing_character(missing, glyph.glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
    }
    x += width;
  }
  const std::vector<cairo_text_cluster_t> clusters = clusters_of(text, run);
  const bool is_backward = run.item->analysis.level % 2 != 0;
  cairo_set_scaled_font(cairo, scaled_font_of(run.item->analysis.font));
  cairo_show_text_glyphs(cairo, text + run.item->offset, run.item->length, glyphs.data(),
                         static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()),
                         static_cast<cairo_text_cluster_flags_t>(is_backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0));
  if (has_attribute(run, PANGO_ATTR_STRIKETHROUGH)) {
    strike_through(cairo, start, y, x - start);
  }
  cairo_restore(cairo);
  return x - start;
}

}  // namespace docexport
