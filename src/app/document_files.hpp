#pragma once

#include <string>

#include "docexport/app/services.hpp"
#include "docexport/base/file.hpp"
#include "docexport/model/document.hpp"

namespace docexport {

/// What add_document knows of a file before it is in the catalog: everything but id, owner and time.
struct IncomingFile {
  FileDescriptor descriptor{};
  Document document{};
};

/// Opens the file at `path` (`-`: all of standard input), hashes it and has it identified in the helper.
IncomingFile open_incoming_file(Services& services, const std::string& path, const std::string& name);

/// Keeps the bytes in the data folder under their SHA-256 and makes the document refer to that copy.
void keep_copy(Services& services, IncomingFile& incoming);

/// Opens a registered document and proves that it still has the bytes that were registered. Throws Error `not_found`
/// when the file is gone, `integrity` when it has changed.
FileDescriptor open_registered_document(const Document& document);

}  // namespace docexport
