#include "catalog/catalog_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string_view>

#include "catalog/sqlite_error.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {
namespace {

constexpr mode_t catalog_mode = 0600;
constexpr std::string_view sqlite_magic("SQLite format 3\0", 16);
// Offsets of the database header (sqlite.org/fileformat2.html).
constexpr std::size_t write_version_offset = 18;
constexpr std::size_t user_version_offset = 60;
constexpr std::size_t application_id_offset = 68;
constexpr char wal_version = 2;

Error wrong_file(const std::filesystem::path& path, std::string_view cause) {
  return {
      ErrorKind::configuration,
      fmt::format("{} is not a docexport catalog: {}; give another with --db or DOCEXPORT_DB", path.string(), cause)};
}

std::uint32_t big_endian_at(std::span<const char> bytes, std::size_t offset) {
  std::uint32_t number = 0;
  for (const char byte : bytes.subspan(offset, sizeof number)) {
    number = number << 8U | static_cast<unsigned char>(byte);
  }
  return number;
}

void check_kind_of_file(const std::filesystem::path& path, mode_t mode) {
  if (S_ISREG(mode)) {
    return;
  }
  if (S_ISDIR(mode)) {
    throw wrong_file(path, "it is a folder");
  }
  if (S_ISLNK(mode)) {
    throw wrong_file(path, "it is a symbolic link, beside which the lock and the journal would be missed");
  }
  throw wrong_file(path, "it is not a regular file");
}

}  // namespace

void create_catalog_file(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.parent_path();
  if (!folder.empty()) {
    create_private_directories(folder);
  }
  // Not open(): closing a descriptor of the file would drop the locks that another connection of this process holds.
  if (::mknod(path.c_str(), S_IFREG | catalog_mode, 0) != 0 && errno != EEXIST) {
    throw system_error(fmt::format("cannot create the catalog {}", path.string()), errno);
  }
}

bool is_catalog_file_present(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) {
      return false;
    }
    if (errno == ENOTDIR) {
      throw wrong_file(path, "its folder is a file");
    }
    throw system_error(fmt::format("cannot open the catalog {}", path.string()), errno);
  }
  check_kind_of_file(path, status.st_mode);
  // SQLite takes a file of one byte for an empty one and would write over it.
  if (status.st_size == 1) {
    throw wrong_file(path, "it is no SQLite database");
  }
  if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0) {
    throw system_error(fmt::format("cannot read the catalog {}", path.string()), errno);
  }
  return true;
}

std::filesystem::path resolve_folder(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::canonical(std::filesystem::absolute(path).parent_path(), error);
  if (error) {
    throw system_error(fmt::format("cannot open the folder of the catalog {}", path.string()), error.value());
  }
  return folder / path.filename();
}

void check_database_header(std::span<const char> header, std::uint32_t latest_version,
                           const std::filesystem::path& path) {
  if (header.empty()) {
    return;
  }
  if (!std::string_view(header.data(), header.size()).starts_with(sqlite_magic)) {
    throw wrong_file(path, "it is no SQLite database");
  }
  if (header.size() < database_header_size) {
    throw damaged_catalog(path, "it ends within its header");
  }
  if (big_endian_at(header, application_id_offset) != catalog_application_id) {
    throw wrong_file(path, "it is the database of another program");
  }
  if (big_endian_at(header, user_version_offset) > latest_version) {
    throw Error(ErrorKind::configuration,
                fmt::format("the catalog {} was written by a newer docexport (version {} of its tables, this one knows "
                            "{}); use that, or give another with --db",
                            path.string(), big_endian_at(header, user_version_offset), latest_version));
  }
  if (header[write_version_offset] == wal_version) {
    throw Error(ErrorKind::configuration,
                fmt::format("the catalog {} was switched to WAL mode; switch it back with: sqlite3 {} 'PRAGMA "
                            "journal_mode = PERSIST'",
                            path.string(), path.string()));
  }
}

}  // namespace docexport
