#pragma once

#include <string>
#include <vector>

#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

struct OdsSheet {
  std::string name{};
  bool hidden = false;
  std::string master_page{};  ///< whose header and footer it is printed with
};

/// The sheets of a spreadsheet, which are known only when its content was read to the end.
std::vector<OdsSheet> read_ods_outline(ZipArchive& archive, const ReadingBudget& budget);

}  // namespace docexport
