#pragma once

#include <map>
#include <set>
#include <vector>

#include <Object.h>

#include <PDFDoc.h>

#include "documents/pdf_element_source.hpp"
#include "documents/pdf_marked_content.hpp"
#include "documents/pdf_number_tree.hpp"
#include "documents/pdf_tags.hpp"

namespace docexport {

/// The elements that a page's marks belong to.
struct PdfPageElements {
  std::vector<PdfElement> elements{};        ///< in the order of the tree, each after the one that it is in
  std::map<PdfMark, int> element_of_mark{};  ///< index; marks of no element are missing
};

/// The structure tree of a tagged PDF. Of the tree only what has content on a page is in memory, and the cells beside
/// it: the tree is climbed from the page's marks to its root.
class PdfTagTree {
 public:
  explicit PdfTagTree(PDFDoc& document);

  /// Whether the file says that it is tagged, and does not doubt it.
  [[nodiscard]] bool is_trusted() const { return is_trusted_; }

  /// Empty for a page whose part of the tree is deeper than 64 or has more than 50,000 elements.
  PdfPageElements elements_of(const std::set<PdfMark>& marks);

 private:
  bool is_trusted_ = false;
  Ref root_ = Ref::INVALID();
  PdfElementSource source_;
  PdfNumberTree parents_{};
};

}  // namespace docexport
