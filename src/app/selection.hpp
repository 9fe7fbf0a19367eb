#pragma once

#include "docexport/app/browsing.hpp"
#include "docexport/app/identifiers.hpp"

namespace docexport {

/// The selection with its id prefixes made whole. Throws Error `not_found`, `ambiguous`.
ExportFilter filter_of(Services& services, const Selection& selection, PrefixRule rule);

}  // namespace docexport
