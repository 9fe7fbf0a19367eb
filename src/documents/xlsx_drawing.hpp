#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/opc_package.hpp"

namespace docexport {

/// What floats above a sheet's cells: pictures, charts (as pictures, below a caption with their title), text boxes.
struct XlsxDrawing {
  std::vector<Block> blocks{};
  int pictures = 0;
  int charts = 0;
};

XlsxDrawing read_xlsx_drawing(OpcPackage& package, const std::string& part);

/// The comments on a sheet's cells, each a block that names author and cell; threads of comments among them.
std::vector<Block> read_xlsx_comments(OpcPackage& package, const Relationships& sheet_relationships);

}  // namespace docexport
