#include "docexport/app/stale_uploads.hpp"

#include <algorithm>

#include "app/upload_record.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/catalog/liveness_lock.hpp"

namespace docexport {

namespace {

/// How long a failed export may be retried with what it had sent.
constexpr std::chrono::days resume_limit{7};
/// How old an upload has to be of which no export knows: its process may be about to record it.
constexpr std::chrono::hours unknown_limit{24};

class Planning {
 public:
  Planning(Services& services, Catalog& catalog) : services_(services), catalog_(catalog) {}

  StaleUploadPlan run() {
    for (const Attempt& attempt : catalog_.exports().abandoned_uploads()) {
      consider(attempt);
    }
    if (std::string_view(services_.settings().store).starts_with("s3:")) {
      list_store();
    }
    return std::move(plan_);
  }

 private:
  void consider(const Attempt& attempt) {
    const std::optional<Export> row = catalog_.exports().find(attempt.export_id);
    const std::optional<UploadRecord> record = parse_upload_record(attempt.upload_json);
    if (!row || !record) {
      return;
    }
    const std::string reason = reason_of(*row, attempt);
    if (!reason.empty()) {
      plan_.uploads.push_back({.export_id = row->id,
                               .key = record->key,
                               .reason = reason,
                               .store = row->store,
                               .endpoint = row->endpoint,
                               .attempt = attempt});
    }
  }

  /// Empty where it is to stay.
  [[nodiscard]] std::string reason_of(const Export& row, const Attempt& attempt) const {
    switch (row.status) {
      case ExportStatus::pending:
      case ExportStatus::processing:
        return {};
      case ExportStatus::completed:
        return "its export is complete";
      case ExportStatus::expired:
      case ExportStatus::deleted:
        // Whoever removes the object aborts the upload.
        return row.removed_at ? "its export is gone" : "";
      case ExportStatus::failed:
        break;
    }
    if (row.error_class && !retry_can_help(*row.error_class)) {
      return "its export failed for good";
    }
    const bool is_old = services_.now() - attempt.finished_at.value_or(attempt.started_at) > resume_limit;
    return is_old ? "nobody retried its export for 7 days" : "";
  }

  void list_store() {
    const std::string prefix = catalog_.id() + "/";
    try {
      for (const OpenUpload& open : services_.store().open_uploads(prefix)) {
        consider(open, prefix);
      }
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      if (error.kind() == ErrorKind::access) {
        plan_.warning = std::string("unfinished uploads were not looked for: ") + error.what();
      } else {
        plan_.failure = Failure{.kind = error.kind(), .message = error.what()};
      }
    }
  }

  void consider(const OpenUpload& open, const std::string& prefix) {
    const bool is_old = open.started_at && services_.now() - *open.started_at > unknown_limit;
    if (!is_old || is_planned(open.key)) {
      return;
    }
    const std::string rest = open.key.substr(std::min(prefix.size(), open.key.size()));
    const std::string export_id = rest.substr(0, rest.find('/'));
    if (is_wanted(export_id, open.key)) {
      return;
    }
    plan_.uploads.push_back({.export_id = export_id,
                             .key = open.key,
                             .reason = "older than a day, and no export goes on with it",
                             .store = services_.settings().store,
                             .endpoint = services_.endpoint(),
                             .open = open});
  }

  [[nodiscard]] bool is_planned(const std::string& key) const {
    return std::any_of(plan_.uploads.begin(), plan_.uploads.end(),
                       [&key](const StaleUpload& upload) { return upload.key == key; });
  }

  bool is_wanted(const std::string& export_id, const std::string& key) {
    const std::optional<Export> row = catalog_.exports().find(export_id);
    if (!row) {
      return false;
    }
    if (row->status == ExportStatus::pending || row->status == ExportStatus::processing) {
      return true;
    }
    const std::vector<Attempt> attempts = catalog_.exports().attempts(export_id);
    return std::any_of(attempts.begin(), attempts.end(), [&key](const Attempt& attempt) {
      const auto record = parse_upload_record(attempt.upload_json);
      return record && record->key == key;
    });
  }

  Services& services_;
  Catalog& catalog_;
  StaleUploadPlan plan_{};
};

void abort_stale(Services& services, const StaleUpload& upload) {
  ObjectStore& store = services.store_at(upload.store, upload.endpoint);
  if (!upload.attempt) {
    store.abort_upload(upload.open);
    return;
  }
  if (const auto record = parse_upload_record(upload.attempt->upload_json)) {
    store.abort_upload(record->key, record->state);
  }
  services.catalog().life().forget_upload(*upload.attempt);
}

/// A retry may have taken it up since the plan was made. Its lock byte is ours until the upload is gone.
bool may_abort(Services& services, const StaleUpload& upload) {
  if (!services.catalog().exports().find(upload.export_id)) {
    return true;
  }
  if (!services.locks().try_acquire(upload.export_id)) {
    return false;
  }
  const ExportStatus status = services.catalog().exports().find(upload.export_id)->status;
  return status != ExportStatus::processing && status != ExportStatus::pending;
}

void carry_out(Services& services, StaleUpload& upload) {
  if (may_abort(services, upload)) {
    abort_stale(services, upload);
    upload.is_done = true;
  }
  if (services.catalog().exports().find(upload.export_id)) {
    services.locks().release(upload.export_id);
  }
}

}  // namespace

StaleUploadPlan plan_upload_prune(Services& services) {
  Catalog* catalog = services.catalog_if_present();
  return catalog == nullptr ? StaleUploadPlan() : Planning(services, *catalog).run();
}

void carry_out_upload_prune(Services& services, std::vector<StaleUpload>& uploads,
                            const std::function<void(const StaleUpload&)>& report) {
  for (StaleUpload& upload : uploads) {
    throw_if_interrupted();
    try {
      carry_out(services, upload);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      upload.failure = Failure{.kind = error.kind(), .message = error.what()};
    }
    report(upload);
  }
}

}  // namespace docexport
