#pragma once

#include <Page.h>

#include "documents/pdf_page.hpp"
#include "documents/pdf_page_device.hpp"
#include "documents/pdf_tag_tree.hpp"

namespace docexport {

/// Gives the page its elements, each word its own, and the pictures of the device: those of one figure are one, with
/// the text that stands for it. A figure with such a text is a picture whatever it is drawn with.
void tag_page(const PdfPageDevice& device, PdfTagTree& tags, Page& source, PdfPage& page);

}  // namespace docexport
