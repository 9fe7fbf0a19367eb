#include "docexport/catalog/event_table.hpp"

#include "catalog/connection.hpp"
#include "catalog/query.hpp"

namespace docexport {
namespace {

// The selectors of the export and the document are apart, so that each finds its index.
std::string list_sql(const EventFilter& filter) {
  std::string sql = "SELECT id, at, actor, export_id, document_id, event, detail FROM events WHERE true";
  sql += filter.export_id ? " AND export_id = :export_id" : "";
  sql += filter.document_id ? " AND document_id = :document_id" : "";
  sql += filter.event ? " AND event = :event" : "";
  sql += filter.since ? " AND at >= :since" : "";
  return "SELECT * FROM (" + sql + " ORDER BY id DESC LIMIT :limit) ORDER BY id";
}

void bind_filter(Query& query, const EventFilter& filter) {
  if (filter.export_id) {
    query.bind(":export_id", *filter.export_id);
  }
  if (filter.document_id) {
    query.bind(":document_id", *filter.document_id);
  }
  if (filter.event) {
    query.bind(":event", *filter.event);
  }
  if (filter.since) {
    query.bind(":since", *filter.since);
  }
  constexpr std::int64_t unlimited = -1;
  query.bind(":limit", filter.limit == 0 ? unlimited : static_cast<std::int64_t>(filter.limit));
}

}  // namespace

std::vector<Event> EventTable::list(const EventFilter& filter) {
  Query query(connection_, list_sql(filter));
  bind_filter(query, filter);
  std::vector<Event> events;
  while (query.next()) {
    events.push_back({.id = query.integer("id"),
                      .at = query.time("at"),
                      .actor = query.text("actor"),
                      .export_id = query.optional_text("export_id"),
                      .document_id = query.optional_text("document_id"),
                      .event = query.text("event"),
                      .detail_json = query.text("detail")});
  }
  return events;
}

}  // namespace docexport
