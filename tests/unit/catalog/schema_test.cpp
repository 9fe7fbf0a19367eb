#include "catalog/schema.hpp"

#include <doctest/doctest.h>

#include "catalog/catalog_file.hpp"
#include "catalog/connection.hpp"
#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

std::vector<MigrationStep> steps_and(const MigrationStep& next) {
  std::vector<MigrationStep> steps = migrations();
  steps.push_back(next);
  return steps;
}

std::string answer(Connection& connection, const std::string& sql) {
  return connection.database().execAndGet(sql).getString();
}

void add_colour(Connection& connection) {
  connection.execute("ALTER TABLE exports ADD COLUMN colour TEXT");
}

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "an older catalog is migrated and keeps its rows") {
  const std::string id = [&] {
    Catalog catalog = open();
    return accept_bundle(catalog);
  }();
  Connection connection(path(), "tester", clock());
  migrate(connection, steps_and(add_colour));
  CHECK(answer(connection, "PRAGMA user_version") == std::to_string(migrations().size() + 1));
  CHECK(answer(connection, "SELECT id FROM exports WHERE colour IS NULL") == id);
  migrate(connection, steps_and([](Connection&) { FAIL("the step was run again"); }));
}

TEST_CASE_FIXTURE(CatalogFixture, "a migration that fails leaves the old catalog") {
  const std::string id = open().id();
  {
    Connection connection(path(), "tester", clock());
    CHECK(kind_thrown_by([&] {
            migrate(connection, steps_and([](Connection& half) {
                      add_colour(half);
                      throw Error(ErrorKind::no_space, "full");
                    }));
          }) == ErrorKind::no_space);
  }
  CHECK(open().id() == id);
  Connection connection(path(), "tester", clock());
  CHECK(answer(connection, "SELECT count(*) FROM pragma_table_info('exports') WHERE name = 'colour'") == "0");
}

TEST_CASE_FIXTURE(CatalogFixture, "a catalog beyond the known steps is refused") {
  open();
  Connection connection(path(), "tester", clock());
  migrate(connection, steps_and(add_colour));
  CHECK(kind_thrown_by([&] { migrate(connection, migrations()); }) == ErrorKind::configuration);
  CHECK(kind_thrown_by([&] { open(); }) == ErrorKind::configuration);
}

TEST_CASE_FIXTURE(CatalogFixture, "a file that another program fills first is not taken over") {
  create_catalog_file(path());
  Connection connection(path(), "tester", clock());
  SQLite::Database(path().string(), SQLite::OPEN_READWRITE).exec("CREATE TABLE mine (x)");
  CHECK(kind_thrown_by([&] { migrate(connection, migrations()); }) == ErrorKind::configuration);
  CHECK(answer(connection, "SELECT count(*) FROM sqlite_schema") == "1");
}

TEST_CASE_FIXTURE(CatalogFixture, "every table is strict and every enumeration is checked") {
  open();
  Connection connection(path(), "tester", clock());
  CHECK(answer(connection,
               "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND NOT "
               "strict") == "0");
  const auto is_refused = [&connection](const std::string& sql) {
    return kind_thrown_by([&] { connection.execute(sql.c_str()); }) == ErrorKind::internal;
  };
  const std::string columns =
      "(id, document_id, name, description, status, type, format, options, file_name, store, "
      "endpoint, object_key, owner, created_at, updated_at)";
  const auto insert = [&columns](const std::string& words) {
    return "INSERT INTO exports " + columns + " VALUES ('x', 'd', '', '', " + words +
           ", '{}', '', '', '', '', '', 1, 1)";
  };
  CHECK(is_refused(insert("'lost', 'document_export', 'json'")));
  CHECK(is_refused(insert("'pending', 'poster', 'json'")));
  CHECK(is_refused(insert("'pending', 'document_export', 'docx'")));
  CHECK(is_refused(insert("'completed', 'document_export', 'json'")));
  CHECK_FALSE(is_refused(insert("'pending', 'document_export', 'json'")));
}

TEST_CASE_FIXTURE(CatalogFixture, "events are only ever added") {
  {
    Catalog catalog = open();
    accept_bundle(catalog);
    set_now(now() + std::chrono::hours(1));
    accept_bundle(catalog);
  }
  Connection connection(path(), "tester", clock());
  const auto is_refused = [&connection](const char* sql) {
    return kind_thrown_by([&] { connection.execute(sql); }) == ErrorKind::internal;
  };
  CHECK(is_refused("UPDATE events SET actor = 'somebody else'"));
  CHECK(is_refused("DELETE FROM events"));
  CHECK(is_refused("INSERT OR REPLACE INTO events (id, at, actor, event, detail) VALUES (1, 1, 'me', 'x', '{}')"));
  CHECK(answer(connection, "SELECT count(*) FROM events WHERE actor = 'tester'") == "2");
}

TEST_CASE_FIXTURE(CatalogFixture, "old events can be removed up to a time set in the same transaction") {
  {
    Catalog catalog = open();
    accept_bundle(catalog);
    set_now(now() + std::chrono::hours(1));
    accept_bundle(catalog);
  }
  Connection connection(path(), "tester", clock());
  {
    WriteTransaction transaction(connection);
    const std::string limit = std::to_string(now().time_since_epoch().count());
    connection.execute(("INSERT INTO properties VALUES ('events_removable_before', '" + limit + "')").c_str());
    CHECK(kind_thrown_by([&] { connection.execute("DELETE FROM events"); }) == ErrorKind::internal);
    connection.execute(("DELETE FROM events WHERE at < " + limit).c_str());
    connection.execute("DELETE FROM properties WHERE name = 'events_removable_before'");
    transaction.commit();
  }
  CHECK(answer(connection, "SELECT count(*) FROM events") == "1");
  CHECK(answer(connection, "SELECT count(*) FROM properties") == "2");
}
