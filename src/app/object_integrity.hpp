#pragma once

#include <optional>
#include <string>

#include "docexport/app/services.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// The etag of the object under `key` if it is whole: the size and SHA-256 that the row recorded before the upload
/// began. nullopt when it is not there, differs, or the row recorded nothing. Throws what the store throws.
std::optional<std::string> etag_of_whole_object(Services& services, const Export& row, const std::string& key);

}  // namespace docexport
