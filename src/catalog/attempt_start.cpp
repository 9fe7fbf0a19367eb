#include "catalog/attempt_start.hpp"

#include <nlohmann/json.hpp>

#include "catalog/connection.hpp"
#include "catalog/export_rows.hpp"
#include "catalog/query.hpp"

namespace docexport {
namespace {

// What the attempt before has left is no longer true.
constexpr const char* begin_attempt_sql = R"sql(
UPDATE exports
SET status = 'processing', attempts = attempts + 1, object_key = :object_key, object_etag = NULL, file_size = NULL,
    sha256 = NULL, records_count = NULL, stats = '{}', error_class = NULL, error_message = NULL,
    started_at = :started_at, updated_at = :now
WHERE id = :id AND status IN ('pending', 'failed') AND (:number = 0 OR :number = attempts + 1)
)sql";

constexpr const char* insert_attempt_sql = R"sql(
INSERT INTO attempts (export_id, number, nonce, object_key, upload, host, pid, started_at)
VALUES (:export_id, :number, :nonce, :object_key, :upload, :host, :pid, :started_at)
)sql";

// An upload belongs to one attempt at a time.
constexpr const char* take_over_upload_sql = R"sql(
UPDATE attempts SET upload = '{}' WHERE export_id = :export_id AND number < :number AND upload = :upload
)sql";

}  // namespace

std::optional<Export> start_attempt(Connection& connection, const std::string& id, const Attempt& attempt) {
  const Timestamp started_at = connection.now_unless(attempt.started_at);
  const int changes = Query(connection, begin_attempt_sql)
                          .bind(":object_key", attempt.object_key)
                          .bind(":started_at", started_at)
                          .bind(":now", connection.now())
                          .bind(":id", id)
                          .bind(":number", attempt.number)
                          .run();
  if (changes != 1) {
    return std::nullopt;
  }
  std::optional<Export> row = find_export(connection, id);
  Query(connection, insert_attempt_sql)
      .bind(":export_id", id)
      .bind(":number", row->attempts)
      .bind(":nonce", attempt.nonce)
      .bind(":object_key", attempt.object_key)
      .bind(":upload", attempt.upload_json)
      .bind(":host", attempt.host)
      .bind(":pid", attempt.process_id)
      .bind(":started_at", started_at)
      .run();
  if (attempt.upload_json != "{}") {
    Query(connection, take_over_upload_sql)
        .bind(":export_id", id)
        .bind(":number", row->attempts)
        .bind(":upload", attempt.upload_json)
        .run();
  }
  connection.append_event(
      {.event = "export_started",
       .export_id = id,
       .detail = {{"attempt", row->attempts}, {"host", attempt.host}, {"pid", attempt.process_id}}});
  return row;
}

}  // namespace docexport
