#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/attempt_plan.hpp"
#include "app/attempt_steps.hpp"
#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/base/file.hpp"
#include "docexport/model/document.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

struct AttemptResult {
  Export row{};
  std::vector<std::string> warnings{};
  std::vector<DocumentReport> documents{};  ///< of a bundle: those with something to tell
  std::optional<Failure> failure{};
  FileDescriptor file{};  ///< the rendered file, while nothing failed before it was whole
};

Error changed_meanwhile(const Export& row);

/// How the file of an export is made. A failure is returned, or thrown as Error.
using RenderWork = std::function<Rendering(const Export& row)>;

/// The work of an export of one document, which outlives it.
RenderWork rendering_of(Services& services, const Document& document);

/// One try at an accepted (pending) or failed export whose lock byte the caller holds: begin the attempt, render,
/// record size and SHA-256, store, complete (design §5). Whatever fails is committed as the attempt's failure and
/// returned; Error (`interrupted`) is thrown after that. Throws Error when the catalog itself cannot be written.
/// `object` takes the place of the export's own object options.
AttemptResult run_attempt(Services& services, const Export& accepted, const RenderWork& work,
                          const ObjectOptions& object);

/// The same for an attempt that is begun already (ExportLife::accept_and_begin).
AttemptResult run_begun_attempt(Services& services, const Export& begun, AttemptPlan plan, const RenderWork& work);

}  // namespace docexport
