#include "docexport/catalog/export_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "catalog/connection.hpp"
#include "catalog/export_query.hpp"
#include "catalog/export_rows.hpp"
#include "catalog/query.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

nlohmann::json time_or_null(const std::optional<Timestamp>& time) {
  return time ? nlohmann::json(format_rfc3339(*time)) : nlohmann::json(nullptr);
}

nlohmann::json change_of(nlohmann::json old_value, nlohmann::json new_value) {
  return {{"old", std::move(old_value)}, {"new", std::move(new_value)}};
}

std::uint64_t count_due(Connection& connection, const ExportFilter& filter) {
  Query query(connection, count_due_sql(filter));
  bind_due(query, filter);
  query.next();
  return query.size("total");
}

// From the counts that triggers keep; only what is past its time, and not pruned yet, has to be counted.
std::uint64_t counted_total(Connection& connection, const ExportFilter& filter) {
  std::uint64_t total = 0;
  {
    Query query(
        connection,
        "SELECT status, count FROM export_counts WHERE (:format IS NULL OR format = :format) AND (:type IS NULL "
        "OR type = :type)");
    query.bind(":format", filter.format ? std::optional(to_string(*filter.format)) : std::nullopt);
    query.bind(":type", filter.type ? std::optional(to_string(*filter.type)) : std::nullopt);
    while (query.next()) {
      const std::optional<ExportStatus> status = parse_export_status(query.text("status"));
      total += status && wants_status(filter, *status) ? query.size("count") : 0;
    }
  }
  const bool wants_completed = wants_status(filter, ExportStatus::completed);
  const bool wants_expired = wants_status(filter, ExportStatus::expired);
  if (wants_completed == wants_expired) {
    return total;
  }
  const std::uint64_t due = count_due(connection, filter);
  return wants_expired ? total + due : total - std::min(due, total);
}

std::uint64_t total_of(Connection& connection, const ExportFilter& filter) {
  if (is_counted(filter)) {
    return counted_total(connection, filter);
  }
  Query query(connection, count_sql(filter));
  bind_filter(query, filter);
  query.next();
  return query.size("total");
}

std::uint64_t offset_of(const PageRequest& request) {
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::uint64_t pages_before = request.page == 0 ? 0 : request.page - 1;
  const bool is_beyond = request.limit != 0 && pages_before > largest / request.limit;
  return is_beyond ? largest : pages_before * request.limit;
}

Export find_editable(Connection& connection, const std::string& id) {
  const std::optional<Export> row = find_export(connection, id);
  if (!row) {
    throw Error(ErrorKind::not_found, fmt::format("no export has the id {}; see: docexport list", id));
  }
  if (row->status == ExportStatus::expired || row->status == ExportStatus::deleted) {
    throw Error(ErrorKind::not_completed, fmt::format("export {} is {} and can no longer be changed; export the "
                                                      "document again",
                                                      id, to_string(row->status)));
  }
  return *row;
}

/// Makes the change to the row and tells it: {"name": {"old": …, "new": …}}.
nlohmann::json apply(const ExportEdit& change, Export& row) {
  nlohmann::json detail = nlohmann::json::object();
  if (change.name && *change.name != row.name) {
    detail["name"] = change_of(row.name, *change.name);
    row.name = *change.name;
  }
  if (change.description && *change.description != row.description) {
    detail["description"] = change_of(row.description, *change.description);
    row.description = *change.description;
  }
  if (change.expires_at && *change.expires_at != row.expires_at) {
    detail["expires_at"] = change_of(time_or_null(row.expires_at), time_or_null(*change.expires_at));
    row.expires_at = *change.expires_at;
  }
  return detail;
}

}  // namespace

std::optional<Export> ExportTable::find(const std::string& id) {
  return find_export(connection_, id);
}

std::optional<Export> ExportTable::find_by_idempotency_key(const std::string& key) {
  Query query(connection_, fmt::format("SELECT {} FROM exports WHERE idempotency_key = :key", export_columns));
  query.bind(":key", key);
  return read_first_export(connection_, query);
}

std::vector<std::string> ExportTable::ids_with_prefix(const std::string& prefix, std::size_t limit) {
  Query query(connection_,
              "SELECT id FROM exports WHERE id >= :prefix AND id <= :prefix || char(1114111) ORDER BY id LIMIT :limit");
  query.bind(":prefix", to_lower_ascii(prefix)).bind(":limit", std::uint64_t{limit});
  return read_ids(query);
}

