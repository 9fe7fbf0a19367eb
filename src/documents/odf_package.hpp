#pragma once

#include <string>

#include "docexport/model/content.hpp"
#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// Throws Error (`input`) for a document that is encrypted or has no content.
void check_odf_package(ZipArchive& archive, const ReadingBudget& budget);

/// What meta.xml says. A broken one says nothing.
Metadata read_odf_metadata(ZipArchive& archive, const ReadingBudget& budget);

}  // namespace docexport
