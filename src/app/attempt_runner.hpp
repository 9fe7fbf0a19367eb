#pragma once

#include <optional>
#include <string>
#include <vector>

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

/// One try at an accepted (pending) or failed export whose lock byte the caller holds: begin the attempt, render,
/// record size and SHA-256, store, complete (design §5). Whatever fails is committed as the attempt's failure and
/// returned; Error (`interrupted`) is thrown after that. Throws Error when the catalog itself cannot be written.
AttemptResult run_attempt(Services& services, const Export& accepted, const Document& document);

}  // namespace docexport
