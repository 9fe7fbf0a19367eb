#pragma once

#include <cstddef>

#include <GfxState.h>

#include "documents/pdf_drawn_text.hpp"
#include "documents/pdf_glyph.hpp"

namespace docexport {

/// Puts the glyphs of a page together to words. A word ends at a blank, where the next glyph stands elsewhere, has
/// another size or direction, or is drawn once more over the last one.
class PdfWordBuilder {
 public:
  void begin_page(const GfxState& state);
  /// To be called whenever the font or its size may have changed.
  void set_font(const GfxState& state);
  /// A glyph in that font. One outside the page, and one of too many that are tiny, is ignored.
  void add(const GfxState& state, const PdfGlyph& glyph);
  void end_word();

  /// The words that have ended since the page began.
  [[nodiscard]] const PdfDrawnText& text() const { return text_; }

 private:
  [[nodiscard]] bool is_ignored(const PdfGlyphBox& box);
  [[nodiscard]] const PdfDrawnFont& font() const { return text_.fonts[font_]; }
  [[nodiscard]] bool has_word() const { return word_.character_count > 0; }

  void begin_word(const GfxState& state, const PdfGlyph& glyph);
  void place_across(double baseline);
  [[nodiscard]] bool goes_on_at(const PdfGlyphBox& box);
  void append(const GfxState& state, const PdfGlyph& glyph, PdfGlyphBox box);
  void append_character(Unicode character, const PdfGlyphPlace& place);
  bool combine(const PdfGlyphBox& box, Unicode character);
  bool combine_mark(const PdfGlyphPlace& place, Unicode mark);
  bool combine_letter(const PdfGlyphPlace& place, Unicode letter, Unicode mark);

  PdfDrawnText text_{};
  PdfDrawnWord word_{};  ///< that may go on; its characters are the last ones
  std::size_t font_ = 0;
  double size_ = 0;
  double page_width_ = 0;
  double page_height_ = 0;
  int tiny_glyphs_ = 0;
  bool after_duplicate_ = false;
};

}  // namespace docexport
