#include <nlohmann/json.hpp>

#include "catalog/connection.hpp"
#include "catalog/export_rows.hpp"
#include "catalog/query.hpp"
#include "docexport/catalog/export_life.hpp"

namespace docexport {
namespace {

constexpr const char* expire_sql = R"sql(
UPDATE exports SET status = 'expired', updated_at = :now
WHERE id = :id AND status = :from AND status IN ('completed', 'failed') AND pinned = 0
  AND (:due_by IS NULL OR expires_at <= :due_by)
)sql";

constexpr const char* mark_deleted_sql = R"sql(
UPDATE exports SET status = 'deleted', updated_at = :now
WHERE id = :id AND status = :from AND status IN ('pending', 'completed', 'failed')
)sql";

constexpr const char* mark_removed_sql = R"sql(
UPDATE exports SET removed_at = :now, updated_at = :now
WHERE id = :id AND status IN ('expired', 'deleted') AND removed_at IS NULL
)sql";

}  // namespace

bool ExportLife::expire(const std::string& id, ExportStatus from, std::optional<Timestamp> due_by) {
  WriteTransaction transaction(connection_);
  const int changes = Query(connection_, expire_sql)
                          .bind(":now", connection_.now())
                          .bind(":id", id)
                          .bind(":from", to_string(from))
                          .bind(":due_by", due_by)
                          .run();
  if (changes != 1) {
    return false;
  }
  connection_.append_event({.event = "export_expired", .export_id = id, .detail = {{"from", to_string(from)}}});
  transaction.commit();
  return true;
}

bool ExportLife::mark_deleted(const std::string& id, ExportStatus from) {
  WriteTransaction transaction(connection_);
  const int changes = Query(connection_, mark_deleted_sql)
                          .bind(":now", connection_.now())
                          .bind(":id", id)
                          .bind(":from", to_string(from))
                          .run();
  if (changes != 1) {
    return false;
  }
  connection_.append_event({.event = "export_deleted", .export_id = id, .detail = {{"from", to_string(from)}}});
  transaction.commit();
  return true;
}

bool ExportLife::mark_removed(const std::string& id) {
  WriteTransaction transaction(connection_);
  const int changes = Query(connection_, mark_removed_sql).bind(":now", connection_.now()).bind(":id", id).run();
  const std::optional<Export> row = find_export(connection_, id);
  if (changes == 1) {
    connection_.append_event(
        {.event = "object_removed", .export_id = id, .detail = {{"bytes", row->file_size.value_or(0)}}});
    transaction.commit();
  }
  return row && row->removed_at;
}

bool ExportLife::purge(const std::string& id) {
  WriteTransaction transaction(connection_);
  const std::optional<Export> row = find_export(connection_, id);
  if (!row || !row->removed_at) {
    return false;
  }
  connection_.append_event(
      {.event = "export_purged", .export_id = id, .detail = {{"format", to_string(row->format)}, {"name", row->name}}});
  Query(connection_, "DELETE FROM exports WHERE id = :id").bind(":id", id).run();
  transaction.commit();
  return true;
}

}  // namespace docexport
