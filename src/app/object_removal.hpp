#pragma once

#include <optional>

#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// Removes the objects of all attempts of an export whose removal is committed (status expired or deleted), then
/// commits `removed_at`. Object before row: stopping in between leaves a row to remove again, never an object no row
/// names.
std::optional<Failure> remove_objects(Services& services, const Export& row);

/// Removes what earlier attempts of a completed export may have stored. A failure is no one's trouble now: delete and
/// prune look at all attempts again.
void remove_superseded_objects(Services& services, const Export& row);

}  // namespace docexport
