#pragma once

#include <string>

#include "docexport/documents/document_source.hpp"

namespace docexport {

/// A list of contents for an archive that has lost its own, made from the headers that precede the members: the bytes
/// that an intact archive would have after `source`'s. Empty when there is no member whose extent is known.
std::string rebuild_zip_directory(const DocumentSource& source);

}  // namespace docexport
