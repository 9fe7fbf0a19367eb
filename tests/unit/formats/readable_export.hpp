#pragma once

#include "docexport/model/export_format.hpp"
#include "written_export.hpp"

namespace docexport::test {

/// Empty if a reader of the format can read the whole file and counts the records that it should have, else what is
/// wrong.
std::string reading_problem(ExportFormat format, const WrittenExport& written);

}  // namespace docexport::test
