#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Joins words of one line, given from left to right, into it: text, font and measures; its column stays 0.
PdfLine compose_line(std::span<const std::size_t> members, const std::vector<PdfWord>& words,
                     const std::vector<PdfFont>& fonts);

}  // namespace docexport
