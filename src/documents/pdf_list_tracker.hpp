#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/pdf_list_marker.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// An item that a line begins.
struct PdfListItem {
  ListMarker marker{};
  std::string text{};
  int depth = 0;
};

/// Follows the lists of a page down and up their depths.
class PdfListTracker {
 public:
  /// Whether the line begins an item. `is_fresh` says that a paragraph could begin here anyway; without it, numbers
  /// and dashes must go on with a list that is open, since a line may begin with one by chance.
  std::optional<PdfListItem> take_item(const PdfLine& line, bool is_fresh);
  /// A block that is no item: it ends the lists that it is not indented to.
  void take_other(const PdfLine& line);
  void end_all() { open_.clear(); }

 private:
  struct OpenList {
    double start = 0;
    ListMarker last{};
  };

  [[nodiscard]] bool goes_on(const ListMarker& marker, double start, double tolerance) const;

  std::vector<OpenList> open_;
};

}  // namespace docexport
