#pragma once

#include <string>

#include "docexport/model/export_filter.hpp"

namespace docexport {

class Connection;
class Query;

/// The statements that read the exports a filter selects. They are put together of fixed texts, chosen by which
/// selectors are there; every value is a named parameter. Each names the index it walks, so that a page costs the same
/// with a thousand and a million rows.
std::string page_sql(const ExportFilter& filter, const PageRequest& request);
std::string ids_sql(const ExportFilter& filter);
/// Counts by walking an index.
std::string count_sql(const ExportFilter& filter);
/// The completed exports of the filter's format and type that are past their time.
std::string count_due_sql(const ExportFilter& filter);

/// Binds what the statements above use of the filter.
void bind_filter(Query& query, const ExportFilter& filter);
void bind_due(Query& query, const ExportFilter& filter);

/// Makes the filter's ids known to the statements; before each of them.
void prepare_ids(Connection& connection, const ExportFilter& filter);

/// Whether only status, format and type restrict, whose counts the catalog keeps.
bool is_counted(const ExportFilter& filter);

bool wants_status(const ExportFilter& filter, ExportStatus status);

}  // namespace docexport
