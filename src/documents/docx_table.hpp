#pragma once

#include "documents/docx_content.hpp"

namespace docexport {

/// Reads a table (w:tbl). One of a single cell is no table but a frame: what it has inside is pushed as it is.
void read_docx_table(DocxState& state, pugi::xml_node table, DocxTarget& target);

}  // namespace docexport
