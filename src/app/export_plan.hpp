#pragma once

#include <string>
#include <vector>

#include "docexport/app/bundles.hpp"
#include "docexport/app/exporting.hpp"

namespace docexport {

/// The row of a new export: a fresh id, the request's words or the defaults of design §3, status `pending`.
Export plan_export(Services& services, const ExportRequest& request, const Document& document);

/// The same for a bundle of several documents.
Export plan_bundle(Services& services, const ExportRequest& request, const std::vector<BundleMember>& members);

/// The name of an export file: the document's, with the extension of its format.
std::string export_file_name(const std::string& document_name, const Export& row);
/// `.json`, `.csv.gz`: what such a name ends in.
std::string export_extension(const Export& row);

}  // namespace docexport
