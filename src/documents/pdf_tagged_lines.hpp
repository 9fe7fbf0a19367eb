#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// The lines that these words are, given in the order of drawing: column after column where the text goes on at the
/// top of another one.
std::vector<PdfLine> compose_tagged_lines(const PdfPage& page, std::span<const std::size_t> words);

/// The page as its tags tell it; nothing where they cannot be trusted. `lay_out_by_place` appends the lines and tables
/// of words that only their places tell.
std::optional<PdfPageLines> lay_out_tagged_page(const PdfPage& page,
                                                void (*lay_out_by_place)(const PdfPage& page, PdfPageLines& result));

}  // namespace docexport
