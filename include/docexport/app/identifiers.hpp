#pragma once

#include <string>
#include <vector>

#include "docexport/app/services.hpp"
#include "docexport/model/document.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// How many characters of an id are enough: 4, and 8 for a destructive command that is not on a terminal (design §3).
enum class PrefixRule { ordinary, destructive };

/// The export with this id or unique prefix. Throws Error `not_found` or `ambiguous` (naming some of the ids it fits).
Export resolve_export(Services& services, const std::string& id, PrefixRule rule);

/// The registered document with this id or unique prefix; never looks at files.
Document resolve_document(Services& services, const std::string& id);

/// First characters of an id as people see it.
std::string short_id(const std::string& id);

}  // namespace docexport
