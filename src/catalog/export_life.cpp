#include "docexport/catalog/export_life.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catalog/attempt_start.hpp"
#include "catalog/connection.hpp"
#include "catalog/export_rows.hpp"
#include "catalog/query.hpp"

namespace docexport {
namespace {

constexpr const char* record_rendered_sql = R"sql(
UPDATE exports
SET file_size = :file_size, sha256 = :sha256, records_count = :records_count, stats = :stats, updated_at = :now,
    object_key = coalesce(:object_key, object_key)
WHERE id = :id AND status = 'processing' AND attempts = :number
  AND EXISTS (SELECT 1 FROM attempts WHERE export_id = :id AND number = :number AND nonce = :nonce)
)sql";

constexpr const char* change_key_sql = R"sql(
UPDATE attempts SET object_key = :object_key WHERE export_id = :id AND number = :number AND nonce = :nonce
)sql";

constexpr const char* record_upload_sql = R"sql(
UPDATE attempts SET upload = :upload
WHERE export_id = :id AND number = :number AND nonce = :nonce
  AND EXISTS (SELECT 1 FROM exports WHERE id = :id AND status = 'processing' AND attempts = :number)
)sql";

constexpr const char* forget_upload_sql = R"sql(
UPDATE attempts SET upload = '{}' WHERE export_id = :id AND number = :number AND upload = :upload
)sql";

constexpr const char* complete_sql = R"sql(
UPDATE exports
SET status = 'completed', object_etag = :etag, error_class = NULL, error_message = NULL, completed_at = :now,
    updated_at = :now
WHERE id = :id AND status = :from AND attempts = :number
  AND EXISTS (SELECT 1 FROM attempts WHERE export_id = :id AND number = :number AND nonce = :nonce)
)sql";

constexpr const char* fail_sql = R"sql(
UPDATE exports
SET status = 'failed', error_class = :error_class, error_message = :error_message, updated_at = :now
WHERE id = :id AND status = 'processing' AND attempts = :number
  AND EXISTS (SELECT 1 FROM attempts WHERE export_id = :id AND number = :number AND nonce = :nonce)
)sql";

constexpr const char* fail_pending_sql = R"sql(
UPDATE exports
SET status = 'failed', error_class = :error_class, error_message = :error_message, updated_at = :now
WHERE id = :id AND status = 'pending'
)sql";

constexpr const char* finish_attempt_sql = R"sql(
UPDATE attempts
SET finished_at = :now, outcome = :outcome, error_class = :error_class, error_message = :error_message,
    upload = CASE :outcome WHEN 'completed' THEN '{}' ELSE upload END
WHERE export_id = :id AND number = :number
)sql";

void bind_attempt(Query& query, const AttemptRef& attempt) {
  query.bind(":id", attempt.export_id).bind(":number", attempt.number).bind(":nonce", attempt.nonce);
}

void finish_attempt(Connection& connection, const AttemptRef& attempt, std::string_view outcome,
                    const std::optional<AttemptFailure>& failure) {
  Query(connection, finish_attempt_sql)
      .bind(":now", connection.now())
      .bind(":outcome", outcome)
      .bind(":error_class", failure ? std::optional(to_string(failure->error_class)) : std::nullopt)
      .bind(":error_message", failure ? std::optional(failure->message) : std::nullopt)
      .bind(":id", attempt.export_id)
      .bind(":number", attempt.number)
      .run();
}

bool is_interruption(const AttemptFailure& failure) {
  return failure.error_class == ErrorClass::interrupted;
}

std::string_view event_of(const AttemptFailure& failure) {
  return is_interruption(failure) ? "export_interrupted" : "export_failed";
}

nlohmann::json detail_of(const AttemptFailure& failure, int attempt_number) {
  return {{"attempt", attempt_number}, {"class", to_string(failure.error_class)}, {"message", failure.message}};
}

nlohmann::json completion_detail(Connection& connection, const AttemptRef& attempt) {
  Query query(connection, "SELECT file_size, records_count, sha256 FROM exports WHERE id = :id");
  query.bind(":id", attempt.export_id);
  query.next();
  return {{"attempt", attempt.number},
          {"bytes", query.size("file_size")},
          {"records_count", query.optional_size("records_count").value_or(0)},
          {"sha256", query.text("sha256")}};
}

