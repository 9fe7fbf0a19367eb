#include "documents/pdf_attachments.hpp"

#include <algorithm>
#include <memory>

#include <Catalog.h>
#include <FileSpec.h>

#include <fmt/format.h>

#include "documents/pdf_string.hpp"

namespace docexport {
namespace {

constexpr int most_names = 5;

std::string name_of(Catalog& catalog, int index) {
  const std::unique_ptr<FileSpec> file = catalog.embeddedFile(index);
  const std::string name = file == nullptr ? std::string() : text_of_pdf_string(file->getFileName());
  return name.empty() ? "one without a name" : name;
}

}  // namespace

std::string describe_embedded_files(PDFDoc& document) {
  Catalog& catalog = *document.getCatalog();
  const int count = catalog.numEmbeddedFiles();
  if (count < 1) {
    return {};
  }
  std::string names;
  for (int index = 0; index < std::min(count, most_names); ++index) {
    names += (names.empty() ? "" : ", ") + name_of(catalog, index);
  }
  if (count > most_names) {
    names += fmt::format(" and {} more", count - most_names);
  }
  return fmt::format("embedded files were not read: {}; save them with a PDF viewer and export them themselves", names);
}

}  // namespace docexport
