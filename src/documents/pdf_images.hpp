#pragma once

#include <vector>

#include <PDFDoc.h>

#include "docexport/model/render_options.hpp"

namespace docexport {

/// How many images these pages (all if none are named) show, each counted once however often it is shown; those inside
/// other graphics count too. Looks at no more than 100,000 of the file's objects.
int count_pdf_images(PDFDoc& document, const std::vector<PageRange>& pages);

/// Whether the library can tell where the page shows its images without decoding them: not those in JPEG 2000. No for
/// a page that names more than 300 graphics.
bool can_place_images(PDFDoc& document, int page_no);

}  // namespace docexport
