#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport {

/// What pages lack, collected while they are read and said once at the end, with ranges of pages.
class PdfPageWarnings {
 public:
  void take(const PdfPage& page);
  /// A page that OCR has read.
  void take_recognized(const PdfPage& page);
  [[nodiscard]] std::vector<std::string> sentences() const;

 private:
  std::vector<int> without_text_;
  std::vector<int> truncated_;
  std::vector<std::string> unmapped_;
  std::vector<int> more_unmapped_;
  std::vector<int> recognized_;
  std::vector<int> with_notes_;
  std::size_t notes_ = 0;
};

/// "pages 1-3, 7 and 9-10", "page 4".
std::string page_ranges(const std::vector<int>& pages);

}  // namespace docexport
