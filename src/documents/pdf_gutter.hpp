#pragma once

#include <optional>
#include <span>
#include <vector>

#include "documents/pdf_segments.hpp"

namespace docexport {

/// An upright strip of white between two columns, from x to x.
struct Gutter {
  double left = 0;
  double right = 0;
  [[nodiscard]] double center() const noexcept { return (left + right) / 2; }
};

/// The strip that has the most text on both of its sides, if what stands there reads as columns of text, one after the
/// other, rather than as the cells of rows. A few segments (a title, a wide figure's caption) may cross it.
std::optional<Gutter> find_gutter(const std::vector<PdfSegment>& segments, std::span<const std::size_t> region);

}  // namespace docexport
