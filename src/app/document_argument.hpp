#pragma once

#include <string>

#include "docexport/app/services.hpp"
#include "docexport/model/document.hpp"

namespace docexport {

/// What a DOCUMENT argument stands for (design §3): an exact id, a unique id prefix of at least 4 characters, else an
/// existing file, which is registered by reference; with a `/` in it always a file. Throws Error `not_found`,
/// `ambiguous` and what add_document throws.
Document register_document_argument(Services& services, const std::string& argument);

/// The same without registering anything: a file that is not registered has an empty id.
Document look_at_document_argument(Services& services, const std::string& argument);

}  // namespace docexport
