#include "docexport/app/downloading.hpp"

#include <fmt/format.h>

#include "app/large_download.hpp"
#include "app/output_target.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

namespace {

Export downloadable(Services& services, const std::string& id) {
  Export row = resolve_export(services, id, PrefixRule::ordinary);
  switch (effective_status(row, services.now())) {
    case ExportStatus::completed:
      return row;
    case ExportStatus::expired:
      throw Error(ErrorKind::expired,
                  fmt::format("export {} expired{}: export the document again", row.id,
                              row.expires_at ? " on " + format_rfc3339(*row.expires_at) : std::string()));
    case ExportStatus::deleted:
      throw Error(ErrorKind::expired, fmt::format("export {} was deleted: export the document again", row.id));
    case ExportStatus::failed:
      throw Error(ErrorKind::not_completed,
                  fmt::format("export {} failed and has no file: {}. Try again with: docexport retry {}", row.id,
                              row.error_message.value_or("no reason was recorded"), short_id(row.id)));
    case ExportStatus::pending:
    case ExportStatus::processing:
      break;
  }
  throw Error(ErrorKind::not_completed, fmt::format("export {} is not completed yet: wait for it", row.id));
}

Error missing_object(const Export& row) {
  return {ErrorKind::integrity, fmt::format("the file of export {} is missing from {}: {}. Export the document again",
                                            row.id, row.store, row.object_key)};
}

/// Receives the object into `file` and proves it against the row.
void receive(Services& services, const Export& row, int file, const DownloadProgress& progress) {
  Sha256 hash;
  std::uint64_t bytes = 0;
  const auto take = [&](std::string_view piece) {
    throw_if_interrupted();
    write_all(file, piece, row.file_name);
    hash.update(piece);
    bytes += piece.size();
    if (progress) {
      progress(bytes, row.file_size.value_or(0));
    }
  };
  services.store_at(row.store, row.endpoint).get({.key = row.object_key, .etag = row.object_etag.value_or("")}, take);
  const std::string sha256 = hexadecimal(hash.finish());
  if (bytes != row.file_size || sha256 != row.sha256) {
    throw wrong_content(row, bytes, sha256);
  }
}

/// A prune in another process may have removed it since the row was read.
Error explain_absence(Services& services, const Export& row) {
  const Export now = resolve_export(services, row.id, PrefixRule::ordinary);
  if (effective_status(now, services.now()) == ExportStatus::completed) {
    return missing_object(row);
  }
  return {ErrorKind::expired, fmt::format("export {} was removed meanwhile: export the document again", row.id)};
}

Error no_room(const Services& services, const Export& row, const OutputPath& target) {
  const std::filesystem::path folder = target ? target->parent_path() : services.settings().data_folder;
  return {ErrorKind::no_space,
          fmt::format("cannot download export {}: {} has no space left for its {}. Make room there{}", short_id(row.id),
                      folder.empty() ? "this folder" : folder.string(), format_size(row.file_size.value_or(0)),
                      target ? ", or name another place with --output" : "")};
}

void save(Services& services, const Export& row, const OutputPath& target, Overwrite overwrite,
          const DownloadProgress& progress) {
  if (target && row.file_size.value_or(0) > fetch_range_size) {
    download_in_ranges(services, row, *target, overwrite, progress);
  } else if (target) {
    PendingFile file(*target);
    receive(services, row, file.descriptor(), progress);
    file.commit(overwrite);
  } else {
    // A pipe cannot take bytes back: they are proven before the first one is written.
    create_private_directories(services.settings().data_folder);
    const FileDescriptor spool = open_unnamed_file(services.settings().data_folder);
    receive(services, row, spool.get(), progress);
    write_output(spool.get(), row.file_name, target, overwrite);
  }
}

/// Whether the target has the export's bytes already. Throws Error (`refused`) when it has others.
bool is_there_already(const Export& row, const OutputPath& target) {
  std::error_code error;
  if (!target || !std::filesystem::exists(*target, error)) {
    return false;
  }
  const FileDescriptor file = open_regular_file(*target);
  if (file_size(file.get(), target->string()) == row.file_size &&
      file_sha256(file.get(), target->string()) == row.sha256) {
    return true;
  }
  throw Error(ErrorKind::refused, target->string() + " exists and is another file than export " + row.id +
                                      ": use --force to replace it, or another --output");
}

}  // namespace

DownloadResult download_export(Services& services, const DownloadRequest& request, const DownloadProgress& progress) {
  const Export row = downloadable(services, request.id);
  const Overwrite overwrite = request.overwrite ? Overwrite::yes : Overwrite::no;
  DownloadResult result{.row = row, .bytes = row.file_size.value_or(0), .sha256 = row.sha256.value_or("")};
  const OutputPath target =
      resolve_output(request.output, row.file_name, request.skip_existing ? Overwrite::yes : overwrite);
  result.path = target ? target->string() : std::string();
  if (request.skip_existing && is_there_already(row, target)) {
    result.is_skipped = true;
    return result;
  }
  try {
    save(services, row, target, overwrite, progress);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::no_space) {
      throw no_room(services, row, target);
    }
    throw error.kind() == ErrorKind::not_found ? explain_absence(services, row) : error;
  }
  services.catalog().exports().record_download(row.id, result.bytes, target ? "file" : "stdout");
  return result;
}

LinkResult link_to_export(Services& services, const std::string& id, std::chrono::seconds lifetime) {
  const Export row = downloadable(services, id);
  ObjectStore& store = services.store_at(row.store, row.endpoint);
  const PresignedLink link = store.presign(row.object_key, lifetime, row.file_name);
  // The credentials may end first, and the link with them.
  const bool is_cut_short = link.ends_at && *link.ends_at + std::chrono::seconds{1} < services.now() + lifetime;
  LinkResult result{.row = row, .url = link.url, .ends_at = link.ends_at, .is_cut_short = is_cut_short};
  services.catalog().exports().record_link(row.id, link.ends_at.value_or(services.now() + lifetime));
  return result;
}

}  // namespace docexport
