#pragma once

#include <vector>

#include "documents/pdf_tags.hpp"

namespace docexport {

/// What the text that stands in an element is part of.
struct PdfTagRole {
  PdfTag kind = PdfTag::container;  ///< of the owner
  int owner = -1;                   ///< the element that is a block or table of its own; -1 for none
  int cell = -1;                    ///< the cell of the owner that it is in
  int list_depth = 0;
  int section_depth = 0;
  bool is_quoted = false;
  bool is_label = false;  ///< the bullet or number of a list's item
};

/// For each element its role. Tables with one column are no tables: their cells hold paragraphs.
std::vector<PdfTagRole> find_tag_roles(const std::vector<PdfElement>& elements);

}  // namespace docexport
