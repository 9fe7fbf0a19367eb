#pragma once

#include <functional>
#include <vector>

namespace docexport {

class Connection;

/// Brings the tables from one version to the next; the first makes them. Step n (from 0) ends at version n + 1.
using MigrationStep = std::function<void(Connection&)>;

/// All steps of this program. A released step is never changed: a change of the tables is a new step at the end.
const std::vector<MigrationStep>& migrations();

/// Takes the catalog through the steps it lacks, in one transaction that also sets its version: after a crash it is
/// old or new, never between. Several processes may do this at once. Throws Error (`configuration`) when the catalog is
/// newer than the steps, or has become another program's.
void migrate(Connection& connection, const std::vector<MigrationStep>& steps);

}  // namespace docexport
