#pragma once

#include <cstddef>
#include <vector>

#include "documents/pdf_segments.hpp"

namespace docexport {

enum class ReadingDirection { left_to_right, right_to_left };

/// The page's segments column by column in reading order; each column holds indexes from top to bottom. A segment that
/// runs over the white between two columns may be divided: both parts are then in `segments`.
std::vector<std::vector<std::size_t>> order_columns(std::vector<PdfSegment>& segments,
                                                    const std::vector<PdfWord>& words, ReadingDirection direction);

}  // namespace docexport