bool complete_from(Connection& connection, const AttemptRef& attempt, ExportStatus from, const std::string& etag,
                   std::string_view event) {
  WriteTransaction transaction(connection);
  {
    Query update(connection, complete_sql);
    bind_attempt(update, attempt);
    update.bind(":from", to_string(from)).bind(":etag", etag).bind(":now", connection.now());
    if (update.run() != 1) {
      return false;
    }
  }
  finish_attempt(connection, attempt, "completed", std::nullopt);
  connection.append_event(
      {.event = event, .export_id = attempt.export_id, .detail = completion_detail(connection, attempt)});
  transaction.commit();
  return true;
}

}  // namespace

std::optional<Export> ExportLife::begin_attempt(const std::string& id, const Attempt& attempt) {
  WriteTransaction transaction(connection_);
  std::optional<Export> row = start_attempt(connection_, id, attempt);
  if (row) {
    transaction.commit();
  }
  return row;
}

bool ExportLife::record_rendered(const AttemptRef& attempt, const RenderedFile& file) {
  WriteTransaction transaction(connection_);
  Query update(connection_, record_rendered_sql);
  bind_attempt(update, attempt);
  const int changes = update.bind(":file_size", file.size)
                          .bind(":sha256", file.sha256)
                          .bind(":records_count", file.records_count)
                          .bind(":stats", file.stats_json)
                          .bind(":object_key", file.object_key)
                          .bind(":now", connection_.now())
                          .run();
  if (changes == 1 && file.object_key) {
    Query change(connection_, change_key_sql);
    bind_attempt(change, attempt);
    change.bind(":object_key", *file.object_key).run();
  }
  transaction.commit();
  return changes == 1;
}

bool ExportLife::record_upload(const AttemptRef& attempt, const std::string& upload_json) {
  WriteTransaction transaction(connection_);
  Query update(connection_, record_upload_sql);
  bind_attempt(update, attempt);
  const int changes = update.bind(":upload", upload_json).run();
  transaction.commit();
  return changes == 1;
}

void ExportLife::forget_upload(const Attempt& attempt) {
  WriteTransaction transaction(connection_);
  Query(connection_, forget_upload_sql)
      .bind(":id", attempt.export_id)
      .bind(":number", attempt.number)
      .bind(":upload", attempt.upload_json)
      .run();
  transaction.commit();
}

bool ExportLife::complete(const AttemptRef& attempt, const std::string& etag, Completion completion) {
  const bool is_adopted = completion == Completion::adopted;
  return complete_from(connection_, attempt, ExportStatus::processing, etag,
                       is_adopted ? "export_adopted" : "export_completed");
}

bool ExportLife::adopt_failed(const AttemptRef& attempt, const std::string& etag) {
  return complete_from(connection_, attempt, ExportStatus::failed, etag, "export_adopted");
}

bool ExportLife::fail(const AttemptRef& attempt, const AttemptFailure& failure) {
  WriteTransaction transaction(connection_);
  {
    Query update(connection_, fail_sql);
    bind_attempt(update, attempt);
    update.bind(":error_class", to_string(failure.error_class))
        .bind(":error_message", failure.message)
        .bind(":now", connection_.now());
    if (update.run() != 1) {
      return false;
    }
  }
  finish_attempt(connection_, attempt, is_interruption(failure) ? "interrupted" : "failed", failure);
  connection_.append_event(
      {.event = event_of(failure), .export_id = attempt.export_id, .detail = detail_of(failure, attempt.number)});
  transaction.commit();
  return true;
}

bool ExportLife::fail_pending(const std::string& id, const AttemptFailure& failure) {
  WriteTransaction transaction(connection_);
  const int changes = Query(connection_, fail_pending_sql)
                          .bind(":error_class", to_string(failure.error_class))
                          .bind(":error_message", failure.message)
                          .bind(":now", connection_.now())
                          .bind(":id", id)
                          .run();
  if (changes != 1) {
    return false;
  }
  connection_.append_event({.event = event_of(failure), .export_id = id, .detail = detail_of(failure, 0)});
  transaction.commit();
  return true;
}

std::optional<Attempt> ExportLife::current_attempt(const std::string& export_id) {
  Query query(connection_, fmt::format("SELECT {} FROM attempts JOIN exports ON exports.id = attempts.export_id AND "
                                       "exports.attempts = attempts.number WHERE attempts.export_id = :export_id",
                                       attempt_columns));
  query.bind(":export_id", export_id);
  return query.next() ? std::optional(read_attempt(connection_, query)) : std::nullopt;
}

}  // namespace docexport
