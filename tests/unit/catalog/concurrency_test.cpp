#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <set>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

/// Runs the work in so many processes at once and returns how many ended well.
template <typename Work>
int run_at_once(int process_count, const Work& work) {
  std::vector<pid_t> processes;
  for (int number = 0; number < process_count; ++number) {
    processes.push_back(start_process([&work, number] { work(number); }));
  }
  int good = 0;
  for (const pid_t process : processes) {
    good += exit_code_of(process) == 0 ? 1 : 0;
  }
  return good;
}

void check_whole(const std::filesystem::path& path) {
  SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
  CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  SQLite::Statement foreign_keys(database, "PRAGMA foreign_key_check");
  CHECK_FALSE(foreign_keys.executeStep());
}

}  // namespace

TEST_CASE("sixteen processes that create one catalog at the same time all succeed") {
  for (int round = 0; round < 5; ++round) {
    const CatalogFixture fixture;
    CHECK(run_at_once(16, [&fixture](int) {
            Catalog catalog = fixture.open();
            accept_bundle(catalog);
          }) == 16);
    CHECK(fixture.open().exports().page({.now = fixture.now()}, {}).total == 16);
    check_whole(fixture.path());
  }
}

TEST_CASE("writers wait for each other and lose nothing") {
  constexpr int transactions_each = 20;
  for (const int writers : {16, 32}) {
    const CatalogFixture fixture;
    fixture.open();
    CHECK(run_at_once(writers, [&fixture](int) {
            Catalog catalog = fixture.open();
            for (int count = 0; count < transactions_each; ++count) {
              accept_bundle(catalog);
            }
          }) == writers);
    Catalog catalog = fixture.open();
    const auto expected = static_cast<std::uint64_t>(writers * transactions_each);
    CHECK(catalog.exports().page({.now = fixture.now()}, {}).total == expected);
    CHECK(catalog.events().list({}).size() == expected);
    check_whole(fixture.path());
  }
}

TEST_CASE("an attempt is begun by one process, however many try") {
  const CatalogFixture fixture;
  std::vector<std::string> ids;
  {
    Catalog catalog = fixture.open();
    for (int count = 0; count < 40; ++count) {
      ids.push_back(accept_bundle(catalog));
    }
  }
  CHECK(run_at_once(8, [&](int) {
          Catalog catalog = fixture.open();
          for (const std::string& id : ids) {
            Attempt attempt = make_attempt();
            attempt.number = 1;
            catalog.life().begin_attempt(id, attempt);
          }
        }) == 8);
  Catalog catalog = fixture.open();
  for (const std::string& id : ids) {
    CHECK(catalog.exports().attempts(id).size() == 1);
    CHECK(catalog.exports().find(id)->status == ExportStatus::processing);
  }
  CHECK(event_names(catalog, {.event = "export_started"}).size() == ids.size());
}

TEST_CASE("no query keeps others from writing after it has returned") {
  const CatalogFixture fixture;
  Catalog catalog = fixture.open();
  const std::string id = accept_bundle(catalog);
  complete(catalog, id);
  catalog.exports().find(id);
  catalog.exports().page({.now = fixture.now()}, {});
  catalog.exports().attempts(id);
  catalog.exports().unfinished();
  catalog.exports().due_for_removal(fixture.now());
  catalog.exports().ids_with_prefix(id.substr(0, 4), 2);
  catalog.life().current_attempt(id);
  catalog.events().list({});
  catalog.documents().list(0, 1);
  SQLite::Database other(fixture.path().string(), SQLite::OPEN_READWRITE);
  CHECK(other.tryExec("BEGIN EXCLUSIVE; COMMIT") == 0);
}
