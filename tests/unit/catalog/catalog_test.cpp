#include "docexport/catalog/catalog.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <random>
#include <sstream>

#include "catalog/connection.hpp"
#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

std::string content_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void write_content(const std::filesystem::path& path, const std::string& content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

SQLite::Database open_plain(const std::filesystem::path& path) {
  std::filesystem::create_directories(path.parent_path());
  return {path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
}

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "a missing catalog is not created unless that is asked for") {
  CHECK_FALSE(Catalog::open(path(), CatalogMode::if_present, "tester", clock()));
  CHECK_FALSE(std::filesystem::exists(path().parent_path()));
}

TEST_CASE_FIXTURE(CatalogFixture, "a new catalog is for its owner alone, whatever the umask") {
  const mode_t old_mask = ::umask(0);
  Catalog catalog = open();
  accept_bundle(catalog);
  ::umask(old_mask);
  CHECK(mode_of(path()) == 0600U);
  CHECK(mode_of(path().string() + "-journal") == 0600U);
  CHECK(mode_of(path().parent_path()) == 0700U);
}

TEST_CASE_FIXTURE(CatalogFixture, "a catalog keeps its id, and another has another") {
  const std::string id = open().id();
  CHECK(id.size() == 36);
  CHECK(open(CatalogMode::if_present).id() == id);
  const CatalogFixture other;
  CHECK(other.open().id() != id);
}

TEST_CASE_FIXTURE(CatalogFixture, "an empty file becomes a catalog") {
  write_content(path(), "");
  Catalog catalog = open(CatalogMode::if_present);
  const std::string id = accept_bundle(catalog);
  CHECK(catalog.exports().find(id));
}

TEST_CASE_FIXTURE(CatalogFixture, "every connection has the settings that keep the catalog safe") {
  open();
  Connection connection(path(), "tester", clock());
  const auto setting = [&connection](const char* sql) { return connection.database().execAndGet(sql).getString(); };
  CHECK(setting("PRAGMA journal_mode") == "persist");
  CHECK(setting("PRAGMA synchronous") == "2");
  CHECK(setting("PRAGMA busy_timeout") == "30000");
  CHECK(setting("PRAGMA mmap_size") == "0");
  CHECK(setting("PRAGMA trusted_schema") == "0");
  CHECK(setting("PRAGMA cell_size_check") == "1");
  CHECK(setting("PRAGMA foreign_keys") == "1");
  int is_defensive = 0;
  sqlite3_db_config(connection.database().getHandle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &is_defensive);
  CHECK(is_defensive == 1);
  CHECK(sqlite3_limit(connection.database().getHandle(), SQLITE_LIMIT_LENGTH, -1) == 1 << 20);
}

TEST_CASE_FIXTURE(CatalogFixture, "what cannot be a catalog is refused and stays as it is") {
  SUBCASE("a folder") {
    std::filesystem::create_directories(path());
  }
  SUBCASE("a FIFO") {
    std::filesystem::create_directories(path().parent_path());
    REQUIRE(::mkfifo(path().c_str(), 0600) == 0);
  }
  SUBCASE("a symbolic link") {
    write_content(path().parent_path() / "other.db", "");
    std::filesystem::create_symlink(path().parent_path() / "other.db", path());
  }
  SUBCASE("a file below a file") {
    write_content(path().parent_path(), "text");
  }
  const bool existed = std::filesystem::exists(path());
  CHECK(kind_thrown_by([&] { open(); }) == ErrorKind::configuration);
  CHECK(kind_thrown_by([&] { open(CatalogMode::if_present); }) == ErrorKind::configuration);
  CHECK(std::filesystem::exists(path()) == existed);
}

TEST_CASE_FIXTURE(CatalogFixture, "another program's file is refused and untouched") {
  SUBCASE("a text") {
    write_content(path(), "Dear diary, today I have not written a database.\n");
  }
  SUBCASE("one byte") {
    write_content(path(), "S");
  }
  SUBCASE("a database without an application id") {
    open_plain(path()).exec("CREATE TABLE mine (x)");
  }
  SUBCASE("a database of another application") {
    open_plain(path()).exec("PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE exports (x)");
  }
  SUBCASE("a database in the middle of another program's crash") {
    open_plain(path()).exec("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
    write_content(path().string() + "-journal", std::string("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8) + "rest");
  }
  const std::string before = content_of(path());
  CHECK(kind_thrown_by([&] { open(); }) == ErrorKind::configuration);
  CHECK(content_of(path()) == before);
}

TEST_CASE_FIXTURE(CatalogFixture, "a newer catalog is refused and untouched") {
  open();
  open_plain(path()).exec("PRAGMA user_version = 999");
  const std::string before = content_of(path());
  CHECK(kind_thrown_by([&] { open(); }) == ErrorKind::configuration);
  CHECK(content_of(path()) == before);
}

TEST_CASE_FIXTURE(CatalogFixture, "a catalog in WAL mode is refused with the way back") {
  open();
  const SQLite::Database other = open_plain(path());
  open_plain(path()).execAndGet("PRAGMA journal_mode = WAL");
  try {
    open();
    FAIL("it was opened");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::configuration);
    CHECK(std::string(error.what()).find("PRAGMA journal_mode = PERSIST") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(CatalogFixture, "a damaged catalog is called damaged, with the next step") {
  {
    Catalog catalog = open();
    accept_bundle(catalog);
  }
  std::filesystem::remove(path().string() + "-journal");
  const auto size = std::filesystem::file_size(path());
  SUBCASE("cut in the middle") {
    std::filesystem::resize_file(path(), size / 2);
  }
  SUBCASE("cut within a page") {
    std::filesystem::resize_file(path(), size - 100);
  }
  SUBCASE("cut to its header") {
    std::filesystem::resize_file(path(), 100);
  }
  SUBCASE("cut within its header") {
    std::filesystem::resize_file(path(), 60);
  }
  SUBCASE("overwritten after its header") {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file << std::string(4000, 'x');
  }
  try {
    Catalog catalog = open();
    catalog.exports().page({.now = now()}, {});
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::integrity);
    CHECK(std::string(error.what()).find("restore it from a backup") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(CatalogFixture, "a catalog with flipped bytes is read or called damaged, whatever they are") {
  {
    Catalog catalog = open();
    for (int count = 0; count < 5; ++count) {
      complete(catalog, accept_bundle(catalog, "name " + std::to_string(count)));
    }
  }
  std::filesystem::remove(path().string() + "-journal");
  const std::string whole = content_of(path());
  std::mt19937 random(3);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same bytes in every run
  int damaged_count = 0;
  for (int round = 0; round < 500; ++round) {
    std::string damaged = whole;
    for (int flip = 0; flip < 20; ++flip) {
      // Half of them in the pages of the schema, on which all else depends.
      const std::size_t within = flip % 2 == 0 ? damaged.size() : 20'000;
      damaged.at(random() % within) = static_cast<char>(random());
    }
    write_content(path(), damaged);
    const auto kind = kind_thrown_by([&] {
      Catalog catalog = open();
      const ExportPage page = catalog.exports().page({.now = now()}, {});
      catalog.exports().due_for_removal(now());
      catalog.events().list({});
      for (const Export& row : page.exports) {
        catalog.exports().attempts(row.id);
      }
    });
    CAPTURE(round);
    const bool is_said = !kind || kind == ErrorKind::integrity || kind == ErrorKind::configuration;
    CHECK(is_said);
    damaged_count += kind == ErrorKind::integrity ? 1 : 0;
  }
  CHECK(damaged_count > 100);
}

TEST_CASE_FIXTURE(CatalogFixture, "a catalog that may not be read or written is an access error") {
  open();
  std::filesystem::permissions(path().parent_path().parent_path(), std::filesystem::perms(0755));
  const auto as_nobody = [this](unsigned folder_mode, unsigned file_mode, const auto& act) {
    std::filesystem::permissions(path(), std::filesystem::perms(file_mode));
    std::filesystem::permissions(path().parent_path(), std::filesystem::perms(folder_mode));
    const int code = exit_code_of(start_process([&act] {
      constexpr uid_t nobody = 65534;
      if (::geteuid() == 0 && ::seteuid(nobody) != 0) {
        throw std::runtime_error("cannot become nobody");
      }
      ::_exit(kind_thrown_by(act) == ErrorKind::access ? 0 : 2);
    }));
    std::filesystem::permissions(path().parent_path(), std::filesystem::perms(0700));
    return code;
  };
  const auto write = [this] {
    Catalog catalog = open();
    accept_bundle(catalog);
  };
  CHECK(as_nobody(0000, 0600, write) == 0);
  CHECK(as_nobody(0555, 0000, write) == 0);
  CHECK(as_nobody(0555, 0444, write) == 0);
  std::filesystem::remove(path().string() + "-journal");
  CHECK(as_nobody(0555, 0666, write) == 0);
}

TEST_CASE_FIXTURE(CatalogFixture, "a folder reached by a symbolic link is no obstacle") {
  open();
  const std::filesystem::path link = path().parent_path().parent_path() / "link";
  std::filesystem::create_directory_symlink(path().parent_path(), link);
  CHECK(Catalog::open(link / "exports.db", CatalogMode::if_present, "tester", clock())->id() == open().id());
}

TEST_CASE_FIXTURE(CatalogFixture, "a file name that looks like a URI is a file name") {
  const std::filesystem::path odd = path().parent_path() / "file:a?mode=memory%20'b\".db";
  Catalog::open(odd, CatalogMode::create, "tester", clock());
  CHECK(std::filesystem::is_regular_file(odd));
}

TEST_CASE_FIXTURE(CatalogFixture, "two catalogs of one process on one file do not disturb each other") {
  Catalog first = open();
  Catalog second = open();
  const std::string id = accept_bundle(first);
  CHECK(second.exports().find(id));
  { const Catalog third = open(); }
  CHECK(accept_bundle(second) != id);
  CHECK(first.exports().page({.now = now()}, {}).total == 2);
}

TEST_CASE("the SQLite library says its version") {
  CHECK(sqlite_version().starts_with("3."));
}
