#include "catalog/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <span>

#include "catalog/catalog_file.hpp"
#include "catalog/query.hpp"
#include "catalog/schema.hpp"
#include "catalog/sqlite_error.hpp"
#include "docexport/base/error.hpp"

namespace docexport {
namespace {

constexpr int busy_timeout_milliseconds = 30'000;
constexpr int largest_value = 1 << 20;
constexpr int longest_statement = 100'000;
constexpr int deepest_trigger = 10;

SQLite::Database open_database(const std::filesystem::path& path) {
  try {
    return {resolve_folder(path).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOFOLLOW | SQLite::OPEN_PRIVATECACHE,
            busy_timeout_milliseconds};
  } catch (const SQLite::Exception& exception) {
    throw catalog_error(exception, errno, path);
  }
}

// SQLite's own descriptors are used: opening and closing others would drop the process's locks on the file.
sqlite3_file& file_of(const SQLite::Database& database, int which) {
  sqlite3_file* file = nullptr;
  database.check(sqlite3_file_control(database.getHandle(), "main", which, &file));
  return *file;
}

std::size_t file_size_of(const SQLite::Database& database) {
  sqlite3_file& file = file_of(database, SQLITE_FCNTL_FILE_POINTER);
  sqlite3_int64 size = 0;
  database.check(file.pMethods->xFileSize(&file, &size));
  return static_cast<std::size_t>(size);
}

void check_header(const SQLite::Database& database, const std::filesystem::path& path) {
  sqlite3_file& file = file_of(database, SQLITE_FCNTL_FILE_POINTER);
  std::array<char, database_header_size> header{};
  const int result = file.pMethods->xRead(&file, header.data(), static_cast<int>(header.size()), 0);
  if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ) {
    throw system_error(fmt::format("cannot read the catalog {}", path.string()), errno);
  }
  const std::size_t length = std::min(header.size(), file_size_of(database));
  check_database_header(std::span(header).first(length), static_cast<std::uint32_t>(migrations().size()), path);
}

// The errno of the last failure on this file; SQLite itself does not ask for it when a COMMIT fails.
int last_error_number(const SQLite::Database& database, int which) {
  sqlite3_file& file = file_of(database, which);
  int error_number = 0;
  if (file.pMethods != nullptr) {
    file.pMethods->xFileControl(&file, SQLITE_FCNTL_LAST_ERRNO, &error_number);
  }
  return error_number;
}

constexpr const char* settings = R"sql(
PRAGMA synchronous = FULL;
PRAGMA mmap_size = 0;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
)sql";

constexpr const char* append_event_sql = R"sql(
INSERT INTO events (at, actor, export_id, document_id, event, detail)
VALUES (:at, :actor, :export_id, coalesce(:document_id, (SELECT document_id FROM exports WHERE id = :export_id)),
        :event, :detail)
)sql";

}  // namespace

Connection::Connection(const std::filesystem::path& path, std::string actor, Clock clock)
    : path_(path), actor_(std::move(actor)), clock_(std::move(clock)), database_(open_database(path)) {
  checked([&] {
    check_header(database_, path_);
    configure();
    check_whole_pages();
  });
}

void Connection::configure() {
  sqlite3* const handle = database_.getHandle();
  database_.check(sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, largest_value);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, longest_statement);
  sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, deepest_trigger);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
  database_.exec(settings);
  // The mode is not kept in the file, except for WAL, which a PRAGMA of ours does not end while another uses it.
  const std::string mode = database_.execAndGet("PRAGMA journal_mode = PERSIST").getString();
  if (mode != "persist") {
    throw Error(ErrorKind::configuration,
                fmt::format("the catalog {} is in journal mode {} and cannot be used; switch it back with: sqlite3 {} "
                            "'PRAGMA journal_mode = PERSIST'",
                            path_.string(), mode, path_.string()));
  }
}

void Connection::check_whole_pages() {
  constexpr std::size_t smallest_page = 512;
  const auto is_whole = [this] { return file_size_of(database_) % smallest_page == 0; };
  if (is_whole()) {
    return;
  }
  // A writer that is out of space may just now have a part of a page there; it has none while we hold the lock.
  const WriteTransaction transaction(*this);
  if (!is_whole()) {
    throw damaged_catalog(path_, "its end is missing");
  }
}

SQLite::Statement& Connection::prepared(const std::string& sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) {
    return found->second;
  }
  return checked([&]() -> SQLite::Statement& {
    return statements_.emplace(sql, SQLite::Statement(database_, sql)).first->second;
  });
}

void Connection::execute(const char* sql) {
  checked([&] { database_.exec(sql); });
}

void Connection::append_event(const NewEvent& event) {
  Query(*this, append_event_sql)
      .bind(":at", now())
      .bind(":actor", actor_)
      .bind(":export_id", event.export_id)
      .bind(":document_id", event.document_id)
      .bind(":event", event.event)
      .bind(":detail", event.detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace))
      .run();
}

void Connection::fail(const SQLite::Exception& exception) {
  // SQLite has closed a journal that could not be written, and its errno is gone with it.
  const int last_of_all = errno;
  sync_failed_ = sync_failed_ || is_failed_sync(exception);
  const int known = system_error_number();
  throw catalog_error(exception, known != 0 ? known : last_of_all, path_);
}

int Connection::system_error_number() const {
  for (const int error_number :
       {sqlite3_system_errno(database_.getHandle()), last_error_number(database_, SQLITE_FCNTL_FILE_POINTER),
        last_error_number(database_, SQLITE_FCNTL_JOURNAL_POINTER)}) {
    if (error_number != 0) {
      return error_number;
    }
  }
  return 0;
}

void Connection::check_usable() const {
  if (sync_failed_) {
    throw Error(
        ErrorKind::internal,
        fmt::format("the catalog {} could not be written to the disk before and is not used any more; check the "
                    "disk, then run the command again",
                    path_.string()));
  }
}

WriteTransaction::WriteTransaction(Connection& connection) : connection_(connection) {
  connection_.checked([this] {
    SQLite::Database& database = connection_.database();
    if (sqlite3_get_autocommit(database.getHandle()) != 0) {
      transaction_.emplace(database, SQLite::TransactionBehavior::IMMEDIATE);
    }
  });
}

void WriteTransaction::commit() {
  if (transaction_) {
    connection_.checked([this] { transaction_->commit(); });
  }
}

}  // namespace docexport
