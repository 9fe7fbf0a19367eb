#include "formats/print_face.hpp"

#include <cairo-ft.h>

#include <array>
#include <new>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

FT_Library font_library() {
  static FT_Library library = [] {
    FT_Library made = nullptr;
    if (FT_Init_FreeType(&made) != 0) {
      throw std::bad_alloc();
    }
    return made;
  }();
  return library;
}

using CharacterMap = std::array<FcChar32, FC_CHARSET_MAP_SIZE>;

void add_characters(PangoCoverage* coverage, FcChar32 first, const CharacterMap& map) {
  constexpr FcChar32 word_bits = 32;
  for (FcChar32 bit = 0; bit < word_bits * FC_CHARSET_MAP_SIZE; ++bit) {
    if ((map.at(bit / word_bits) >> (bit % word_bits) & 1U) != 0) {
      pango_coverage_set(coverage, static_cast<int>(first + bit), PANGO_COVERAGE_EXACT);
    }
  }
}

}  // namespace

cairo_font_face_t* LoadedPrintFace::cairo_face() {
  if (!cairo_face_) {
    FT_Face loaded = nullptr;
    const auto* const bytes = reinterpret_cast<const FT_Byte*>(face_.file.data());
    if (FT_New_Memory_Face(font_library(), bytes, static_cast<FT_Long>(face_.file.size()), face_.index, &loaded) != 0) {
      throw Error(ErrorKind::internal, "an installed font is damaged: install fonts-dejavu-core again");
    }
    cairo_face_.reset(cairo_ft_font_face_create_for_ft_face(loaded, FT_LOAD_NO_HINTING));
  }
  return cairo_face_.get();
}

hb_face_t* LoadedPrintFace::harfbuzz_face() {
  if (!harfbuzz_face_) {
    hb_blob_t* const blob = hb_blob_create(face_.file.data(), static_cast<unsigned>(face_.file.size()),
                                           HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    harfbuzz_face_.reset(hb_face_create(blob, static_cast<unsigned>(face_.index)));
    hb_blob_destroy(blob);
  }
  return harfbuzz_face_.get();
}

PangoCoverage* LoadedPrintFace::coverage() {
  if (!coverage_) {
    coverage_.reset(pango_coverage_new());
    CharacterMap map{};
    FcChar32 next = 0;
    for (FcChar32 first = FcCharSetFirstPage(face_.characters, map.data(), &next); first != FC_CHARSET_DONE;
         first = FcCharSetNextPage(face_.characters, map.data(), &next)) {
      add_characters(coverage_.get(), first, map);
    }
  }
  return coverage_.get();
}

}  // namespace docexport
