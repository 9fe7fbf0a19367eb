#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// A file of a book.
struct EpubItem {
  std::string path{};  ///< in the archive
  std::string media_type{};
};

/// What a book's package document says.
struct EpubPackage {
  Metadata metadata{};
  std::vector<EpubItem> spine{};  ///< the files that are its text, in reading order
  std::vector<std::string> warnings{};
};

/// Reads container.xml, the package document and the table of contents. Throws Error (`input`) for what is no book, or
/// one that is encrypted for a reading device.
EpubPackage read_epub_package(ZipArchive& archive, const ReadingBudget& budget);

}  // namespace docexport
