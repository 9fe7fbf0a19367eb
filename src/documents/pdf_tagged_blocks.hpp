#pragma once

#include <span>

#include "documents/pdf_blocks.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// The block that the file's tags say these lines are.
PdfBlock make_tagged_block(std::span<const PdfLine> lines, const PdfPageLines& page, const KnownWords& words);

}  // namespace docexport
