#include "catalog/sqlite_error.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <system_error>

namespace docexport {
namespace {

constexpr int primary_code_mask = 0xff;

bool is_out_of_space(int error_number) {
  return error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG;
}

bool is_refused(int error_number) {
  return error_number == EACCES || error_number == EPERM || error_number == EROFS;
}

Error no_space(const std::filesystem::path& path) {
  return {
      ErrorKind::no_space,
      fmt::format("cannot write the catalog {}: no space is left; free some and run the command again", path.string())};
}

Error no_access(const std::filesystem::path& path) {
  return {ErrorKind::access,
          fmt::format("cannot use the catalog {}: permission denied; its file and its folder must be "
                      "readable and writable, or give another with --db",
                      path.string())};
}

Error file_error(const SQLite::Exception& exception, int error_number, const std::filesystem::path& path) {
  if (is_out_of_space(error_number)) {
    return no_space(path);
  }
  if (is_refused(error_number)) {
    return no_access(path);
  }
  const std::string cause = error_number == 0 ? std::string() : ": " + std::generic_category().message(error_number);
  return {
      ErrorKind::internal,
      fmt::format("cannot read or write the catalog {}: {} (SQLite error {}){}; check the disk, then run the command "
                  "again",
                  path.string(), exception.what(), exception.getExtendedErrorCode(), cause)};
}

// SQLite may quote the statement, over several lines.
std::string first_line(const SQLite::Exception& exception) {
  const std::string text = exception.what();
  return text.substr(0, text.find('\n'));
}

}  // namespace

Error catalog_error(const SQLite::Exception& exception, int system_error_number, const std::filesystem::path& path) {
  switch (exception.getErrorCode() & primary_code_mask) {
    case SQLITE_BUSY:
    case SQLITE_PROTOCOL:
      return {ErrorKind::busy, fmt::format("the catalog {} is busy: another process has held it for too long; run the "
                                           "command again when that has ended",
                                           path.string())};
    case SQLITE_FULL:
      return no_space(path);
    // Every statement fits the tables of our version: one that does not compile has found others.
    case SQLITE_ERROR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged_catalog(path, first_line(exception));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return no_access(path);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return file_error(exception, system_error_number, path);
    case SQLITE_TOOBIG:
      return {ErrorKind::limit, fmt::format("cannot write to the catalog {}: a value is larger than 1 MiB; make its "
                                            "text or fields smaller",
                                            path.string())};
    default:
      return {ErrorKind::internal, fmt::format("the catalog {} refused a statement: {} (SQLite error {}); this is a "
                                               "fault of docexport, please report it",
                                               path.string(), exception.what(), exception.getExtendedErrorCode())};
  }
}

bool is_failed_sync(const SQLite::Exception& exception) {
  const int code = exception.getExtendedErrorCode();
  return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

bool is_duplicate(const SQLite::Exception& exception) {
  const int code = exception.getExtendedErrorCode();
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY;
}

Error damaged_catalog(const std::filesystem::path& path, const std::string& cause) {
  return {ErrorKind::integrity,
          fmt::format("the catalog {} is damaged: {}; restore it from a backup, or save what can be read with: sqlite3 "
                      "{} .recover",
                      path.string(), cause, path.string())};
}

}  // namespace docexport
