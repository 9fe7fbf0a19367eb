#include "formats/print_text.hpp"

#include <algorithm>
#include <memory>

#include "formats/byte_scan.hpp"
#include "formats/print_font_map.hpp"
#include "formats/print_glyphs.hpp"
#include "formats/print_missing.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr double leading = 1.12;  // of a line's own height

struct ReleaseAttributes {
  void operator()(PangoAttrList* list) const noexcept { pango_attr_list_unref(list); }
};
using Attributes = std::unique_ptr<PangoAttrList, ReleaseAttributes>;
struct ReleaseDescription {
  void operator()(PangoFontDescription* description) const noexcept { pango_font_description_free(description); }
};
struct ReleaseIterator {
  void operator()(PangoLayoutIter* iterator) const noexcept { pango_layout_iter_free(iterator); }
};
struct ReleaseMemory {
  void operator()(void* memory) const noexcept { g_free(memory); }
};

void add_attribute(PangoAttrList* list, PangoAttribute* attribute, std::size_t begin, std::size_t end) {
  attribute->start_index = static_cast<guint>(begin);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(list, attribute);
}

/// Those of every text: a word that is divided where it must be gets no hyphen that it does not have.
Attributes make_attributes() {
  Attributes attributes(pango_attr_list_new());
  add_attribute(attributes.get(), pango_attr_insert_hyphens_new(0), 0, PANGO_ATTR_INDEX_TO_TEXT_END);
  return attributes;
}

void add_attributes(PangoAttrList* list, const StyledRun& run, std::size_t begin, std::size_t end) {
  if ((run.emphasis & bold_emphasis) != 0) {
    add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), begin, end);
  }
  if ((run.emphasis & italic_emphasis) != 0) {
    add_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), begin, end);
  }
  if ((run.emphasis & struck_emphasis) != 0) {
    add_attribute(list, pango_attr_strikethrough_new(1), begin, end);
  }
  if (run.is_code) {
    add_attribute(list, pango_attr_family_new("monospace"), begin, end);
  }
  if (!run.link.empty()) {
    // The run's colour is chosen where it is drawn.
    add_attribute(list, pango_attr_foreground_new(0, 0, 0), begin, end);
  }
}

std::string shown_text(const StyledRun& run) {
  return run.image.empty() ? run.text : "[" + run.text + "]";
}

/// In pango's units.
int layout_width(const PrintTextStyle& style, double width) {
  return static_cast<int>(std::max(width, style.size) * PANGO_SCALE);
}

PrintStyle face_style(const PrintTextStyle& style) {
  if (style.is_mono) {
    return style.is_bold ? PrintStyle::mono_bold : PrintStyle::mono;
  }
  if (style.is_italic) {
    return style.is_bold ? PrintStyle::sans_bold_italic : PrintStyle::sans_italic;
  }
  return style.is_bold ? PrintStyle::sans_bold : PrintStyle::sans;
}

ObjectPointer<PangoLayout> make_layout(PangoContext* fonts, const PrintTextStyle& style, double width) {
  ObjectPointer<PangoLayout> layout(pango_layout_new(fonts));
  const std::unique_ptr<PangoFontDescription, ReleaseDescription> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), style.is_mono ? "monospace" : "sans");
  pango_font_description_set_weight(font.get(), style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(font.get(), style.is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout.get(), layout_width(style, width));
  if (style.ends_at_right) {
    pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
  }
  return layout;
}

/// U+FDD0 to U+FDEF, and the last two of each plane; `bytes` is one character.
bool is_no_character(std::string_view bytes) {
  const auto byte = [bytes](std::size_t place) { return static_cast<unsigned char>(bytes[place]); };
  if (bytes.size() == 3) {
    return byte(0) == 0xEF &&
           ((byte(1) == 0xB7 && byte(2) >= 0x90 && byte(2) <= 0xAF) || (byte(1) == 0xBF && byte(2) >= 0xBE));
  }
  return bytes.size() == 4 && (byte(1) & 0x0FU) == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE;
}

}  // namespace

std::string printable_text(std::string_view text) {
  std::string readable = readable_text(text);
  const bool is_ascii =
      std::all_of(readable.begin(), readable.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; });
  if (is_ascii) {
    return readable;
  }
  std::string printable;
  for (std::string_view rest = readable; !rest.empty();) {
    const std::size_t length = static_cast<unsigned char>(rest.front()) < 0x80U ? 1 : utf8_sequence_length(rest);
    const std::string_view character = rest.substr(0, std::max<std::size_t>(1, length));
    printable += is_no_character(character) ? "\xEF\xBF\xBD" : character;
    rest.remove_prefix(character.size());
  }
  return printable;
}

