#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "documents/pdf_page.hpp"
#include "documents/pdf_rows.hpp"
#include "documents/pdf_segments.hpp"

namespace docexport {

/// A table that rows of a column are, from the first up to, not including, the last.
struct PdfAlignedTable {
  std::size_t first = 0;
  std::size_t last = 0;
  PdfTable table{};
};

/// A column of the page, divided into rows.
struct PdfColumnRows {
  std::span<const std::size_t> segments_in_order{};  ///< indexes
  std::span<const PdfRow> rows{};
};

/// The tables in a column that no rulings show, only words in columns under each other on consecutive lines. Rather
/// misses a table than takes text for one. In their order, not overlapping.
std::vector<PdfAlignedTable> find_aligned_tables(const PdfColumnRows& column, const std::vector<PdfSegment>& segments,
                                                 const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts);

}  // namespace docexport
