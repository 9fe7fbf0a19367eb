#pragma once

#include "documents/pdf_drawn_text.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// Appends the words, and the fonts that they are set in, to the page, at most 200,000. A word that an upright ruling
/// of the page runs through is divided there: it is the end of one cell and the beginning of the next.
void append_words(const PdfDrawnText& text, PdfPage& page);

}  // namespace docexport
