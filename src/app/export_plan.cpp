#include "app/export_plan.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/bundle_members.hpp"
#include "app/kept_limits.hpp"
#include "docexport/app/object_options.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/random.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

/// What all exports have, whatever they are exports of.
Export plan_row(Services& services, const ExportRequest& request) {
  const Timestamp now = services.now();
  Export row;
  row.id = random_uuid();
  row.format = request.format;
  row.options_json =
      write_object_options(write_limits(write_render_options(request.options), request.limits), request.object);
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

std::string date_of(Timestamp time) {
  constexpr std::size_t date_length = 10;
  return format_rfc3339(time).substr(0, date_length);
}

}  // namespace

Export plan_export(Services& services, const ExportRequest& request, const Document& document) {
  Export row = plan_row(services, request);
  row.document_id = document.id;
  row.name = request.name.value_or("document_export_" + document.id);
  row.description =
      request.description.value_or(fmt::format("{} export of {}", display_name(request.format), document.name));
  row.file_name = export_file_name(document.name, row);
  return row;
}

Export plan_bundle(Services& services, const ExportRequest& request, const std::vector<BundleMember>& members) {
  Export row = plan_row(services, request);
  row.type = ExportType::bulk_export;
  row.options_json = write_bundle_members(row.options_json, members);
  row.name = request.name.value_or("bulk_export_" + date_of(row.created_at));
  row.description = request.description.value_or(
      fmt::format("{} export of {}", display_name(request.format), count_documents(members.size())));
  row.file_name = safe_file_name(row.name + ".zip", "bulk_export.zip");
  return row;
}

/// An object key holds the file's name beside 100 characters of ids, and S3 allows 1,024 bytes in all.
std::string export_file_name(const std::string& document_name, const Export& row) {
  const std::string name = safe_file_name(document_name, "document");
  const std::string stem = std::filesystem::path(name).stem().string();
  return safe_file_name((stem.empty() ? "document" : stem) + export_extension(row), "export");
}

std::string export_extension(const Export& row) {
  return fmt::format(".{}{}", file_extension(row.format),
                     file_suffix(parse_render_options(row.options_json).compression));
}

}  // namespace docexport
