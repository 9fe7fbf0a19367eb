#pragma once

#include <Page.h>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Gives the words under the page's links their URLs, and counts its notes and attached files. Looks at the first 2,000
/// annotations.
void take_annotations(Page& source, PdfPage& page);

}  // namespace docexport
