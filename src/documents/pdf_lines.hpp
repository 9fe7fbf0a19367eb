#pragma once

#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// The page's words as lines and tables in reading order: column by column, upright text first, then text turned by a
/// quarter, a half, three quarters. All coordinates of the words are finite and within a million points.
PdfPageLines lay_out_page(const PdfPage& page);

/// The place on the page of a box that was measured with the line's text turned upright.
BoundingBox box_on_page(const BoundingBox& box, int quarter_turns, const PageInfo& page);

}  // namespace docexport
