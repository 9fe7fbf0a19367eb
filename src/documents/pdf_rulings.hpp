#pragma once

#include <GfxState.h>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Collects what the current path draws of lines along the page's edges, cut off where it is clipped: each part of a
/// path that is stroked, and each filled rectangle that is as thin as a line. A page with very many has the first ones.
void collect_stroked_rulings(const GfxState& state, PdfRulings& rulings);
void collect_filled_rulings(const GfxState& state, PdfRulings& rulings);

}  // namespace docexport
