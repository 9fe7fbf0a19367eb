#pragma once

#include <cstddef>
#include <optional>

#include "app/attempt_steps.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// Renders each document of the bundle, on several processors, and puts the files and a manifest into one ZIP file. The
/// same documents give the same bytes. What documents warned of, and why some are missing, is in `documents`; the whole
/// fails when none could be rendered, or for a reason that is no document's fault. Throws Error (`interrupted`).
Rendering render_bundle(Services& services, const Export& row, std::optional<std::size_t> jobs);

}  // namespace docexport
