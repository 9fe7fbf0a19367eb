#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catalog/attempt_start.hpp"
#include "catalog/connection.hpp"
#include "catalog/query.hpp"
#include "docexport/base/error.hpp"
#include "docexport/catalog/export_life.hpp"

namespace docexport {
namespace {

constexpr const char* insert_export_sql = R"sql(
INSERT INTO exports (id, document_id, name, description, status, type, format, options, file_name, store, endpoint,
                     object_key, pinned, idempotency_key, owner, created_at, updated_at, expires_at)
VALUES (:id, :document_id, :name, :description, 'pending', :type, :format, :options, :file_name, :store, :endpoint,
        :object_key, :pinned, :idempotency_key, :owner, :created_at, :created_at, :expires_at)
)sql";

bool is_document_there(Connection& connection, const std::string& id) {
  Query query(connection, "SELECT 1 FROM documents WHERE id = :id");
  query.bind(":id", id);
  return query.next();
}

bool is_id_taken(Connection& connection, const std::string& id) {
  Query query(connection, "SELECT 1 FROM exports WHERE id = :id");
  query.bind(":id", id);
  return query.next();
}

bool is_key_taken(Connection& connection, const std::optional<std::string>& key) {
  Query query(connection, "SELECT 1 FROM exports WHERE idempotency_key = :key");
  query.bind(":key", key);
  return query.next();
}

void check_acceptable(Connection& connection, const Export& row) {
  if (is_id_taken(connection, row.id)) {
    throw Error(ErrorKind::conflict, fmt::format("an export with the id {} is already there", row.id));
  }
  if (is_key_taken(connection, row.idempotency_key)) {
    throw Error(ErrorKind::conflict, fmt::format("the idempotency key {} already stands for another export; use a new "
                                                 "key",
                                                 *row.idempotency_key));
  }
  if (row.document_id && !is_document_there(connection, *row.document_id)) {
    throw Error(ErrorKind::not_found,
                fmt::format("document {} was removed meanwhile; add it again with: docexport add", *row.document_id));
  }
}

void insert_export(Connection& connection, const Export& row) {
  Query(connection, insert_export_sql)
      .bind(":id", row.id)
      .bind(":document_id", row.document_id)
      .bind(":name", row.name)
      .bind(":description", row.description)
      .bind(":type", to_string(row.type))
      .bind(":format", to_string(row.format))
      .bind(":options", row.options_json)
      .bind(":file_name", row.file_name)
      .bind(":store", row.store)
      .bind(":endpoint", row.endpoint)
      .bind(":object_key", row.object_key)
      .bind(":pinned", row.pinned)
      .bind(":idempotency_key", row.idempotency_key)
      .bind(":owner", row.owner)
      .bind(":created_at", connection.now_unless(row.created_at))
      .bind(":expires_at", row.expires_at)
      .run();
}

void accept_exports(Connection& connection, std::span<const Export> rows) {
  for (const Export& row : rows) {
    check_acceptable(connection, row);
    insert_export(connection, row);
    connection.append_event({.event = "export_accepted",
                             .export_id = row.id,
                             .detail = {{"format", to_string(row.format)}, {"name", row.name}}});
  }
}

}  // namespace

void ExportLife::accept(std::span<const Export> rows) {
  WriteTransaction transaction(connection_);
  accept_exports(connection_, rows);
  transaction.commit();
}

Export ExportLife::accept_and_begin(std::span<const Export> rows, const Attempt& attempt) {
  WriteTransaction transaction(connection_);
  accept_exports(connection_, rows);
  Export begun = start_attempt(connection_, rows.front().id, attempt).value();
  transaction.commit();
  return begun;
}

}  // namespace docexport
