#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// Where the document's outline says that headings are.
class PdfOutlineTitles {
 public:
  explicit PdfOutlineTitles(const std::vector<OutlineEntry>& outline);

  /// The level (1 to 6) of the heading on this page that reads like the text: letters and digits count, and a number
  /// that stands before the heading may be missing in the outline.
  [[nodiscard]] std::optional<int> level_of(int page_no, std::string_view text) const;

 private:
  std::map<int, std::map<std::string, int, std::less<>>> levels_by_page_;
};

}  // namespace docexport
