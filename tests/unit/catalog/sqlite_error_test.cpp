#include "catalog/sqlite_error.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cerrno>

using namespace docexport;

namespace {

ErrorKind kind_of(int code, int system_error_number = 0) {
  return catalog_error(SQLite::Exception("what SQLite says", code), system_error_number, "/data/exports.db").kind();
}

}  // namespace

TEST_CASE("what SQLite reports becomes what a caller can do") {
  CHECK(kind_of(SQLITE_BUSY) == ErrorKind::busy);
  CHECK(kind_of(SQLITE_BUSY_SNAPSHOT) == ErrorKind::busy);
  CHECK(kind_of(SQLITE_FULL) == ErrorKind::no_space);
  CHECK(kind_of(SQLITE_CORRUPT) == ErrorKind::integrity);
  CHECK(kind_of(SQLITE_NOTADB) == ErrorKind::integrity);
  CHECK(kind_of(SQLITE_ERROR) == ErrorKind::integrity);
  CHECK(kind_of(SQLITE_READONLY) == ErrorKind::access);
  CHECK(kind_of(SQLITE_TOOBIG) == ErrorKind::limit);
  CHECK(kind_of(SQLITE_CONSTRAINT) == ErrorKind::internal);
}

TEST_CASE("a failed file operation is told by its errno") {
  CHECK(kind_of(SQLITE_CANTOPEN, EACCES) == ErrorKind::access);
  CHECK(kind_of(SQLITE_CANTOPEN, EROFS) == ErrorKind::access);
  CHECK(kind_of(SQLITE_CANTOPEN, ENOSPC) == ErrorKind::no_space);
  CHECK(kind_of(SQLITE_IOERR_WRITE, EDQUOT) == ErrorKind::no_space);
  CHECK(kind_of(SQLITE_IOERR_FSYNC, EIO) == ErrorKind::internal);
}

TEST_CASE("a failure names the catalog, the cause and the next step in one line") {
  for (const int code :
       {SQLITE_BUSY, SQLITE_FULL, SQLITE_CORRUPT, SQLITE_READONLY, SQLITE_IOERR, SQLITE_TOOBIG, SQLITE_CONSTRAINT}) {
    const std::string message = catalog_error(SQLite::Exception("why", code), EIO, "/data/exports.db").what();
    CHECK(message.find("/data/exports.db") != std::string::npos);
    CHECK(message.find("; ") != std::string::npos);
    CHECK(message.find('\n') == std::string::npos);
  }
}
