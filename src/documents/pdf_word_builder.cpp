#include "documents/pdf_word_builder.hpp"

#include <algorithm>
#include <cmath>

#include <unicode/uchar.h>

#include "documents/pdf_accents.hpp"

namespace docexport {
namespace {

constexpr double tiny_glyph = 3;
constexpr int most_tiny_glyphs = 50000;  ///< more are a drawing

// In units of the font size:
constexpr double largest_gap = 0.1;
constexpr double largest_overlap = 0.2;
constexpr double duplicate_shift_along = 0.1;
constexpr double duplicate_shift_across = 0.2;

constexpr double largest_baseline_shift = 0.5;  ///< in points
constexpr double accent_shift_along = 0.3;      ///< in units of the letter's width
constexpr double accent_shift_across = 0.4;     ///< in units of the letter's height

bool is_blank_character(Unicode character) {
  const bool is_printable_ascii = character > ' ' && character < 0x7F;
  return !is_printable_ascii && u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
}

PdfGlyphBox box_of_glyph(const PdfGlyph& glyph, const GfxState& state) {
  const double spacing = state.getCharSpace() + (glyph.code == ' ' ? state.getWordSpace() : 0);
  double spacing_x = 0;
  double spacing_y = 0;
  state.textTransformDelta(spacing * state.getHorizScaling(), 0, &spacing_x, &spacing_y);
  PdfGlyphBox box;
  state.transformDelta(glyph.dx - spacing_x, glyph.dy - spacing_y, &box.width, &box.height);
  state.transform(glyph.x, glyph.y, &box.x, &box.y);
  return box;
}

bool is_inside(const PdfGlyphBox& box, double page_width, double page_height) {
  const bool has_place = !std::isnan(box.x) && !std::isnan(box.y) && !std::isnan(box.width) && !std::isnan(box.height);
  return has_place && box.x + box.width >= 0 && box.x <= page_width && box.y + box.height >= 0 && box.y <= page_height;
}

PdfGlyphPlace place_on_line(const PdfGlyphBox& box, int quarter_turns) {
  switch (quarter_turns) {
    case 1:
      return {.along = box.y, .across = box.x, .advance = box.height};
    case 2:
      return {.along = -box.x, .across = box.y, .advance = -box.width};
    case 3:
      return {.along = -box.y, .across = box.x, .advance = -box.height};
    default:
      return {.along = box.x, .across = box.y, .advance = box.width};
  }
}

}  // namespace

void PdfWordBuilder::begin_page(const GfxState& state) {
  text_.words.clear();
  text_.characters.clear();
  text_.fonts.clear();
  word_ = {};
  page_width_ = state.getPageWidth();
  page_height_ = state.getPageHeight();
  tiny_glyphs_ = 0;
  set_font(state);
}

void PdfWordBuilder::set_font(const GfxState& state) {
  const auto known = std::find_if(text_.fonts.begin(), text_.fonts.end(),
                                  [&state](const PdfDrawnFont& font) { return font.font == state.getFont(); });
  font_ = static_cast<std::size_t>(known - text_.fonts.begin());
  if (known == text_.fonts.end()) {
    text_.fonts.emplace_back(state.getFont());
  }
  size_ = state.getTransformedFontSize() * font().scale;
}

void PdfWordBuilder::add(const GfxState& state, const PdfGlyph& glyph) {
  const PdfGlyphBox box = box_of_glyph(glyph, state);
  if (is_ignored(box)) {
    return;
  }
  if (glyph.characters.size() == 1) {
    const Unicode character = glyph.characters[0];
    if (is_blank_character(character)) {
      end_word();
      return;
    }
    if (character == 0) {
      return;
    }
    if (has_word() && combine(box, character)) {
      word_.end_byte = glyph.first_byte + glyph.byte_count;
      return;
    }
  }
  if (!goes_on_at(box)) {
    end_word();
  }
  if (!glyph.characters.empty()) {
    append(state, glyph, box);
  }
}

void PdfWordBuilder::end_word() {
  if (has_word()) {
    text_.words.push_back(word_);
    word_.character_count = 0;
  }
}

bool PdfWordBuilder::is_ignored(const PdfGlyphBox& box) {
  if (!is_inside(box, page_width_, page_height_)) {
    return true;
  }
  const bool is_tiny = std::fabs(box.width) < tiny_glyph && std::fabs(box.height) < tiny_glyph;
  return is_tiny && ++tiny_glyphs_ > most_tiny_glyphs;
}

void PdfWordBuilder::begin_word(const GfxState& state, const PdfGlyph& glyph) {
  word_ = {.first_character = text_.characters.size(),
           .size = size_,
           .font = font_,
           .quarter_turns = font().quarter_turns(state),
           .is_vertical = font().is_vertical,
           .first_byte = glyph.first_byte,
           .end_byte = glyph.first_byte + glyph.byte_count};
}

/// Gives the word its baseline and its extent to both sides of it.
void PdfWordBuilder::place_across(double baseline) {
  const bool is_turned = word_.quarter_turns == 1 || word_.quarter_turns == 2;
  const double ascent = word_.is_vertical ? word_.size : font().ascent * word_.size;
  const double descent = word_.is_vertical ? 0 : font().descent * word_.size;
  word_.baseline = baseline;
  word_.low = is_turned ? baseline + descent : baseline - ascent;
  word_.high = is_turned ? baseline + ascent : baseline - descent;
  if (word_.low == word_.high) {
    word_.low = baseline;
    word_.high = baseline + 1;
  }
}

/// Whether a glyph there is part of the word so far.
bool PdfWordBuilder::goes_on_at(const PdfGlyphBox& box) {
  if (!has_word()) {
    after_duplicate_ = false;
    return true;
  }
  const PdfGlyphPlace place = place_on_line(box, word_.quarter_turns);
  const double gap = place.along - word_.end;
  const double advance = place.along - text_.characters.back().start;
  const double shift = std::fabs(place.across - word_.baseline);
  const bool is_duplicate =
      std::fabs(advance) < duplicate_shift_along * word_.size && shift < duplicate_shift_across * word_.size;
  const bool is_other_word = is_duplicate || after_duplicate_ || gap < -largest_overlap * word_.size ||
                             gap > largest_gap * word_.size || shift > largest_baseline_shift || size_ != word_.size ||
                             font().is_vertical != word_.is_vertical;
  after_duplicate_ = is_duplicate;
  return !is_other_word;
}

void PdfWordBuilder::append(const GfxState& state, const PdfGlyph& glyph, PdfGlyphBox box) {
  if (!has_word()) {
    begin_word(state, glyph);
  }
  if (place_on_line(box, word_.quarter_turns).advance < 0) {
    // Drawn backwards, as pages that are turned or mirrored have it: each glyph is a word, its sides exchanged.
    end_word();
    begin_word(state, glyph);
    box = {.x = box.x + box.width, .y = box.y + box.height, .width = -box.width, .height = -box.height};
  }
  const PdfGlyphPlace whole = place_on_line(box, word_.quarter_turns);
  const double share = whole.advance / static_cast<double>(glyph.characters.size());
  for (std::size_t index = 0; index < glyph.characters.size(); ++index) {
    append_character(
        glyph.characters[index],
        {.along = whole.along + static_cast<double>(index) * share, .across = whole.across, .advance = share});
  }
  word_.end_byte = glyph.first_byte + glyph.byte_count;
}

void PdfWordBuilder::append_character(Unicode character, const PdfGlyphPlace& place) {
  if (!has_word()) {
    place_across(place.across);
  }
  text_.characters.push_back(
      {.start = word_.is_vertical ? place.along - word_.size : place.along, .character = character});
  word_.end = word_.is_vertical ? place.along : place.along + place.advance;
  ++word_.character_count;
}

/// Whether the character is an accent of the word's last letter, or the letter for an accent that came before it: then
/// it becomes part of the word.
bool PdfWordBuilder::combine(const PdfGlyphBox& box, Unicode character) {
  const Unicode last = text_.characters.back().character;
  const Unicode mark = combining_mark_for(character);
  const Unicode last_mark = combining_mark_for(last);
  if ((mark == 0 && last_mark == 0) || word_.is_vertical || font().is_vertical) {
    return false;
  }
  const PdfGlyphPlace place = place_on_line(box, word_.quarter_turns);
  if (mark != 0 && can_carry_accent(last)) {
    return combine_mark(place, mark);
  }
  return last_mark != 0 && can_carry_accent(character) && combine_letter(place, character, last_mark);
}

bool PdfWordBuilder::combine_mark(const PdfGlyphPlace& place, Unicode mark) {
  const double start = text_.characters.back().start;
  const double middle = (start + word_.end) / 2;
  if (std::fabs(place.along + place.advance / 2 - middle) >= std::fabs(word_.end - start) * accent_shift_along ||
      std::fabs(place.across - word_.baseline) >= (word_.high - word_.low) * accent_shift_across) {
    return false;
  }
  text_.characters.push_back({.start = middle, .character = mark});
  ++word_.character_count;
  return true;
}

bool PdfWordBuilder::combine_letter(const PdfGlyphPlace& place, Unicode letter, Unicode mark) {
  PdfDrawnCharacter& last = text_.characters.back();
  const double middle = (last.start + word_.end) / 2;
  const double height = (font().ascent - font().descent) * size_;
  if (std::fabs(place.along + place.advance / 2 - middle) >= std::fabs(place.advance * accent_shift_along) ||
      std::fabs(place.across - word_.baseline) >= height * accent_shift_across) {
    return false;
  }
  word_.size = size_;
  if (word_.character_count == 1) {
    word_.font = font_;
    place_across(place.across);
  }
  word_.end = place.along + place.advance;
  last = {.start = place.along, .character = letter};
  text_.characters.push_back({.start = (word_.end + place.along) / 2, .character = mark});
  ++word_.character_count;
  return true;
}

}  // namespace docexport
