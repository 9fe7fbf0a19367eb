#include <fmt/format.h>

#include "app/attempt_runner.hpp"
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

class Retrying {
 public:
  Retrying(Services& services, const RetryRequest& request) : services_(services), request_(request) {}

  /// nullopt when the row is left out (skip_hopeless).
  std::optional<ExportOutcome> run(const std::string& id) {
    Catalog& catalog = services_.catalog();
    const std::optional<Export> row = catalog.exports().find(id);
    if (!row) {
      throw Error(ErrorKind::not_found, fmt::format("no export {}. See them with: docexport list", id));
    }
    if (row->status != ExportStatus::failed) {
      throw wrong_state(*row, services_.now());
    }
    if (!request_.force && !may_retry(*row)) {
      return std::nullopt;
    }
    if (!services_.locks().try_acquire(id)) {
      throw wrong_state(*row, services_.now());
    }
    ExportOutcome outcome = adopt_or_run(*row);
    services_.locks().release(id);
    return outcome;
  }

 private:
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

  ExportOutcome adopt_or_run(const Export& row) {
    Catalog& catalog = services_.catalog();
    const Document document = document_of(row);
    const std::optional<Attempt> last = catalog.life().current_attempt(row.id);
    if (last && adopt(row, *last)) {
      return {.row = catalog.exports().find(row.id), .document_name = document.name};
    }
    AttemptResult attempt = run_attempt(services_, row, document);
    if (!attempt.failure) {
      remove_superseded_objects(services_, attempt.row);
    }
    return {.row = attempt.row,
            .document_name = document.name,
            .warnings = std::move(attempt.warnings),
            .failure = attempt.failure};
  }

  /// What an interrupted attempt stored whole is not exported a second time.
  bool adopt(const Export& row, const Attempt& last) {
    if (row.error_class != ErrorClass::interrupted) {
      return false;
    }
    const auto etag = etag_of_whole_object(services_, row, last.object_key);
    return etag && services_.catalog().life().adopt_failed(
                       {.export_id = row.id, .number = last.number, .nonce = last.nonce}, *etag);
  }

  Document document_of(const Export& row) {
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
};

}  // namespace

void retry_exports(Services& services, const RetryRequest& request,
                   const std::function<void(const ExportOutcome&)>& report) {
  for (const std::string& id : request.ids) {
    throw_if_interrupted();
    std::optional<ExportOutcome> outcome;
    try {
      outcome = Retrying(services, request).run(id);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted || error.kind() == ErrorKind::busy) {
        throw;
      }
      outcome = ExportOutcome{.document_name = id, .failure = Failure{.kind = error.kind(), .message = error.what()}};
    }
    if (outcome) {
      report(*outcome);
    }
  }
}

}  // namespace docexport
