#include "catalog/export_rows.hpp"

#include <fmt/format.h>

#include "catalog/connection.hpp"
#include "catalog/query.hpp"
#include "catalog/sqlite_error.hpp"

namespace docexport {
namespace {

/// The enumerator that the column's word stands for.
template <typename Enum>
Enum read_word(const Connection& connection, const Query& query, const char* column,
               std::optional<Enum> (*parse)(std::string_view)) {
  const std::string word = query.text(column);
  const std::optional<Enum> value = parse(word);
  if (!value) {
    throw damaged_catalog(connection.path(), fmt::format("it has the unknown {} '{}'", column, word));
  }
  return *value;
}

std::optional<ErrorClass> read_error_class(const Connection& connection, const Query& query) {
  return query.optional_text("error_class")
             ? std::optional(read_word(connection, query, "error_class", parse_error_class))
             : std::nullopt;
}

}  // namespace

Export read_export(const Connection& connection, const Query& query) {
  return {.id = query.text("id"),
          .document_id = query.optional_text("document_id"),
          .name = query.text("name"),
          .description = query.text("description"),
          .status = read_word(connection, query, "status", parse_export_status),
          .type = read_word(connection, query, "type", parse_export_type),
          .format = read_word(connection, query, "format", parse_export_format),
          .options_json = query.text("options"),
          .file_name = query.text("file_name"),
          .store = query.text("store"),
          .endpoint = query.text("endpoint"),
          .object_key = query.text("object_key"),
          .object_etag = query.optional_text("object_etag"),
          .file_size = query.optional_size("file_size"),
          .sha256 = query.optional_text("sha256"),
          .records_count = query.optional_size("records_count"),
          .stats_json = query.text("stats"),
          .download_count = query.size("download_count"),
          .last_downloaded_at = query.optional_time("last_downloaded_at"),
          .attempts = static_cast<int>(query.integer("attempts")),
          .pinned = query.integer("pinned") != 0,
          .idempotency_key = query.optional_text("idempotency_key"),
          .error_class = read_error_class(connection, query),
          .error_message = query.optional_text("error_message"),
          .owner = query.text("owner"),
          .created_at = query.time("created_at"),
          .updated_at = query.time("updated_at"),
          .started_at = query.optional_time("started_at"),
          .completed_at = query.optional_time("completed_at"),
          .expires_at = query.optional_time("expires_at"),
          .removed_at = query.optional_time("removed_at")};
}

Attempt read_attempt(const Connection& connection, const Query& query) {
  return {.export_id = query.text("export_id"),
          .number = static_cast<int>(query.integer("number")),
          .nonce = query.text("nonce"),
          .object_key = query.text("object_key"),
          .upload_json = query.text("upload"),
          .host = query.text("host"),
          .process_id = static_cast<int>(query.integer("pid")),
          .started_at = query.time("started_at"),
          .finished_at = query.optional_time("finished_at"),
          .outcome = query.optional_text("outcome"),
          .error_class = read_error_class(connection, query),
          .error_message = query.optional_text("error_message")};
}

std::vector<Export> read_exports(const Connection& connection, Query& query) {
  std::vector<Export> rows;
  while (query.next()) {
    rows.push_back(read_export(connection, query));
  }
  return rows;
}

std::optional<Export> read_first_export(const Connection& connection, Query& query) {
  return query.next() ? std::optional(read_export(connection, query)) : std::nullopt;
}

std::optional<Export> find_export(Connection& connection, const std::string& id) {
  static const std::string sql = fmt::format("SELECT {} FROM exports WHERE id = :id", export_columns);
  Query query(connection, sql);
  query.bind(":id", id);
  return read_first_export(connection, query);
}

}  // namespace docexport
