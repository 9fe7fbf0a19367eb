#pragma once

#include <string>
#include <vector>

#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// Of elements in the content, of which the root is 1: a sheet is a table that is a child of the spreadsheet.
inline constexpr int ods_sheet_depth = 4;

struct OdsSheet {
  std::string name{};
  bool hidden = false;
  std::string master_page{};  ///< whose header and footer it is printed with
};

/// The sheets of a spreadsheet, which are known only when its content was read to the end.
std::vector<OdsSheet> read_ods_outline(ZipArchive& archive, const ReadingBudget& budget);

}  // namespace docexport
