#pragma once

#include <span>

#include "documents/pdf_page.hpp"

namespace docexport {

/// Where a line starts and ends in the direction of its script: start is less than end.
double start_of(const PdfLine& line);
double end_of(const PdfLine& line);

/// What the lines of a column have in common.
struct PdfColumnMeasure {
  double start = 0;
  double end = 0;
  double pitch = 0;  ///< from baseline to baseline inside a paragraph; 0 if the column does not tell
};

PdfColumnMeasure measure_column(std::span<const PdfLine> column);

/// The lines around the place where a paragraph may end.
struct PdfLineContext {
  const PdfLine& previous;
  const PdfLine& line;
  const PdfLine* next = nullptr;   ///< of the same column
  bool previous_is_first = false;  ///< the first line of its paragraph, which may be indented
  bool is_list_item = false;       ///< whose lines hang
};

/// Whether the two are set differently, or further apart than lines of a paragraph.
bool is_set_apart(const PdfLineContext& context, const PdfColumnMeasure& column);

/// Whether a paragraph ends between the two lines: they are set apart, or the first ends early, or the second is
/// indented.
bool breaks_before(const PdfLineContext& context, const PdfColumnMeasure& column);

}  // namespace docexport
