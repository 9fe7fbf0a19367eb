#include "formats/print_font_map.hpp"

#include <hb.h>

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/print_face.hpp"

namespace docexport {

namespace {

constexpr double slant_of_upright_fonts = 0.2;

struct ReleaseScaledFont {
  void operator()(cairo_scaled_font_t* font) const noexcept { cairo_scaled_font_destroy(font); }
};

/// What a PangoFont of ours is.
class FontState {
 public:
  FontState(LoadedPrintFace& face, double size, bool is_slanted, PangoFontMap* map)
      : face_(face), size_(size), is_slanted_(is_slanted), map_(map) {}

  [[nodiscard]] LoadedPrintFace& face() const noexcept { return face_; }
  [[nodiscard]] double size() const noexcept { return size_; }
  [[nodiscard]] PangoFontMap* map() const noexcept { return map_; }

  cairo_scaled_font_t* scaled_font() {
    if (!scaled_) {
      cairo_matrix_t matrix{};
      cairo_matrix_init(&matrix, size_, 0, is_slanted_ ? -slant_of_upright_fonts * size_ : 0, size_, 0, 0);
      cairo_matrix_t identity{};
      cairo_matrix_init_identity(&identity);
      cairo_font_options_t* const options = cairo_font_options_create();
      cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
      cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
      scaled_.reset(cairo_scaled_font_create(face_.cairo_face(), &matrix, &identity, options));
      cairo_font_options_destroy(options);
    }
    return scaled_.get();
  }

  hb_font_t* make_harfbuzz_font() {
    hb_font_t* const font = hb_font_create(face_.harfbuzz_face());
    const auto scale = static_cast<int>(size_ * PANGO_SCALE);
    hb_font_set_scale(font, scale, scale);
    return font;
  }

 private:
  LoadedPrintFace& face_;
  double size_;
  bool is_slanted_;
  PangoFontMap* map_;  // outlives its fonts
  std::unique_ptr<cairo_scaled_font_t, ReleaseScaledFont> scaled_;
};

struct PrintFont {
  PangoFont parent;
  FontState* state;
};

/// All fonts of the process, which go with it.
class FontSets {
 public:
  struct FontSet {
    ObjectPointer<PangoFontsetSimple> fonts{};
    PangoFont* first = nullptr;
  };

  const FontSet& fonts_for(PangoFontMap* map, PrintStyle style, double size) {
    FontSet& set = sets_[{style, size}];
    if (!set.fonts) {
      set.fonts.reset(pango_fontset_simple_new(pango_language_from_string("en")));
      const bool is_italic = style == PrintStyle::sans_italic || style == PrintStyle::sans_bold_italic;
      for (const std::unique_ptr<LoadedPrintFace>& face : faces_of(style)) {
        PangoFont* const font = make_font(map, *face, size, is_italic && face->is_upright());
        pango_fontset_simple_append(set.fonts.get(), font);
        set.first = set.first == nullptr ? font : set.first;
      }
    }
    return set;
  }

 private:
  static PangoFont* make_font(PangoFontMap* map, LoadedPrintFace& face, double size, bool is_slanted);

  std::vector<std::unique_ptr<LoadedPrintFace>>& faces_of(PrintStyle style) {
    std::vector<std::unique_ptr<LoadedPrintFace>>& faces = faces_[style];
    if (faces.empty()) {
      for (const PrintFace& face : print_faces(style)) {
        faces.push_back(std::make_unique<LoadedPrintFace>(face));
      }
    }
    return faces;
  }

