#pragma once

#include "docexport/app/exporting.hpp"

namespace docexport {

/// The row of a new export: a fresh id, the request's words or the defaults of design §3, status `pending`.
Export plan_export(Services& services, const ExportRequest& request, const Document& document);

}  // namespace docexport
