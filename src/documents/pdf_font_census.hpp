#pragma once

#include <cstddef>
#include <map>

#include "documents/pdf_page.hpp"

namespace docexport {

/// How much of the document is set in which size and style, as far as it has been looked at.
class PdfFontCensus {
 public:
  void count(const PdfPageLines& page);

  /// The size that most characters have; 0 when there is no text.
  [[nodiscard]] double body_size() const;
  [[nodiscard]] bool body_is_bold() const;
  [[nodiscard]] bool body_is_fixed_width() const;
  /// Whether text of this size stands out from the body by its size alone.
  [[nodiscard]] bool is_clearly_larger(double size) const;
  /// How many sizes of short lines are larger than this one.
  [[nodiscard]] int larger_heading_sizes(double size) const;
  /// How many short lines have this size.
  [[nodiscard]] std::size_t short_lines_of(double size) const;

 private:
  struct Usage {
    std::size_t characters = 0;
    std::size_t bold = 0;
    std::size_t fixed_width = 0;
    std::size_t short_lines = 0;
  };

  [[nodiscard]] std::map<int, Usage>::const_iterator body() const;

  std::map<int, Usage> by_half_points_;
};

}  // namespace docexport
