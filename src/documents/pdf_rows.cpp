#include "documents/pdf_rows.hpp"

#include <algorithm>
#include <numeric>

#include "documents/pdf_line_text.hpp"

namespace docexport {
namespace {

constexpr double same_row_tolerance = 0.35;  ///< in units of the font size

}  // namespace

std::vector<PdfRow> find_rows(std::span<const std::size_t> column, const std::vector<PdfSegment>& segments) {
  std::vector<PdfRow> rows;
  for (std::size_t begin = 0; begin < column.size();) {
    const PdfSegment& first = segments[column[begin]];
    std::size_t end = begin + 1;
    for (; end < column.size(); ++end) {
      const PdfSegment& segment = segments[column[end]];
      if (first.table || segment.table ||
          segment.baseline - first.baseline > same_row_tolerance * std::min(first.size, segment.size)) {
        break;
      }
    }
    rows.push_back({.first = begin, .last = end});
    begin = end;
  }
  return rows;
}

PdfLine compose_row(std::span<const std::size_t> row, const std::vector<PdfSegment>& segments,
                    const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts) {
  std::vector<std::size_t> members;
  for (const std::size_t index : row) {
    members.insert(members.end(), segments[index].words.begin(), segments[index].words.end());
  }
  std::stable_sort(members.begin(), members.end(),
                   [&words](std::size_t a, std::size_t b) { return words[a].box.left < words[b].box.left; });
  return compose_line(members, words, fonts);
}

std::vector<PdfLine> compose_rows(const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts) {
  const std::vector<PdfSegment> segments = find_segments(words);
  std::vector<std::size_t> column(segments.size());
  std::iota(column.begin(), column.end(), std::size_t{0});
  std::vector<PdfLine> lines;
  for (const PdfRow& row : find_rows(column, segments)) {
    lines.push_back(compose_row(std::span(column).subspan(row.first, row.last - row.first), segments, words, fonts));
  }
  return lines;
}

}  // namespace docexport
