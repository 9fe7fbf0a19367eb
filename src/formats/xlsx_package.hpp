#pragma once

#include <span>
#include <string>

#include "formats/output_file.hpp"
#include "formats/xlsx_sheet.hpp"

namespace docexport {

/// A worksheet in its place, with its name.
struct NamedWorksheet {
  std::string name{};  ///< as XlsxNames gives it
  XlsxWorksheet sheet;
};

/// Writes the workbook: a ZIP file of the sheets and of the parts that tie them together (ECMA-376).
void write_xlsx_package(std::span<const NamedWorksheet> sheets, ScratchFile& scratch, OutputFile& output);

}  // namespace docexport
