#pragma once

#include <set>
#include <string>

#include "docexport/model/content_sink.hpp"
#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// Pushes the headers and footers that sheets with these master pages are printed with, each text once.
void push_ods_furniture(ZipArchive& archive, const ReadingBudget& budget, const std::set<std::string>& master_pages,
                        ContentSink& sink);

}  // namespace docexport
