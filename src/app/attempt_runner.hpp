#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/attempt_plan.hpp"
#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/base/file.hpp"
#include "docexport/model/document.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

struct AttemptResult {
  Export row{};
  std::vector<std::string> warnings{};
  std::optional<Failure> failure{};
  FileDescriptor file{};  ///< the rendered file, while nothing failed before it was whole
};

Error changed_meanwhile(const Export& row);

/// One try at an accepted (pending) or failed export whose lock byte the caller holds: begin the attempt, render,
/// record size and SHA-256, store, complete (design §5). Whatever fails is committed as the attempt's failure and
/// returned; Error (`interrupted`) is thrown after that. Throws Error when the catalog itself cannot be written.
/// `object` takes the place of the export's own object options.
AttemptResult run_attempt(Services& services, const Export& accepted, const Document& document,
                          const ObjectOptions& object);

/// The same for an attempt that is begun already (ExportLife::accept_and_begin).
AttemptResult run_begun_attempt(Services& services, const Export& begun, AttemptPlan plan, const Document& document);

}  // namespace docexport
