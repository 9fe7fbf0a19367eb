#pragma once

#include <PDFDoc.h>

#include "documents/pdf_bitmap.hpp"

namespace docexport {

/// Draws the page as a grey picture of 300 dots an inch, fewer for a page so large that it would have more than 25
/// million. The picture is empty for a page that cannot be drawn.
PdfBitmap render_pdf_page(PDFDoc& document, int page_no);

}  // namespace docexport
