#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/model/attempt.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

class Connection;
class Query;

/// The columns of `exports` that read_export knows, and what rows are ordered by.
inline constexpr const char* export_columns =
    "sequence, id, document_id, name, description, status, type, format, options, file_name, store, endpoint, "
    "object_key, object_etag, file_size, sha256, records_count, stats, download_count, last_downloaded_at, attempts, "
    "pinned, idempotency_key, error_class, error_message, owner, created_at, updated_at, started_at, completed_at, "
    "expires_at, removed_at";

/// Those of `attempts` that read_attempt knows.
inline constexpr const char* attempt_columns =
    "attempts.export_id, number, nonce, attempts.object_key, upload, host, pid, attempts.started_at, finished_at, "
    "outcome, attempts.error_class, attempts.error_message";

/// The row the query stands on. Throws Error (`integrity`) when it holds a word that this program does not know.
Export read_export(const Connection& connection, const Query& query);
Attempt read_attempt(const Connection& connection, const Query& query);

/// All rows of the query; the first one.
std::vector<Export> read_exports(const Connection& connection, Query& query);
std::optional<Export> read_first_export(const Connection& connection, Query& query);

std::optional<Export> find_export(Connection& connection, const std::string& id);

}  // namespace docexport
