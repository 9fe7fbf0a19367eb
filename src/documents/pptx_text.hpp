#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/opc_package.hpp"
#include "documents/pptx_bullets.hpp"

namespace docexport {

/// A paragraph of a shape or a cell.
struct SlideParagraph {
  Block block{};  ///< text and spans; label, level and marker are those of a list item if it is one
  bool is_formula = false;
};

/// The paragraphs of a txBody that are not blank. `bullets` is what the shape's text has before it.
std::vector<SlideParagraph> read_slide_text(pugi::xml_node body, const Relationships& relationships,
                                            const BulletLevels& bullets);

/// All of it in one piece: paragraphs on lines of their own, markers in front.
std::string plain_slide_text(pugi::xml_node body, const Relationships& relationships);

}  // namespace docexport
