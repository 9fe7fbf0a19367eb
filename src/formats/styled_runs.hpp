#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// Emphasis as bits, so that runs can be compared and combined.
enum Emphasis : unsigned { bold_emphasis = 1, italic_emphasis = 2, struck_emphasis = 4 };

/// Text of a block that is styled in one way throughout.
struct StyledRun {
  std::string text{};  ///< readable text
  unsigned emphasis = 0;
  bool is_code = false;
  std::string link{};
  std::string image{};
};

/// The block's text as runs: overlapping spans are combined, neighbours of one style joined, blanks at the ends of
/// emphasised text not emphasised. Of links, and of images, that overlap the first counts.
std::vector<StyledRun> styled_runs(const Block& block);

}  // namespace docexport
