#include "docexport/app/downloading.hpp"

#include <fmt/format.h>

#include "app/output_target.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
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
class Receiving {
 public:
  Receiving(Services& services, const Export& row, int file) : services_(services), row_(row), file_(file) {}

  void run(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    const std::uint64_t total = row_.file_size.value_or(0);
    ObjectStore& store = services_.store_at(row_.store, row_.endpoint);
    try {
      store.get({.key = row_.object_key, .etag = row_.object_etag.value_or("")}, [&](std::string_view bytes) {
        throw_if_interrupted();
        write_all(file_, bytes, row_.file_name);
        hash_.update(bytes);
        bytes_ += bytes.size();
        if (progress) {
          progress(bytes_, total);
        }
      });
    } catch (const Error& error) {
      throw error.kind() == ErrorKind::not_found ? explain_absence() : error;
    }
    prove();
  }

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  /// A prune in another process may have removed it since the row was read.
  Error explain_absence() {
    const Export now = resolve_export(services_, row_.id, PrefixRule::ordinary);
    if (effective_status(now, services_.now()) == ExportStatus::completed) {
      return missing_object(row_);
    }
    return {ErrorKind::expired, fmt::format("export {} was removed meanwhile: export the document again", row_.id)};
  }

  void prove() {
    const std::string sha256 = hexadecimal(hash_.finish());
    if (bytes_ != row_.file_size || sha256 != row_.sha256) {
      throw Error(
          ErrorKind::integrity,
          fmt::format("the stored file of export {} is not what was exported: {} bytes with SHA-256 {} instead of "
                      "{} bytes with {}. Nothing was written; export the document again",
                      row_.id, bytes_, sha256, row_.file_size.value_or(0), row_.sha256.value_or("none")));
    }
  }

  Services& services_;
  const Export& row_;
  int file_;
  Sha256 hash_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

DownloadResult download_export(Services& services, const DownloadRequest& request,
                               const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const Export row = downloadable(services, request.id);
  const Overwrite overwrite = request.overwrite ? Overwrite::yes : Overwrite::no;
  const OutputPath target = resolve_output(request.output, row.file_name, overwrite);
  DownloadResult result{.row = row, .sha256 = row.sha256.value_or("")};
  if (target) {
    PendingFile file(*target);
    Receiving receiving(services, row, file.descriptor());
    receiving.run(progress);
    file.commit(overwrite);
    result.path = target->string();
    result.bytes = receiving.bytes();
  } else {
    // A pipe cannot take bytes back: they are proven before the first one is written.
    create_private_directories(services.settings().data_folder);
    const FileDescriptor spool = open_unnamed_file(services.settings().data_folder);
    Receiving receiving(services, row, spool.get());
    receiving.run(progress);
    write_output(spool.get(), row.file_name, target, overwrite);
    result.bytes = receiving.bytes();
  }
  services.catalog().exports().record_download(row.id, result.bytes, target ? "file" : "stdout");
  return result;
}

LinkResult link_to_export(Services& services, const std::string& id, std::chrono::seconds lifetime) {
  const Export row = downloadable(services, id);
  ObjectStore& store = services.store_at(row.store, row.endpoint);
  const PresignedLink link = store.presign(row.object_key, lifetime, row.file_name);
  const LinkResult result{.row = row, .url = link.url, .ends_at = link.ends_at};
  services.catalog().exports().record_link(row.id, link.ends_at.value_or(services.now() + lifetime));
  return result;
}

}  // namespace docexport
