#pragma once

#include "documents/odf_content.hpp"

namespace docexport {

/// Reads a table; what its cells hold becomes text, their pictures come after the table.
void read_odf_table(OdfState& state, pugi::xml_node table, OdfTarget& target);

}  // namespace docexport
