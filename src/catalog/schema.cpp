#include "catalog/schema.hpp"

#include <fmt/format.h>

#include <string>

#include "catalog/catalog_file.hpp"
#include "catalog/connection.hpp"
#include "catalog/query.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/random.hpp"

namespace docexport {
namespace {

constexpr const char* create_properties = R"sql(
CREATE TABLE properties (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Times are milliseconds since 1970 in UTC. `sequence` is the order of arrival and decides between equal times.
// A source is text, or a blob when the path's bytes are not UTF-8.
constexpr const char* create_documents = R"sql(
CREATE TABLE documents (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (id <> ''),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  document_type TEXT,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 TEXT NOT NULL,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('file', 'copy')),
  source ANY NOT NULL CHECK (typeof(source) IN ('text', 'blob')),
  fields TEXT,
  owner TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_added ON documents (added_at);
CREATE INDEX documents_by_content ON documents (sha256, name);
CREATE INDEX documents_by_source ON documents (source);
)sql";

constexpr const char* create_exports = R"sql(
CREATE TABLE exports (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (id <> ''),
  document_id TEXT,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'expired', 'deleted')),
  type TEXT NOT NULL CHECK (type IN ('document_export', 'bulk_export')),
  format TEXT NOT NULL CHECK (format IN ('json', 'jsonl', 'csv', 'xlsx', 'xml', 'md', 'txt', 'html', 'pdf')),
  options TEXT NOT NULL,
  file_name TEXT NOT NULL,
  store TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  object_key TEXT NOT NULL,
  object_etag TEXT,
  file_size INTEGER CHECK (file_size >= 0),
  sha256 TEXT,
  records_count INTEGER CHECK (records_count >= 0),
  stats TEXT NOT NULL DEFAULT '{}',
  download_count INTEGER NOT NULL DEFAULT 0 CHECK (download_count >= 0),
  last_downloaded_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  idempotency_key TEXT,
  error_class TEXT CHECK (error_class IN ('input', 'unsupported', 'limit', 'transient', 'access', 'integrity',
                                          'interrupted', 'internal')),
  error_message TEXT,
  owner TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  expires_at INTEGER,
  removed_at INTEGER,
  CHECK (status <> 'completed' OR (file_size IS NOT NULL AND sha256 IS NOT NULL AND completed_at IS NOT NULL)),
  CHECK (status <> 'failed' OR error_class IS NOT NULL),
  CHECK (removed_at IS NULL OR status IN ('expired', 'deleted')),
  CHECK ((document_id IS NULL) = (type = 'bulk_export'))
) STRICT;
CREATE UNIQUE INDEX exports_by_id ON exports (id);
CREATE UNIQUE INDEX exports_by_idempotency_key ON exports (idempotency_key) WHERE idempotency_key IS NOT NULL;
)sql";

// One index for each selector and each order (design §4); each ends, as every index does, with the sequence. What more
// is in them lets a selector be judged without reading the row.
constexpr const char* create_export_indexes = R"sql(
CREATE INDEX exports_by_created ON exports (created_at, sequence, name);
CREATE INDEX exports_by_status ON exports (status, created_at, sequence, expires_at, pinned);
CREATE INDEX exports_by_format ON exports (format, created_at);
CREATE INDEX exports_by_type ON exports (type, created_at);
CREATE INDEX exports_by_document ON exports (document_id, created_at);
CREATE INDEX exports_by_completed ON exports (completed_at);
CREATE INDEX exports_by_expiry ON exports (expires_at);
CREATE INDEX exports_by_name ON exports (name);
CREATE INDEX exports_by_size ON exports (file_size);
CREATE INDEX exports_by_downloads ON exports (download_count);
CREATE INDEX exports_due ON exports (expires_at, created_at, format, type, status, pinned)
  WHERE status = 'completed' AND pinned = 0 AND expires_at IS NOT NULL;
CREATE INDEX exports_to_remove ON exports (expires_at)
  WHERE status IN ('expired', 'deleted') AND removed_at IS NULL;
)sql";

// How many exports there are of each sort, so that a list of a million knows its total without counting.
constexpr const char* create_export_counts = R"sql(
CREATE TABLE export_counts (
  status TEXT NOT NULL,
  format TEXT NOT NULL,
  type TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (status, format, type)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER count_new_export AFTER INSERT ON exports
BEGIN
  INSERT INTO export_counts (status, format, type, count) VALUES (NEW.status, NEW.format, NEW.type, 1)
    ON CONFLICT (status, format, type) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER count_gone_export AFTER DELETE ON exports
BEGIN
  UPDATE export_counts SET count = count - 1
    WHERE status = OLD.status AND format = OLD.format AND type = OLD.type;
END;
CREATE TRIGGER count_changed_export AFTER UPDATE OF status, format, type ON exports
BEGIN
  UPDATE export_counts SET count = count - 1
    WHERE status = OLD.status AND format = OLD.format AND type = OLD.type;
  INSERT INTO export_counts (status, format, type, count) VALUES (NEW.status, NEW.format, NEW.type, 1)
    ON CONFLICT (status, format, type) DO UPDATE SET count = count + 1;
END;
)sql";

