#pragma once

#include <string>
#include <vector>

#include "documents/opc_package.hpp"
#include "documents/spreadsheet_number.hpp"

namespace docexport {

struct XlsxSheet {
  std::string name{};
  std::string part{};  ///< empty when the workbook does not say where it is
  bool hidden = false;
};

/// What a workbook says about its sheets.
struct XlsxWorkbook {
  std::vector<XlsxSheet> sheets{};
  DateSystem date_system = DateSystem::from_1900;
  std::string shared_strings{};            ///< the part; empty if there is none
  std::vector<NumberKind> number_kinds{};  ///< by the number of a cell's style
  bool has_macros = false;
};

XlsxWorkbook read_xlsx_workbook(OpcPackage& package);

}  // namespace docexport
