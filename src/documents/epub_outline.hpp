#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// The table of contents in a book's navigation document (EPUB 3); empty if it has none.
std::vector<OutlineEntry> read_epub_navigation(ZipArchive& archive, const std::string& path,
                                               const ReadingBudget& budget);

/// The table of contents in an NCX document (EPUB 2).
std::vector<OutlineEntry> read_epub_contents(ZipArchive& archive, const std::string& path, const ReadingBudget& budget);

}  // namespace docexport
