#include "catalog/export_query.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "catalog/connection.hpp"
#include "catalog/export_rows.hpp"
#include "catalog/glob_pattern.hpp"
#include "catalog/query.hpp"

namespace docexport {
namespace {

constexpr std::array all_statuses = {ExportStatus::pending, ExportStatus::processing, ExportStatus::completed,
                                     ExportStatus::failed,  ExportStatus::expired,    ExportStatus::deleted};

constexpr auto replace_invalid = nlohmann::json::error_handler_t::replace;
constexpr std::string_view due_index = "exports_due";
constexpr std::string_view is_due = "status = 'completed' AND pinned = 0 AND expires_at <= :now";
constexpr std::string_view is_live = "status = 'completed' AND (pinned = 1 OR expires_at IS NULL OR expires_at > :now)";
constexpr std::string_view is_of_document = "document_id = :document_id";
// Few bundles hold the document: looking for its id as text spares most of them the reading of their JSON.
constexpr std::string_view is_bundle_of_document =
    "type = 'bulk_export' AND instr(options, :document_id_json) > 0 AND EXISTS (SELECT 1 FROM json_each(options, "
    "'$.documents') WHERE json_extract(value, '$.id') = :document_id)";

/// Rows that one walk over one index gives, in the order of creation.
struct Walk {
  std::string_view index;
  std::string_view condition;
};

std::string_view status_condition(ExportStatus status) {
  switch (status) {
    case ExportStatus::pending:
      return "status = 'pending'";
    case ExportStatus::processing:
      return "status = 'processing'";
    case ExportStatus::completed:
      return "status = 'completed'";
    case ExportStatus::failed:
      return "status = 'failed'";
    case ExportStatus::expired:
      return "status = 'expired'";
    case ExportStatus::deleted:
      return "status = 'deleted'";
  }
  return "";
}

bool separates_due_from_live(const ExportFilter& filter) {
  return wants_status(filter, ExportStatus::completed) != wants_status(filter, ExportStatus::expired);
}

// Disjoint conditions that together are the wanted statuses.
std::vector<Walk> status_walks(const ExportFilter& filter) {
  std::vector<Walk> walks;
  for (const ExportStatus status : all_statuses) {
    if (!wants_status(filter, status)) {
      continue;
    }
    const bool is_live_only = status == ExportStatus::completed && separates_due_from_live(filter);
    walks.push_back({"exports_by_status", is_live_only ? is_live : status_condition(status)});
    if (status == ExportStatus::expired && separates_due_from_live(filter)) {
      walks.push_back({due_index, is_due});
    }
  }
  return walks;
}

std::vector<std::string> other_conditions(const ExportFilter& filter) {
  std::vector<std::string> conditions;
  const auto add_if = [&conditions](bool is_wanted, const char* condition) {
    if (is_wanted) {
      conditions.emplace_back(condition);
    }
  };
  add_if(!filter.ids.empty(), "id IN (SELECT id FROM temp.wanted_ids)");
  add_if(filter.format.has_value(), "format = :format");
  add_if(filter.type.has_value(), "type = :type");
  add_if(filter.created_since.has_value(), "created_at >= :created_since");
  add_if(filter.created_before.has_value(), "created_at < :created_before");
  add_if(filter.name_glob.has_value(), "name GLOB :name_glob");
  return conditions;
}

struct SortColumn {
  std::string_view name;
  std::string_view index;
  std::string_view ascending = "ASC";
};

// What has no such time or size comes last in either order.
constexpr std::string_view ascending_then_null = "ASC NULLS LAST";

SortColumn column_of(SortField field) {
  switch (field) {
    case SortField::created:
      return {"created_at", "exports_by_created"};
    case SortField::completed:
      return {"completed_at", "exports_by_completed", ascending_then_null};
    case SortField::expires:
      return {"expires_at", "exports_by_expiry", ascending_then_null};
    case SortField::name:
      return {"name", "exports_by_name"};
    case SortField::size:
      return {"file_size", "exports_by_size", ascending_then_null};
    case SortField::downloads:
      return {"download_count", "exports_by_downloads"};
  }
  return {};
}

// The index of the most selective selector; the one of the order when the selectors that are there fit many rows.
std::string_view index_for(const ExportFilter& filter, SortField sort) {
  if (!filter.ids.empty()) {
    return "exports_by_id";
  }
  if (sort == SortField::created && filter.format) {
    return "exports_by_format";
  }
  if (sort == SortField::created && filter.type) {
    return "exports_by_type";
  }
  return column_of(sort).index;
}

bool walks_by_status(const ExportFilter& filter, SortField sort) {
  return !filter.statuses.empty() && sort == SortField::created && filter.ids.empty() && !filter.document_id;
}

std::string select(std::string_view columns, std::string_view index, const std::vector<std::string>& conditions) {
  return fmt::format("SELECT {} FROM exports INDEXED BY {}{}{}", columns, index, conditions.empty() ? "" : " WHERE ",
                     fmt::join(conditions, " AND "));
}

std::string order_by(const PageRequest& request) {
  const SortColumn column = column_of(request.sort);
  const bool is_ascending = request.order == SortOrder::ascending;
  return fmt::format("ORDER BY {} {}, sequence {}", column.name, is_ascending ? column.ascending : "DESC",
                     is_ascending ? "ASC" : "DESC");
}

std::string any_of(const std::vector<Walk>& walks) {
  std::vector<std::string_view> conditions;
  conditions.reserve(walks.size());
  for (const Walk& walk : walks) {
    conditions.push_back(walk.condition);
  }
  return fmt::format("(({}))", fmt::join(conditions, ") OR ("));
}

std::string select_walk(std::string_view columns, const Walk& walk, const ExportFilter& filter) {
  std::vector<std::string> conditions = {std::string(walk.condition)};
  const std::vector<std::string> others = other_conditions(filter);
  conditions.insert(conditions.end(), others.begin(), others.end());
  if (filter.document_id && !filter.statuses.empty()) {
    conditions.push_back(any_of(status_walks(filter)));
  }
  return select(columns, walk.index, conditions);
}

/// Exports of the document alone, and bundles that it is in.
std::vector<Walk> document_walks(const ExportFilter& filter) {
  if (!filter.ids.empty()) {
    return {{"exports_by_id", is_of_document}, {"exports_by_id", is_bundle_of_document}};
  }
  return {{"exports_by_document", is_of_document}, {"exports_by_type", is_bundle_of_document}};
}

// One walk, or with `select_part` one for each part of the statuses or of what a document is in, all in order, which
// SQLite merges.
template <typename SelectPart>
std::string select_matching(std::string_view columns, const ExportFilter& filter, SortField sort,
                            SelectPart select_part) {
  const bool is_by_status = walks_by_status(filter, sort);
  if (is_by_status || filter.document_id) {
    std::vector<std::string> parts;
    for (const Walk& walk : is_by_status ? status_walks(filter) : document_walks(filter)) {
      parts.push_back(select_part(walk));
    }
    return fmt::format("{}", fmt::join(parts, "\nUNION ALL "));
  }
  std::vector<std::string> conditions = other_conditions(filter);
  if (!filter.statuses.empty()) {
    conditions.push_back(any_of(status_walks(filter)));
  }
  return select(columns, index_for(filter, sort), conditions);
}

std::string select_matching(std::string_view columns, const ExportFilter& filter) {
  return select_matching(columns, filter, SortField::created,
                         [&](const Walk& walk) { return select_walk(columns, walk, filter); });
}

}  // namespace

bool wants_status(const ExportFilter& filter, ExportStatus status) {
  return filter.statuses.empty() || std::ranges::find(filter.statuses, status) != filter.statuses.end();
}

bool is_counted(const ExportFilter& filter) {
  return filter.ids.empty() && !filter.document_id && !filter.name_glob && !filter.created_since &&
         !filter.created_before;
}

std::string page_sql(const ExportFilter& filter, const PageRequest& request) {
  const auto select_part = [&](const Walk& walk) {
    if (walk.index != due_index) {
      return select_walk(export_columns, walk, filter);
    }
    // No index has what is due in order: it is sorted by what the index has, and only the page's rows are read.
    return fmt::format("SELECT {} FROM exports WHERE sequence IN (\n{}\n{} LIMIT :limit + :offset)", export_columns,
                       select_walk("sequence", walk, filter), order_by(request));
  };
  return fmt::format("{}\n{}\nLIMIT :limit OFFSET :offset",
                     select_matching(export_columns, filter, request.sort, select_part), order_by(request));
}

std::string ids_sql(const ExportFilter& filter) {
  return select_matching("id, created_at, sequence", filter) + "\nORDER BY created_at, sequence";
}

std::string count_sql(const ExportFilter& filter) {
  return fmt::format("SELECT coalesce(sum(part), 0) AS total FROM (\n{})", select_matching("count(*) AS part", filter));
}

std::string count_due_sql(const ExportFilter& filter) {
  std::vector<std::string> conditions = {std::string(is_due)};
  if (filter.format) {
    conditions.emplace_back("format = :format");
  }
  if (filter.type) {
    conditions.emplace_back("type = :type");
  }
  return select("count(*) AS total", due_index, conditions);
}

void bind_due(Query& query, const ExportFilter& filter) {
  query.bind(":now", filter.now);
  if (filter.format) {
    query.bind(":format", to_string(*filter.format));
  }
  if (filter.type) {
    query.bind(":type", to_string(*filter.type));
  }
}

void bind_filter(Query& query, const ExportFilter& filter) {
  if (!filter.statuses.empty() && separates_due_from_live(filter)) {
    query.bind(":now", filter.now);
  }
  if (filter.document_id) {
    query.bind(":document_id", *filter.document_id);
    query.bind(":document_id_json", nlohmann::json(*filter.document_id).dump(-1, ' ', false, replace_invalid));
  }
  if (filter.format) {
    query.bind(":format", to_string(*filter.format));
  }
  if (filter.type) {
    query.bind(":type", to_string(*filter.type));
  }
  if (filter.created_since) {
    query.bind(":created_since", *filter.created_since);
  }
  if (filter.created_before) {
    query.bind(":created_before", *filter.created_before);
  }
  if (filter.name_glob) {
    query.bind(":name_glob", sqlite_glob(*filter.name_glob));
  }
}

void prepare_ids(Connection& connection, const ExportFilter& filter) {
  if (filter.ids.empty()) {
    return;
  }
  connection.execute(
      "CREATE TEMP TABLE IF NOT EXISTS wanted_ids (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
      "DELETE FROM temp.wanted_ids;");
  Query insert(connection, "INSERT OR IGNORE INTO temp.wanted_ids (id) VALUES (:id)");
  for (const std::string& id : filter.ids) {
    insert.bind(":id", id).run();
  }
}

}  // namespace docexport
