#include "documents/pdf_paragraphs.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "documents/pdf_line_joining.hpp"
#include "documents/pdf_quantile.hpp"

namespace docexport {
namespace {

constexpr double same_size = 0.08;
constexpr double start_quantile = 0.1;
constexpr double end_quantile = 0.9;
constexpr double wider_line_pitch = 1.3;
/// In units of the font size.
constexpr double smallest_pitch = 0.8;
constexpr double largest_pitch = 3;
constexpr double pitch_of_unknown_column = 1.6;
constexpr double word_gap = 0.25;
constexpr double spare_room = 0.5;
constexpr double indent = 0.8;
constexpr double same_indent = 0.3;

bool have_same_size(const PdfLine& a, const PdfLine& b) {
  return std::abs(a.size - b.size) <= same_size * std::max(a.size, b.size);
}

bool goes_on_with(const PdfLineContext& context) {
  return continues_sentence(context.previous.text, context.line.text);
}

/// The first word of the line would have fitted into the line above.
bool ends_early(const PdfLineContext& context, const PdfColumnMeasure& column) {
  const double size = context.line.size;
  const double room = column.end - end_of(context.previous);
  const bool have_same_end = std::abs(end_of(context.previous) - end_of(context.line)) < same_indent * size;
  return !have_same_end && room > context.line.first_word_width + (word_gap + spare_room) * size;
}

bool is_indented(const PdfLineContext& context, const PdfColumnMeasure& column) {
  const double by = indent * context.line.size;
  const double start = start_of(context.line);
  if (start <= start_of(context.previous) + by || start <= column.start + by) {
    return false;
  }
  // Where the next line is indented as well, the paragraph hangs from its first line.
  return context.next == nullptr || start_of(*context.next) < start - same_indent * context.line.size;
}

bool is_outdented(const PdfLineContext& context) {
  return !context.previous_is_first && start_of(context.line) < start_of(context.previous) - indent * context.line.size;
}

}  // namespace

double start_of(const PdfLine& line) {
  return line.right_to_left ? -line.box.right : line.box.left;
}

double end_of(const PdfLine& line) {
  return line.right_to_left ? -line.box.left : line.box.right;
}

PdfColumnMeasure measure_column(std::span<const PdfLine> column) {
  std::vector<double> starts;
  std::vector<double> ends;
  std::vector<double> pitches;
  for (std::size_t index = 0; index < column.size(); ++index) {
    const PdfLine& line = column[index];
    if (line.table) {
      continue;
    }
    starts.push_back(start_of(line));
    ends.push_back(end_of(line));
    if (index > 0 && !column[index - 1].table && have_same_size(line, column[index - 1])) {
      const double pitch = line.baseline - column[index - 1].baseline;
      if (pitch > smallest_pitch * line.size && pitch < largest_pitch * line.size) {
        pitches.push_back(pitch);
      }
    }
  }
  if (starts.empty()) {
    return {};
  }
  return {.start = quantile(starts, start_quantile),
          .end = quantile(ends, end_quantile),
          .pitch = pitches.empty() ? 0 : quantile(pitches, 0.5)};
}

bool is_set_apart(const PdfLineContext& context, const PdfColumnMeasure& column) {
  const PdfLine& line = context.line;
  if (!have_same_size(context.previous, line) || context.previous.right_to_left != line.right_to_left) {
    return true;
  }
  if (context.previous.bold != line.bold && !goes_on_with(context)) {
    return true;
  }
  const double pitch = line.baseline - context.previous.baseline;
  const double usual = column.pitch > 0 ? wider_line_pitch * column.pitch + 0.5 : pitch_of_unknown_column * line.size;
  return pitch <= 0 || pitch > usual;
}

bool breaks_before(const PdfLineContext& context, const PdfColumnMeasure& column) {
  if (is_set_apart(context, column)) {
    return true;
  }
  if (goes_on_with(context)) {
    return false;
  }
  if (context.is_list_item) {
    return false;
  }
  return ends_early(context, column) || is_indented(context, column) || is_outdented(context);
}

}  // namespace docexport
