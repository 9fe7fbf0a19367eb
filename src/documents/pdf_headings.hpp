#pragma once

#include <map>
#include <vector>

#include "documents/pdf_blocks.hpp"
#include "documents/pdf_font_census.hpp"
#include "documents/pdf_outline_titles.hpp"

namespace docexport {

/// Finds the headings among the blocks of one page after the other: what the outline names, what is clearly larger
/// than the body, and short bold lines. Levels come from the outline's depth, else from the rank of the size.
class PdfHeadings {
 public:
  explicit PdfHeadings(const PdfOutlineTitles& titles) : titles_(titles) {}

  /// The file's tags name headings: no others are looked for among the blocks that have tags.
  void take_heading_tags() { has_heading_tags_ = true; }

  /// Relabels the headings, the document's title and captions of a page's blocks.
  void label(std::vector<PdfBlock>& blocks, int page_no, const PdfFontCensus& fonts);

 private:
  [[nodiscard]] int level_of_size(const PdfBlock& block, const PdfFontCensus& fonts) const;
  void label_title(std::vector<PdfBlock>& blocks, const PdfFontCensus& fonts);

  const PdfOutlineTitles& titles_;
  std::map<long, int> level_by_size_{};  ///< of the headings that the outline named, by half points
  bool has_title_ = false;
  bool has_heading_tags_ = false;
};

}  // namespace docexport
