#pragma once

#include <optional>

#include "documents/pdf_page.hpp"
#include "documents/pdf_tagged_parts.hpp"

namespace docexport {

/// The table that a part is; nothing where its rows hold no cells beside each other, or too many.
std::optional<PdfTable> make_tagged_table(const PdfPage& page, const PdfTaggedParts& parts, const PdfTaggedPart& part);

}  // namespace docexport
