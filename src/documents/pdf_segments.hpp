#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Words of one baseline without a wide gap between them: a line of a column, or a cell.
struct PdfSegment {
  std::vector<std::size_t> words{};  ///< indexes, from left to right
  BoundingBox box{};
  double baseline = 0;
  double size = 0;                     ///< the largest of its words
  std::optional<std::size_t> table{};  ///< its number, where the segment only holds the place of a table
};

/// Joins upright words into segments; raised and lowered small words go into the segment they stand in or behind.
/// Takes n log n time whatever the words. Order of the result: by baseline, then from left to right.
std::vector<PdfSegment> find_segments(const std::vector<PdfWord>& words);

/// The smallest box around both.
BoundingBox united(const BoundingBox& left, const BoundingBox& right);

}  // namespace docexport
