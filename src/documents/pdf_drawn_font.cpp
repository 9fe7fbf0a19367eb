#include "documents/pdf_drawn_font.hpp"

#include <cmath>
#include <string_view>
#include <utility>

#include "documents/field_characters.hpp"

namespace docexport {
namespace {

constexpr int simple_font_codes = 256;
constexpr double usual_m_width = 0.6;  ///< in units of the size
constexpr double usual_width = 0.5;

/// How much wider the font's glyphs are than those of usual fonts: of an m, else of the first letter, else of any.
double relative_width(const Gfx8BitFont& font) {
  double m_width = 0;
  double any_width = 0;
  double letter_width = 0;
  bool has_letter = false;
  for (int code = 0; code < simple_font_codes; ++code) {
    const char* const bytes = font.getCharName(code);
    const std::string_view name = bytes == nullptr ? std::string_view() : std::string_view(bytes);
    const double width = font.getWidth(static_cast<unsigned char>(code));
    if (name == "m") {
      m_width = width;
    }
    if (!has_letter && name.size() == 1 && is_ascii_letter(name[0])) {
      has_letter = true;
      letter_width = width;
    }
    if (bytes != nullptr && any_width <= 0 && width > 0) {
      any_width = width;
    }
  }
  if (m_width > 0) {
    return m_width / usual_m_width;
  }
  const double width = letter_width > 0 ? letter_width : any_width;
  return width > 0 ? width / usual_width : 1;
}

/// A Type 3 font has units of its own, which only its glyphs can tell something about.
double scale_of_type3(const GfxFont& font) {
  const double* const matrix = font.getFontMatrix();
  const double shape = matrix[0] == 0 ? 1 : std::fabs(matrix[3] / matrix[0]);
  const auto* const simple = dynamic_cast<const Gfx8BitFont*>(&font);
  return shape * (simple == nullptr ? 1 : relative_width(*simple));
}

}  // namespace

PdfDrawnFont::PdfDrawnFont(std::shared_ptr<GfxFont> source) : font(std::move(source)) {
  if (font != nullptr) {
    ascent = font->getAscent();
    descent = font->getDescent();
    is_vertical = font->getWMode() != 0;
    scale = font->getType() == fontType3 ? scale_of_type3(*font) : 1;
  }
}

int PdfDrawnFont::quarter_turns(const GfxState& state) const {
  double a = 0;
  double b = 0;
  double c = 0;
  double d = 0;
  state.getFontTransMat(&a, &b, &c, &d);
  if (font != nullptr && font->getType() == fontType3) {
    const double* const own = font->getFontMatrix();
    const double right_x = own[0] * a + own[1] * c;
    const double right_y = own[0] * b + own[1] * d;
    c = own[2] * a + own[3] * c;
    d = own[2] * b + own[3] * d;
    a = right_x;
    b = right_y;
  }
  const bool is_level = std::fabs(a * d) > std::fabs(b * c);
  const int turns = is_level ? (a > 0 || d < 0 ? 0 : 2) : (c > 0 ? 1 : 3);
  return is_vertical ? (turns + 1) % 4 : turns;
}

}  // namespace docexport
