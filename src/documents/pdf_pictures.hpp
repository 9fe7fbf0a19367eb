#pragma once

#include <vector>

#include "documents/pdf_blocks.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// The pictures of a page that tell something: parts of one picture are joined; small ones, those at the upper and
/// lower edge, and those that text is written on are left out. At most 100.
std::vector<PdfPicture> pictures_that_matter(const std::vector<PdfPicture>& pictures, const PdfPage& page);

/// Puts a block for each picture between the blocks of its page, given in reading order: next to the one that is
/// nearest above or below it.
void place_pictures(const std::vector<PdfPicture>& pictures, int page_no, std::vector<PdfBlock>& blocks);

}  // namespace docexport
