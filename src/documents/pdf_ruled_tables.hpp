#pragma once

#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Takes the words of tables out that rulings divide into cells: grids whose cells hold words of their own, not frames
/// around text, charts or drawings. All is upright.
std::vector<PdfTable> take_ruled_tables(const PdfRulings& rulings, const std::vector<PdfFont>& fonts,
                                        std::vector<PdfWord>& words);

}  // namespace docexport
