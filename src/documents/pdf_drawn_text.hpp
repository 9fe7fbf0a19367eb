#pragma once

#include <cstddef>
#include <vector>

#include <CharTypes.h>

#include "documents/pdf_drawn_font.hpp"

namespace docexport {

struct PdfDrawnCharacter {
  double start = 0;  ///< along the line
  Unicode character = 0;
};

/// Characters that follow each other closely on one line. What is along the line grows with the text, and is negative
/// where the text is turned by two or three quarters; what is across it is x or y.
struct PdfDrawnWord {
  std::size_t first_character = 0;  ///< index into PdfDrawnText::characters
  std::size_t character_count = 0;
  double end = 0;  ///< along the line
  double low = 0;  ///< across it
  double high = 0;
  double baseline = 0;
  double size = 0;
  std::size_t font = 0;  ///< index into PdfDrawnText::fonts
  int quarter_turns = 0;
  bool is_vertical = false;
  int first_byte = 0;
  int end_byte = 0;
};

/// All text of a page, in the order in which it is drawn.
struct PdfDrawnText {
  std::vector<PdfDrawnWord> words{};
  std::vector<PdfDrawnCharacter> characters{};
  std::vector<PdfDrawnFont> fonts{};
};

}  // namespace docexport
