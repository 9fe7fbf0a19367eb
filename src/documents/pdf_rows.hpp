#pragma once

#include <span>
#include <vector>

#include "documents/pdf_page.hpp"
#include "documents/pdf_segments.hpp"

namespace docexport {

/// Where in a list of segments, ordered from top to bottom, those of one line are: from `first` up to, not including,
/// `last`.
struct PdfRow {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The rows of a column, given from top to bottom.
std::vector<PdfRow> find_rows(std::span<const std::size_t> column, const std::vector<PdfSegment>& segments);

/// Segments that stand on one line as that line; its column stays 0.
PdfLine compose_row(std::span<const std::size_t> row, const std::vector<PdfSegment>& segments,
                    const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts);

/// The lines that these words are, from top to bottom, where nothing stands beside them.
std::vector<PdfLine> compose_rows(const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts);

}  // namespace docexport