  std::map<PrintStyle, std::vector<std::unique_ptr<LoadedPrintFace>>> faces_;
  std::map<std::pair<PrintStyle, double>, FontSet> sets_;
};

struct PrintFontMap {
  PangoFontMap parent;
  FontSets* sets;
};

FontState& state_of(PangoFont* font) {
  return *reinterpret_cast<PrintFont*>(font)->state;
}

PangoFontDescription* describe(PangoFont* font) {
  PangoFontDescription* const description = pango_font_description_new();
  pango_font_description_set_family_static(description, "sans");
  pango_font_description_set_absolute_size(description, state_of(font).size() * PANGO_SCALE);
  return description;
}

PangoCoverage* get_coverage(PangoFont* font, PangoLanguage* /*language*/) {
  return static_cast<PangoCoverage*>(g_object_ref(state_of(font).face().coverage()));
}

PangoFontMap* get_font_map(PangoFont* font) {
  return state_of(font).map();
}

hb_font_t* create_harfbuzz_font(PangoFont* font) {
  return state_of(font).make_harfbuzz_font();
}

hb_font_extents_t line_extents(PangoFont* font) {
  hb_font_extents_t extents{};
  hb_font_get_h_extents(pango_font_get_hb_font(font), &extents);
  return extents;
}

/// A box for a character that no font has; nothing for what is not to be seen.
int width_of_no_glyph(PangoFont* font, PangoGlyph glyph) {
  return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 ? static_cast<int>(state_of(font).size() * PANGO_SCALE * 0.6) : 0;
}

void get_glyph_extents(PangoFont* font, PangoGlyph glyph, PangoRectangle* ink, PangoRectangle* logical) {
  const hb_font_extents_t line = line_extents(font);
  const bool has_glyph = glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
  hb_font_t* const harfbuzz = pango_font_get_hb_font(font);
  if (logical != nullptr) {
    const int width = has_glyph ? hb_font_get_glyph_h_advance(harfbuzz, glyph) : width_of_no_glyph(font, glyph);
    *logical = {.x = 0, .y = -line.ascender, .width = width, .height = line.ascender - line.descender};
  }
  if (ink == nullptr) {
    return;
  }
  hb_glyph_extents_t extents{};
  if (has_glyph && hb_font_get_glyph_extents(harfbuzz, glyph, &extents) != 0) {
    *ink = {.x = extents.x_bearing, .y = -extents.y_bearing, .width = extents.width, .height = -extents.height};
  } else {
    const int width = has_glyph ? 0 : width_of_no_glyph(font, glyph);
    *ink = {.x = 0, .y = -line.ascender, .width = width, .height = width == 0 ? 0 : line.ascender};
  }
}

PangoFontMetrics* get_metrics(PangoFont* font, PangoLanguage* /*language*/) {
  const hb_font_extents_t line = line_extents(font);
  const int size = static_cast<int>(state_of(font).size() * PANGO_SCALE);
  // As pango_font_metrics_new does it, which no header declares.
  auto* const metrics = static_cast<PangoFontMetrics*>(g_slice_alloc0(sizeof(PangoFontMetrics)));
  metrics->ref_count = 1;
  metrics->ascent = line.ascender;
  metrics->descent = -line.descender;
  metrics->height = line.ascender - line.descender + line.line_gap;
  metrics->approximate_char_width = size / 2;
  metrics->approximate_digit_width = size / 2;
  metrics->underline_position = -size / 10;
  metrics->underline_thickness = size / 20;
  metrics->strikethrough_position = size / 4;
  metrics->strikethrough_thickness = size / 20;
  return metrics;
}

void free_font(GObject* object) {
  const std::unique_ptr<FontState> state(reinterpret_cast<PrintFont*>(object)->state);
  static_cast<GObjectClass*>(g_type_class_peek(pango_font_get_type()))->finalize(object);
}

void start_font_class(gpointer type_class, gpointer /*data*/) {
  static_cast<GObjectClass*>(type_class)->finalize = free_font;
  auto* const font_class = static_cast<PangoFontClass*>(type_class);
  font_class->describe = describe;
  font_class->describe_absolute = describe;
  font_class->get_coverage = get_coverage;
  font_class->get_glyph_extents = get_glyph_extents;
  font_class->get_metrics = get_metrics;
  font_class->get_font_map = get_font_map;
  font_class->create_hb_font = create_harfbuzz_font;
}

PrintStyle style_of(const PangoFontDescription* description) {
  const char* const family = pango_font_description_get_family(description);
  const bool is_bold = pango_font_description_get_weight(description) >= PANGO_WEIGHT_SEMIBOLD;
  if (family != nullptr && std::string_view(family) == "monospace") {
    return is_bold ? PrintStyle::mono_bold : PrintStyle::mono;
  }
  if (pango_font_description_get_style(description) != PANGO_STYLE_NORMAL) {
    return is_bold ? PrintStyle::sans_bold_italic : PrintStyle::sans_italic;
  }
  return is_bold ? PrintStyle::sans_bold : PrintStyle::sans;
}

PangoFontset* load_fontset(PangoFontMap* map, PangoContext* /*context*/, const PangoFontDescription* description,
                           PangoLanguage* /*language*/) {
  const double size = static_cast<double>(pango_font_description_get_size(description)) / PANGO_SCALE;
  FontSets& sets = *reinterpret_cast<PrintFontMap*>(map)->sets;
  PangoFontsetSimple* const fonts = sets.fonts_for(map, style_of(description), size).fonts.get();
  return reinterpret_cast<PangoFontset*>(g_object_ref(fonts));
}

PangoFont* load_font(PangoFontMap* map, PangoContext* context, const PangoFontDescription* description) {
  const ObjectPointer<PangoFontset> fonts(load_fontset(map, context, description, nullptr));
  return pango_fontset_get_font(fonts.get(), ' ');
}

guint get_serial(PangoFontMap* /*map*/) {
  return 1;
}

void start_map_class(gpointer type_class, gpointer /*data*/) {
  auto* const map_class = static_cast<PangoFontMapClass*>(type_class);
  map_class->load_fontset = load_fontset;
  map_class->load_font = load_font;
  map_class->get_serial = get_serial;
  map_class->shape_engine_type = "PangoRenderFc";
}

GType make_type(GType parent, const char* name, std::pair<GClassInitFunc, std::size_t> own) {
  GTypeQuery query{};
  g_type_query(parent, &query);
  return g_type_register_static_simple(parent, name, query.class_size, own.first, static_cast<guint>(own.second),
                                       nullptr, static_cast<GTypeFlags>(0));
}

PangoFont* FontSets::make_font(PangoFontMap* map, LoadedPrintFace& face, double size, bool is_slanted) {
  static const GType type =
      make_type(pango_font_get_type(), "DocexportPrintFont", {start_font_class, sizeof(PrintFont)});
  auto* const font = static_cast<PrintFont*>(g_object_new(type, nullptr));
  font->state = std::make_unique<FontState>(face, size, is_slanted, map).release();
  return &font->parent;
}

PangoFontMap* print_font_map() {
  static const ObjectPointer<PangoFontMap> map([] {
    static FontSets sets;
    const GType type =
        make_type(pango_font_map_get_type(), "DocexportPrintFontMap", {start_map_class, sizeof(PrintFontMap)});
    auto* const made = static_cast<PrintFontMap*>(g_object_new(type, nullptr));
    made->sets = &sets;
    return &made->parent;
  }());
  return map.get();
}

}  // namespace

ObjectPointer<PangoContext> make_print_context() {
  ObjectPointer<PangoContext> context(pango_font_map_create_context(print_font_map()));
  pango_context_set_language(context.get(), pango_language_from_string("en"));
  pango_context_set_round_glyph_positions(context.get(), 0);
  return context;
}

PangoFont* first_print_font(PrintStyle style, double size) {
  PangoFontMap* const map = print_font_map();
  return reinterpret_cast<PrintFontMap*>(map)->sets->fonts_for(map, style, size).first;
}

cairo_scaled_font_t* scaled_font_of(PangoFont* font) {
  return state_of(font).scaled_font();
}

}  // namespace docexport