constexpr const char* create_attempts = R"sql(
CREATE TABLE attempts (
  export_id TEXT NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  nonce TEXT NOT NULL CHECK (nonce <> ''),
  object_key TEXT NOT NULL,
  upload TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  outcome TEXT CHECK (outcome IN ('completed', 'failed', 'interrupted')),
  error_class TEXT CHECK (error_class IN ('input', 'unsupported', 'limit', 'transient', 'access', 'integrity',
                                          'interrupted', 'internal')),
  error_message TEXT,
  PRIMARY KEY (export_id, number)
) STRICT, WITHOUT ROWID;
)sql";

// Events are only ever added. The one way to remove old ones: in one transaction, set the property
// `events_removable_before` to a time in milliseconds, delete events older than that, remove the property. REPLACE
// would delete without a trigger's knowing, hence the third trigger.
constexpr const char* create_events = R"sql(
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  export_id TEXT,
  document_id TEXT,
  event TEXT NOT NULL CHECK (event <> '' AND event NOT GLOB '*[^a-z_]*'),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_time ON events (at);
CREATE INDEX events_by_export ON events (export_id) WHERE export_id IS NOT NULL;
CREATE INDEX events_by_document ON events (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX events_by_event ON events (event);
CREATE TRIGGER refuse_changed_event BEFORE UPDATE ON events
BEGIN
  SELECT raise(ABORT, 'events are never changed');
END;
CREATE TRIGGER refuse_removed_event BEFORE DELETE ON events
WHEN NOT EXISTS (SELECT 1 FROM properties WHERE name = 'events_removable_before' AND OLD.at < CAST(value AS INTEGER))
BEGIN
  SELECT raise(ABORT, 'events are never removed');
END;
CREATE TRIGGER refuse_replaced_event BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN
  SELECT raise(ABORT, 'events are never replaced');
END;
)sql";

// Which uploads were begun and neither ended nor aborted.
constexpr const char* index_uploads = R"sql(
CREATE INDEX attempts_with_upload ON attempts (export_id, number) WHERE upload <> '{}';
)sql";

void create_tables(Connection& connection) {
  for (const char* const sql : {create_properties, create_documents, create_exports, create_export_indexes,
                                create_export_counts, create_attempts, create_events}) {
    connection.execute(sql);
  }
  Query(connection,
        "INSERT INTO properties (name, value) VALUES ('catalog_id', :catalog_id), ('created_at', :created_at)")
      .bind(":catalog_id", random_uuid())
      .bind(":created_at", std::to_string(connection.now().time_since_epoch().count()))
      .run();
}

std::int64_t read_integer(Connection& connection, const char* sql) {
  return connection.checked([&] { return connection.database().execAndGet(sql).getInt64(); });
}

void check_owner(Connection& connection, std::int64_t version) {
  const std::int64_t owner = read_integer(connection, "PRAGMA application_id");
  const bool is_empty =
      version == 0 && owner == 0 && read_integer(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  if (!is_empty && owner != catalog_application_id) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} is not a docexport catalog: it is the database of another program; give another with "
                            "--db or DOCEXPORT_DB",
                            connection.path().string()));
  }
}

}  // namespace

const std::vector<MigrationStep>& migrations() {
  static const std::vector<MigrationStep> steps = {
      create_tables,
      [](Connection& connection) { connection.execute(index_uploads); },
  };
  return steps;
}

void migrate(Connection& connection, const std::vector<MigrationStep>& steps) {
  const auto latest = static_cast<std::int64_t>(steps.size());
  if (read_integer(connection, "PRAGMA user_version") == latest) {
    return;
  }
  WriteTransaction transaction(connection);
  const std::int64_t version = read_integer(connection, "PRAGMA user_version");
  check_owner(connection, version);
  if (version > latest) {
    throw Error(ErrorKind::configuration,
                fmt::format("the catalog {} was written by a newer docexport (version {} of its tables, this one knows "
                            "{}); use that, or give another with --db",
                            connection.path().string(), version, latest));
  }
  for (auto step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
    steps[step](connection);
  }
  connection.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", catalog_application_id, latest).c_str());
  transaction.commit();
}

}  // namespace docexport
