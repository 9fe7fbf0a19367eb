#include "documents/pdf_accents.hpp"

#include <unicode/uchar.h>

namespace docexport {

Unicode combining_mark_for(Unicode character) {
  switch (character) {
    case 0x60:
      return 0x300;
    case 0xA8:
      return 0x308;
    case 0xAF:
      return 0x304;
    case 0xB4:
      return 0x301;
    case 0xB8:
      return 0x327;
    case 0x2C6:
      return 0x302;
    case 0x2C7:
      return 0x30C;
    case 0x2D8:
      return 0x306;
    case 0x2D9:
      return 0x307;
    case 0x2DA:
      return 0x30A;
    case 0x2DC:
      return 0x303;
    case 0x2DD:
      return 0x30B;
    default:
      return 0;
  }
}

bool can_carry_accent(Unicode character) {
  // Accents are letters too, but have no direction of their own.
  switch (u_charDirection(static_cast<UChar32>(character))) {
    case U_LEFT_TO_RIGHT:
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_EUROPEAN_NUMBER:
    case U_ARABIC_NUMBER:
      return true;
    default:
      return false;
  }
}

}  // namespace docexport
