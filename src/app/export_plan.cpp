#include "app/export_plan.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/kept_limits.hpp"
#include "docexport/app/object_options.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/random.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

/// An object key holds the file's name beside 100 characters of ids, and S3 allows 1,024 bytes in all.
std::string file_name_of(const Document& document, const ExportRequest& request) {
  const std::string name = safe_file_name(document.name, "document");
  const std::string stem = std::filesystem::path(name).stem().string();
  return safe_file_name(fmt::format("{}.{}{}", stem.empty() ? "document" : stem, file_extension(request.format),
                                    file_suffix(request.options.compression)),
                        "export");
}

}  // namespace

Export plan_export(Services& services, const ExportRequest& request, const Document& document) {
  const Timestamp now = services.now();
  Export row;
  row.id = random_uuid();
  row.document_id = document.id;
  row.name = request.name.value_or("document_export_" + document.id);
  row.description =
      request.description.value_or(fmt::format("{} export of {}", display_name(request.format), document.name));
  row.format = request.format;
  row.options_json =
      write_object_options(write_limits(write_render_options(request.options), request.limits), request.object);
  row.file_name = file_name_of(document, request);
  row.store = services.settings().store;
  row.endpoint = services.endpoint();
  row.owner = services.settings().actor;
  row.created_at = now;
  row.updated_at = now;
  row.expires_at = expiry_from(request.expiry, now);
  if (row.expires_at && *row.expires_at <= now) {
    throw Error(ErrorKind::usage, "--expires is in the past: give a later time, or never");
  }
  return row;
}

}  // namespace docexport
