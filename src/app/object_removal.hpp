#pragma once

#include <optional>
#include <span>
#include <vector>

#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// Removes the objects of all attempts of exports whose removal is committed (status expired or deleted), many with one
/// request, aborts what uploads they left open, then commits `removed_at`. Object before row: stopping in between
/// leaves a row to remove again, never an object no row names. The failures stand where their exports do.
std::vector<std::optional<Failure>> remove_objects(Services& services, std::span<const Export> rows);

/// Removes what earlier attempts of completed exports may have stored. A failure is no one's trouble now: delete and
/// prune look at all attempts again.
void remove_superseded_objects(Services& services, std::span<const Export> rows);

}  // namespace docexport
