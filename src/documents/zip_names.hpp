#pragma once

#include <string>
#include <vector>

#include "docexport/documents/document_source.hpp"

namespace docexport {

/// The names in the list of contents at a ZIP archive's end, with `/` between folders: a quick look to tell what
/// kind of document it is. Empty when the list cannot be found where it should be.
std::vector<std::string> list_zip_names(const DocumentSource& source);

}  // namespace docexport
