#include "formats/print_plain_line.hpp"

#include <hb.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>

#include "formats/ascii.hpp"
#include "formats/print_font_map.hpp"
#include "formats/print_glyphs.hpp"

namespace docexport {

namespace {

constexpr std::size_t longest_plain_line = 200;

struct ReleaseHarfbuzzBuffer {
  void operator()(hb_buffer_t* buffer) const noexcept { hb_buffer_destroy(buffer); }
};
using HarfbuzzBuffer = std::unique_ptr<hb_buffer_t, ReleaseHarfbuzzBuffer>;

bool is_plain(std::string_view text) {
  return text.size() <= longest_plain_line &&
         std::all_of(text.begin(), text.end(), [](char byte) { return byte >= ' ' && byte <= '~'; });
}

/// As pango prepares an item of such a text.
HarfbuzzBuffer make_buffer(std::string_view text) {
  HarfbuzzBuffer buffer(hb_buffer_create());
  hb_buffer_add_utf8(buffer.get(), text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size()));
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(),
                       std::any_of(text.begin(), text.end(), is_ascii_letter) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON);
  hb_buffer_set_language(buffer.get(), hb_language_from_string("en", -1));
  hb_buffer_set_flags(buffer.get(), static_cast<hb_buffer_flags_t>(HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT));
  return buffer;
}

/// Lines that were shaped in a font.
class ShapedLines {
 public:
  static ShapedLines& of(PangoFont* font) {
    constexpr const char* key = "docexport-shaped-lines";
    auto* const object = reinterpret_cast<GObject*>(font);
    auto* lines = static_cast<ShapedLines*>(g_object_get_data(object, key));
    if (lines == nullptr) {
      lines = std::make_unique<ShapedLines>().release();
      g_object_set_data_full(object, key, lines, destroy);
    }
    return *lines;
  }

  [[nodiscard]] std::shared_ptr<const PlainLine> find(const std::string& text) const {
    const auto found = lines_.find(text);
    return found == lines_.end() ? nullptr : found->second;
  }

  void remember(const std::string& text, const std::shared_ptr<const PlainLine>& line) {
    if (lines_.size() >= most_lines) {
      lines_.clear();
    }
    if (text.size() <= longest_text) {
      lines_.emplace(text, line);
    }
  }

 private:
  static constexpr std::size_t most_lines = 4096;
  static constexpr std::size_t longest_text = 40;

  static void destroy(gpointer lines) { const std::unique_ptr<ShapedLines> freed(static_cast<ShapedLines*>(lines)); }

  std::unordered_map<std::string, std::shared_ptr<const PlainLine>> lines_;
};

/// False if the font lacks something.
bool add_glyphs(hb_buffer_t* shaped, std::size_t text_size, PlainLine& line) {
  unsigned count = 0;
  const std::span glyphs(hb_buffer_get_glyph_infos(shaped, &count), count);
  const std::span places(hb_buffer_get_glyph_positions(shaped, &count), count);
  line.glyphs.reserve(count);
  line.clusters.reserve(count);
  for (std::size_t index = 0; index < count; ++index) {
    const unsigned begin = glyphs[index].cluster;
    const unsigned end = index + 1 < count ? glyphs[index + 1].cluster : static_cast<unsigned>(text_size);
    if (glyphs[index].codepoint == 0 || begin >= end || places[index].y_offset != 0 || places[index].y_advance != 0) {
      return false;
    }
    line.glyphs.push_back(
        {.index = glyphs[index].codepoint, .x = print_points(line.width + places[index].x_offset), .y = 0});
    line.clusters.push_back({.num_bytes = static_cast<int>(end - begin), .num_glyphs = 1});
    line.width += places[index].x_advance;
  }
  return true;
}

}  // namespace

std::shared_ptr<const PlainLine> shape_plain_line(PangoFont* font, const std::string& text) {
  if (!is_plain(text)) {
    return nullptr;
  }
  ShapedLines& lines = ShapedLines::of(font);
  if (auto known = lines.find(text)) {
    return known;
  }
  hb_font_t* const harfbuzz = pango_font_get_hb_font(font);
  hb_font_extents_t extents{};
  hb_font_get_h_extents(harfbuzz, &extents);
  const HarfbuzzBuffer buffer = make_buffer(text);
  hb_shape(harfbuzz, buffer.get(), nullptr, 0);
  auto line =
      std::make_shared<PlainLine>(PlainLine{.font = font, .ascent = extents.ascender, .descent = -extents.descender});
  if (!add_glyphs(buffer.get(), text.size(), *line)) {
    return nullptr;
  }
  lines.remember(text, line);
  return line;
}

void draw_plain_line(cairo_t* cairo, const std::string& text, const PlainLine& line, double x, double y) {
  if (line.glyphs.empty()) {
    return;
  }
  std::vector<cairo_glyph_t> glyphs = line.glyphs;
  for (cairo_glyph_t& glyph : glyphs) {
    glyph.x += x;
    glyph.y += y;
  }
  cairo_set_scaled_font(cairo, scaled_font_of(line.font));
  cairo_show_text_glyphs(cairo, text.c_str(), static_cast<int>(text.size()), glyphs.data(),
                         static_cast<int>(glyphs.size()), line.clusters.data(), static_cast<int>(line.clusters.size()),
                         static_cast<cairo_text_cluster_flags_t>(0));
}

}  // namespace docexport
