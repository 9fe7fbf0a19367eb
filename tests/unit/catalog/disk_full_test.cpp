#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

constexpr int no_space_code = 28;

/// Accepts exports until there is no space; ends with no_space_code when that is what the catalog said, and still
/// reads what it wrote before.
int fill(const CatalogFixture& fixture, rlim_t limit) {
  return exit_code_of(start_process([&fixture, limit] {
    std::signal(SIGXFSZ, SIG_IGN);
    Catalog catalog = fixture.open();
    const rlimit file_size = {limit, limit};
    ::setrlimit(RLIMIT_FSIZE, &file_size);
    std::uint64_t accepted = catalog.exports().page({.now = fixture.now()}, {}).total;
    const auto kind = kind_thrown_by([&] {
      for (;; ++accepted) {
        accept_bundle(catalog, std::string(300, 'n'));
      }
    });
    const bool is_readable = catalog.exports().page({.now = fixture.now()}, {}).total == accepted;
    ::_exit(kind == ErrorKind::no_space && is_readable ? no_space_code : 2);
  }));
}

}  // namespace

TEST_CASE("a full disk is said, loses nothing, and is over when there is space again") {
  const CatalogFixture fixture;
  fixture.open();
  const rlim_t size = std::filesystem::file_size(fixture.path());
  for (rlim_t room = 0; room < 16; ++room) {
    CAPTURE(room);
    CHECK(fill(fixture, size + room * 2048) == no_space_code);
    const SQLite::Database database(fixture.path().string(), SQLite::OPEN_READWRITE);
    SQLite::Statement check(database, "PRAGMA integrity_check");
    check.executeStep();
    CHECK(check.getColumn(0).getString() == "ok");
  }
  Catalog catalog = fixture.open();
  const std::uint64_t before = catalog.exports().page({.now = fixture.now()}, {}).total;
  accept_bundle(catalog);
  CHECK(catalog.exports().page({.now = fixture.now()}, {}).total == before + 1);
  CHECK(event_names(catalog).size() == before + 1);
}

TEST_CASE("a catalog that cannot be created for want of space says so") {
  const CatalogFixture fixture;
  const int code = exit_code_of(start_process([&fixture] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit file_size = {1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &file_size);
    ::_exit(kind_thrown_by([&] { fixture.open(); }) == ErrorKind::no_space ? no_space_code : 2);
  }));
  CHECK(code == no_space_code);
  Catalog catalog = fixture.open();
  accept_bundle(catalog);
  CHECK(catalog.exports().page({.now = fixture.now()}, {}).total == 1);
}
