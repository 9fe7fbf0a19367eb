#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <span>

#include "app/attempt_runner.hpp"
#include "app/batch.hpp"
#include "app/bundle_rendering.hpp"
#include "app/object_integrity.hpp"
#include "app/object_removal.hpp"
#include "docexport/app/exporting.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/catalog/liveness_lock.hpp"

namespace docexport {

namespace {

Error wrong_state(const Export& row, Timestamp now) {
  switch (effective_status(row, now)) {
    case ExportStatus::completed:
      return {ErrorKind::conflict, fmt::format("export {} is completed: there is nothing to retry. Get it with: "
                                               "docexport download {}",
                                               row.id, short_id(row.id))};
    case ExportStatus::expired:
    case ExportStatus::deleted:
      return {ErrorKind::expired,
              fmt::format("export {} is {}: export the document again", row.id, to_string(effective_status(row, now)))};
    case ExportStatus::pending:
    case ExportStatus::processing:
    case ExportStatus::failed:
      break;
  }
  return {ErrorKind::not_completed,
          fmt::format("export {} is being worked on by another process: wait for it", row.id)};
}

/// Retries whose lock bytes are held at the same time.
constexpr std::size_t retried_together = 1000;

class Retrying {
 public:
  using Report = std::function<void(const ExportOutcome&)>;

  Retrying(Services& services, const RetryRequest& request, const Report& report)
      : services_(services), request_(request), report_(report) {}

  void run() {
    for (std::size_t begin = 0; begin < request_.ids.size(); begin += retried_together) {
      const std::size_t end = std::min(request_.ids.size(), begin + retried_together);
      run_group(std::span(request_.ids).subspan(begin, end - begin));
    }
  }

 private:
  void run_group(std::span<const std::string> ids) {
    std::vector<BatchJob> jobs;
    std::set<std::string> seen;
    for (const std::string& id : ids) {
      throw_if_interrupted();
      // Our own lock byte would not keep us from running the same one twice at once.
      if (!seen.insert(id).second) {
        continue;
      }
      attempt(id, [&] {
        if (auto job = prepare(id)) {
          jobs.push_back(*std::move(job));
        }
      });
    }
    // A bundle is an attempt of its own, which takes all processors; the others run side by side.
    for (auto begin = jobs.begin(); begin != jobs.end();) {
      const auto end = is_bundle(*begin) ? std::next(begin) : std::find_if(begin, jobs.end(), is_bundle);
      run_jobs({std::make_move_iterator(begin), std::make_move_iterator(end)});
      begin = end;
    }
    remove_superseded_objects(services_, completed_);
    completed_.clear();
  }

  static bool is_bundle(const BatchJob& job) { return job.row.type == ExportType::bulk_export; }

  void run_jobs(const std::vector<BatchJob>& jobs) {
    if (jobs.size() == 1) {
      attempt(jobs.front().row.id, [&] { run_one(jobs.front()); });
    } else {
      run_batch(services_, jobs, {.jobs = request_.jobs, .object = request_.object},
                [&](std::size_t index, AttemptResult& result) { finish(jobs[index], result); });
    }
  }

  /// What goes wrong with one is reported, and the others go on.
  void attempt(const std::string& id, const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted || error.kind() == ErrorKind::busy) {
        throw;
      }
      report_({.document_name = id, .failure = Failure{.kind = error.kind(), .message = error.what()}});
    }
  }

  /// nullopt when nothing is left to be done: the row is left out (skip_hopeless), or its object turned out whole.
  std::optional<BatchJob> prepare(const std::string& id) {
    ExportTable& exports = services_.catalog().exports();
    const std::optional<Export> row = exports.find(id);
    if (!row) {
      throw Error(ErrorKind::not_found, fmt::format("no export {}. See them with: docexport list", id));
    }
    if (row->status != ExportStatus::failed) {
      throw wrong_state(*row, services_.now());
    }
    if (!request_.force && !may_retry(*row)) {
      return std::nullopt;
    }
    BatchJob job{.row = *row, .document = document_of(*row)};
    if (!services_.locks().try_acquire(id)) {
      throw wrong_state(*row, services_.now());
    }
    if (adopt(*row)) {
      services_.locks().release(id);
      report_({.row = exports.find(id), .document_name = job.document.name});
      return std::nullopt;
    }
    return job;
  }

  void run_one(const BatchJob& job) {
    const RenderWork work = is_bundle(job)
                                ? [this](const Export& row) { return render_bundle(services_, row, request_.jobs); }
                                : rendering_of(services_, job.document);
    AttemptResult result = run_attempt(services_, job.row, work, request_.object);
    services_.locks().release(job.row.id);
    finish(job, result);
  }

  void finish(const BatchJob& job, AttemptResult& result) {
    if (!result.failure) {
      completed_.push_back(result.row);
    }
    report_({.row = result.row,
             .document_name = job.document.name,
             .warnings = std::move(result.warnings),
             .documents = std::move(result.documents),
             .failure = result.failure});
  }

  [[nodiscard]] bool may_retry(const Export& row) const {
    const bool is_hopeless = row.error_class && !retry_can_help(*row.error_class);
    if (!is_hopeless && row.attempts < request_.max_attempts) {
      return true;
    }
    if (request_.skip_hopeless) {
      return false;
    }
    if (is_hopeless) {
      throw Error(ErrorKind::retry_limit,
                  fmt::format("export {} failed by its document ({}): a retry cannot help. Use --force to try all the "
                              "same",
                              row.id, to_string(*row.error_class)));
    }
    throw Error(ErrorKind::retry_limit,
                fmt::format("export {} was tried {} times already: raise --max-attempts, or use --force", row.id,
                            row.attempts));
  }

  /// What an interrupted attempt stored whole is not exported a second time.
  bool adopt(const Export& row) {
    ExportLife& life = services_.catalog().life();
    const std::optional<Attempt> last =
        row.error_class == ErrorClass::interrupted ? life.current_attempt(row.id) : std::optional<Attempt>();
    if (!last) {
      return false;
    }
    const auto etag = etag_of_whole_object(services_, row, last->object_key);
    return etag && life.adopt_failed({.export_id = row.id, .number = last->number, .nonce = last->nonce}, *etag);
  }

  /// Of a bundle only what it is called: which documents are there is seen when it is made.
  Document document_of(const Export& row) {
    if (row.type == ExportType::bulk_export) {
      return {.name = count_documents(bundle_members(row.options_json).size())};
    }
    const auto document =
        row.document_id ? services_.catalog().documents().find(*row.document_id) : std::optional<Document>();
    if (!document) {
      throw Error(ErrorKind::not_found,
                  fmt::format("the document of export {} is no longer registered: add it and export it again", row.id));
    }
    return *document;
  }

  Services& services_;
  const RetryRequest& request_;
  const Report& report_;
  std::vector<Export> completed_{};  ///< of the group that runs
};

}  // namespace

void retry_exports(Services& services, const RetryRequest& request,
                   const std::function<void(const ExportOutcome&)>& report) {
  Retrying(services, request, report).run();
}

}  // namespace docexport
