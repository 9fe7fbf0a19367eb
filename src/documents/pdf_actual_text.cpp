#include "documents/pdf_actual_text.hpp"

#include <memory>
#include <utility>

#include <UTF.h>
#include <goo/gmem.h>

namespace docexport {
namespace {

struct FreePdfMemory {
  void operator()(void* memory) const noexcept { gfree(memory); }
};

std::vector<Unicode> characters_of(const std::string& text) {
  Unicode* characters = nullptr;
  const int count = TextStringToUCS4(text, &characters);
  const std::unique_ptr<Unicode, FreePdfMemory> owner(characters);
  return characters == nullptr ? std::vector<Unicode>() : std::vector<Unicode>(characters, characters + count);
}

}  // namespace

void PdfActualText::begin(const std::string& text) {
  is_open_ = true;
  text_ = text;
  place_ = {};
}

bool PdfActualText::takes(const PdfGlyph& glyph) {
  if (!is_open_) {
    return false;
  }
  if (place_.byte_count == 0) {
    place_ = {.x = glyph.x, .y = glyph.y, .first_byte = glyph.first_byte};
  }
  place_.dx = glyph.x + glyph.dx - place_.x;
  place_.dy = glyph.y + glyph.dy - place_.y;
  place_.byte_count += glyph.byte_count;
  return true;
}

std::optional<PdfGlyph> PdfActualText::end() {
  if (!std::exchange(is_open_, false) || place_.byte_count == 0) {
    return std::nullopt;
  }
  characters_ = characters_of(text_);
  place_.characters = characters_;
  return place_;
}

}  // namespace docexport