ExportPage ExportTable::page(const ExportFilter& filter, const PageRequest& request) {
  prepare_ids(connection_, filter);
  ExportPage page;
  page.total = total_of(connection_, filter);
  if (offset_of(request) >= page.total) {
    return page;
  }
  Query query(connection_, page_sql(filter, request));
  bind_filter(query, filter);
  query.bind(":limit", std::min(request.limit, page.total)).bind(":offset", offset_of(request));
  page.exports = read_exports(connection_, query);
  return page;
}

std::vector<std::string> ExportTable::matching_ids(const ExportFilter& filter) {
  prepare_ids(connection_, filter);
  Query query(connection_, ids_sql(filter));
  bind_filter(query, filter);
  return read_ids(query);
}

std::vector<Export> ExportTable::unfinished() {
  Query query(connection_,
              fmt::format("SELECT {} FROM exports INDEXED BY exports_by_status WHERE status IN ('pending', "
                          "'processing') ORDER BY created_at, sequence",
                          export_columns));
  return read_exports(connection_, query);
}

std::vector<Export> ExportTable::due_for_removal(Timestamp now) {
  Query query(
      connection_,
      fmt::format("SELECT {0} FROM exports INDEXED BY exports_due WHERE status = 'completed' AND pinned = 0 AND "
                  "expires_at <= :now\n"
                  "UNION ALL SELECT {0} FROM exports INDEXED BY exports_to_remove WHERE status IN ('expired', "
                  "'deleted') AND removed_at IS NULL\n"
                  "ORDER BY expires_at NULLS LAST, sequence",
                  export_columns));
  query.bind(":now", now);
  return read_exports(connection_, query);
}

std::vector<Attempt> ExportTable::attempts(const std::string& export_id) {
  Query query(connection_,
              fmt::format("SELECT {} FROM attempts WHERE export_id = :export_id ORDER BY number", attempt_columns));
  query.bind(":export_id", export_id);
  std::vector<Attempt> rows;
  while (query.next()) {
    rows.push_back(read_attempt(connection_, query));
  }
  return rows;
}

std::vector<Attempt> ExportTable::abandoned_uploads() {
  Query query(connection_, fmt::format("SELECT {} FROM attempts INDEXED BY attempts_with_upload JOIN exports ON "
                                       "exports.id = attempts.export_id WHERE attempts.upload <> '{{}}' AND "
                                       "exports.status NOT IN ('pending', 'processing')",
                                       attempt_columns));
  std::vector<Attempt> rows;
  while (query.next()) {
    rows.push_back(read_attempt(connection_, query));
  }
  return rows;
}

Export ExportTable::edit(const std::string& id, const ExportEdit& change) {
  WriteTransaction transaction(connection_);
  Export row = find_editable(connection_, id);
  const nlohmann::json detail = apply(change, row);
  if (detail.empty()) {
    return row;
  }
  row.updated_at = connection_.now();
  Query(connection_,
        "UPDATE exports SET name = :name, description = :description, expires_at = :expires_at, "
        "updated_at = :updated_at WHERE id = :id")
      .bind(":name", row.name)
      .bind(":description", row.description)
      .bind(":expires_at", row.expires_at)
      .bind(":updated_at", row.updated_at)
      .bind(":id", id)
      .run();
  connection_.append_event({.event = "export_edited", .export_id = id, .detail = detail});
  transaction.commit();
  return find(id).value_or(row);
}

void ExportTable::record_download(const std::string& id, std::uint64_t bytes, const std::string& way) {
  WriteTransaction transaction(connection_);
  Query(connection_, "UPDATE exports SET download_count = download_count + 1, last_downloaded_at = :now WHERE id = :id")
      .bind(":now", connection_.now())
      .bind(":id", id)
      .run();
  connection_.append_event({.event = "downloaded", .export_id = id, .detail = {{"bytes", bytes}, {"way", way}}});
  transaction.commit();
}

void ExportTable::record_link(const std::string& id, Timestamp ends_at) {
  WriteTransaction transaction(connection_);
  connection_.append_event(
      {.event = "link_created", .export_id = id, .detail = {{"ends_at", format_rfc3339(ends_at)}}});
  transaction.commit();
}

}  // namespace docexport
