#pragma once

#include <string>
#include <vector>

#include "formats/print_canvas.hpp"
#include "formats/print_text.hpp"

namespace docexport {

/// How a paragraph lies between the margins.
struct PrintParagraph {
  PrintTextStyle style{};
  double indent = 0;
  double space_before = 0;
  double space_after = 6;
  std::string marker{};    ///< left of its first line
  const char* role = "P";  ///< in the document's structure
  bool has_background = false;
  bool has_bar = false;  ///< along its left side
  double keep = 0;       ///< a page that has less room than this is left
};

/// Prints the runs as a paragraph that goes on over as many pages as it needs.
void print_paragraph(PrintCanvas& canvas, std::vector<StyledRun> runs, const PrintParagraph& paragraph);

/// Prints a frame with the text inside, as the place of a picture.
void print_picture_place(PrintCanvas& canvas, const std::string& text);

/// Prints a line across the page.
void print_rule(PrintCanvas& canvas);

}  // namespace docexport