PrintText::PrintText(PangoContext* fonts, const std::string& text, const PrintTextStyle& style, double width)
    : text_(printable_text(text)), is_grey_(style.is_grey) {
  if (lay_out_plain(style, width)) {
    return;
  }
  layout_ = make_layout(fonts, style, width);
  pango_layout_set_attributes(layout_.get(), make_attributes().get());
  lay_out();
}

PrintText::PrintText(PangoContext* fonts, const std::vector<StyledRun>& runs, const PrintTextStyle& style, double width)
    : layout_(make_layout(fonts, style, width)), is_grey_(style.is_grey) {
  const Attributes attributes = make_attributes();
  for (const StyledRun& run : runs) {
    const std::size_t begin = text_.size();
    text_ += printable_text(shown_text(run));
    add_attributes(attributes.get(), run, begin, text_.size());
    if (!run.link.empty()) {
      links_.push_back({.begin = static_cast<int>(begin), .end = static_cast<int>(text_.size()), .address = run.link});
    }
  }
  pango_layout_set_attributes(layout_.get(), attributes.get());
  lay_out();
}

bool PrintText::lay_out_plain(const PrintTextStyle& style, double width) {
  // Pango keeps sizes in whole units.
  const double size = print_points(static_cast<int>(style.size * PANGO_SCALE));
  plain_ = shape_plain_line(first_print_font(face_style(style), size), text_);
  const int room = layout_width(style, width);
  if (!plain_ || plain_->width > room) {
    plain_.reset();
    return false;
  }
  add_line(nullptr,
           {.x = style.ends_at_right ? room - plain_->width : 0,
            .y = 0,
            .width = plain_->width,
            .height = plain_->ascent + plain_->descent},
           plain_->ascent);
  return true;
}

void PrintText::add_line(PangoLayoutLine* line, const PangoRectangle& logical, int ascent) {
  const double height = print_points(logical.height) * leading;
  const double above = (height - print_points(logical.height)) / 2;
  lines_.push_back({.line = line,
                    .indent = print_points(logical.x),
                    .width = print_points(logical.width),
                    .ascent = above + print_points(ascent),
                    .height = height});
}

void PrintText::lay_out() {
  pango_layout_set_text(layout_.get(), text_.data(), static_cast<int>(text_.size()));
  const std::unique_ptr<PangoLayoutIter, ReleaseIterator> iterator(pango_layout_get_iter(layout_.get()));
  do {
    PangoRectangle logical{};
    pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
    add_line(pango_layout_iter_get_line_readonly(iterator.get()), logical,
             pango_layout_iter_get_baseline(iterator.get()) - logical.y);
  } while (pango_layout_iter_next_line(iterator.get()) != 0);
}

double PrintText::height() const {
  double height = 0;
  for (const PrintLine& line : lines_) {
    height += line.height;
  }
  return height;
}

void PrintText::draw(cairo_t* cairo, const PrintLine& line, const PrintPoint& top_left) const {
  constexpr double grey = 0.4;
  const double shade = is_grey_ ? grey : 0;
  cairo_set_source_rgb(cairo, shade, shade, shade);
  double x = top_left.x + line.indent;
  if (plain_) {
    return draw_plain_line(cairo, text_, *plain_, x, top_left.y + line.ascent);
  }
  std::set<char32_t>& missing = missing_characters(pango_layout_get_context(layout_.get()));
  for (const GSList* run = line.line->runs; run != nullptr; run = run->next) {
    cairo_move_to(cairo, x, top_left.y + line.ascent);
    x += draw_print_run(cairo, text_.c_str(), *static_cast<PangoGlyphItem*>(run->data), missing);
  }
}

std::vector<PrintText::Link> PrintText::links_in(const PrintLine& line) const {
  std::vector<Link> links;
  const int line_end = line.line->start_index + line.line->length;
  for (const LinkRange& range : links_) {
    const int begin = std::max(range.begin, line.line->start_index);
    const int end = std::min(range.end, line_end);
    if (begin >= end) {
      continue;
    }
    int* edges = nullptr;
    int count = 0;
    pango_layout_line_get_x_ranges(line.line, begin, end, &edges, &count);
    const std::unique_ptr<int, ReleaseMemory> owner(edges);
    for (std::size_t range_no = 0; range_no < static_cast<std::size_t>(count); ++range_no) {
      const double left = print_points(edges[2 * range_no]);
      links.push_back({.x = left, .width = print_points(edges[2 * range_no + 1]) - left, .address = range.address});
    }
  }
  return links;
}

}  // namespace docexport
