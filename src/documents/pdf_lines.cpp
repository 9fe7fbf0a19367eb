#include "documents/pdf_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "documents/pdf_bidi.hpp"
#include "documents/pdf_columns.hpp"
#include "documents/pdf_line_text.hpp"
#include "documents/pdf_segments.hpp"

namespace docexport {
namespace {

constexpr int most_quarter_turns = 3;
constexpr double row_tolerance = 0.35;  ///< in units of the font size

/// The box as a reader sees it who turns the page until text with so many quarter turns stands upright.
BoundingBox turned_upright(const BoundingBox& box, int turns, const PageInfo& page) {
  switch (turns) {
    case 1:
      return {.left = box.top, .top = page.width - box.right, .right = box.bottom, .bottom = page.width - box.left};
    case 2:
      return {.left = page.width - box.right,
              .top = page.height - box.bottom,
              .right = page.width - box.left,
              .bottom = page.height - box.top};
    case 3:
      return {.left = page.height - box.bottom, .top = box.left, .right = page.height - box.top, .bottom = box.right};
    default:
      return box;
  }
}

double upright_baseline(double baseline, int turns, const PageInfo& page) {
  switch (turns) {
    case 1:
      return page.width - baseline;
    case 2:
      return page.height - baseline;
    default:
      return baseline;
  }
}

std::vector<PdfWord> upright_words(const PdfPage& page, int turns) {
  std::vector<PdfWord> words;
  for (const PdfWord& word : page.words) {
    if (word.quarter_turns == turns) {
      words.push_back(word);
      words.back().box = turned_upright(word.box, turns, page.info);
      words.back().baseline = upright_baseline(word.baseline, turns, page.info);
    }
  }
  return words;
}

ReadingDirection direction_of(const std::vector<PdfWord>& words) {
  std::size_t right_to_left = 0;
  for (const PdfWord& word : words) {
    right_to_left += contains_right_to_left(word.text) ? 1U : 0U;
  }
  return right_to_left * 2 > words.size() ? ReadingDirection::right_to_left : ReadingDirection::left_to_right;
}

/// Segments of a column that stand on one line, as one line.
void append_rows(const std::vector<std::size_t>& column, const std::vector<PdfSegment>& segments,
                 const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts, std::vector<PdfLine>& lines) {
  const int number = lines.empty() ? 0 : lines.back().column + 1;
  for (std::size_t begin = 0; begin < column.size();) {
    const PdfSegment& first = segments[column[begin]];
    std::vector<std::size_t> row;
    std::size_t end = begin;
    for (; end < column.size(); ++end) {
      const PdfSegment& segment = segments[column[end]];
      if (segment.baseline - first.baseline > row_tolerance * std::min(first.size, segment.size)) {
        break;
      }
      row.insert(row.end(), segment.words.begin(), segment.words.end());
    }
    std::stable_sort(row.begin(), row.end(),
                     [&words](std::size_t a, std::size_t b) { return words[a].box.left < words[b].box.left; });
    lines.push_back(compose_line(row, words, fonts));
    lines.back().column = number;
    begin = std::max(end, begin + 1);
  }
}

void append_lines(const std::vector<PdfWord>& words, const std::vector<PdfFont>& fonts, std::vector<PdfLine>& lines) {
  std::vector<PdfSegment> segments = find_segments(words);
  for (const auto& column : order_columns(segments, words, direction_of(words))) {
    append_rows(column, segments, words, fonts, lines);
  }
}

}  // namespace

std::vector<PdfLine> lay_out_lines(const PdfPage& page) {
  std::vector<PdfLine> lines;
  for (int turns = 0; turns <= most_quarter_turns; ++turns) {
    const std::size_t first = lines.size();
    append_lines(upright_words(page, turns), page.fonts, lines);
    for (std::size_t index = first; index < lines.size(); ++index) {
      lines[index].quarter_turns = turns;
    }
  }
  return lines;
}

BoundingBox box_on_page(const BoundingBox& box, int quarter_turns, const PageInfo& page) {
  switch (quarter_turns) {
    case 1:
      return {.left = page.width - box.bottom, .top = box.left, .right = page.width - box.top, .bottom = box.right};
    case 2:
      return turned_upright(box, quarter_turns, page);
    case 3:
      return {.left = box.top, .top = page.height - box.right, .right = box.bottom, .bottom = page.height - box.left};
    default:
      return box;
  }
}

}  // namespace docexport
