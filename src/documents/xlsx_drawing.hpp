#pragma once

#include <string>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/opc_package.hpp"

namespace docexport {

/// Pushes what floats above a sheet's cells: pictures, charts (as pictures, below a caption with their title), text
/// boxes. The values of a chart follow it as a table if they are not cells of the workbook, which are read anyway and
/// would come twice.
void push_xlsx_drawing(OpcPackage& package, const std::string& part, const std::string& sheet, ContentSink& sink);

/// The comments on a sheet's cells, each a block that names author and cell; threads of comments among them.
std::vector<Block> read_xlsx_comments(OpcPackage& package, const Relationships& sheet_relationships);

}  // namespace docexport
