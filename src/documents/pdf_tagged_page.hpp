#pragma once

#include "documents/pdf_page.hpp"
#include "documents/pdf_page_device.hpp"
#include "documents/pdf_tag_tree.hpp"

namespace docexport {

/// Gives the page its elements, each word its own, and each picture the text that stands for it. The pictures are those
/// of the device.
void tag_page(const PdfPageDevice& device, PdfTagTree& tags, PdfPage& page);

}  // namespace docexport
