#include "docexport/catalog/export_table.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "catalog/connection.hpp"
#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

TEST_CASE_FIXTURE(CatalogFixture, "an accepted export comes back as it went in") {
  Catalog catalog = open();
  const std::string document_id = catalog.documents().add(make_document("a.txt")).document.id;
  const std::string naughty = "\"'`;--\n\r\t\\ %_* \x7f \xe2\x80\xae \xf0\x9f\x92\xa9";
  const Export row = {.id = random_uuid(),
                      .document_id = document_id,
                      .name = naughty + "1",
                      .description = naughty + "2",
                      .type = ExportType::document_export,
                      .format = ExportFormat::csv,
                      .options_json = R"({"view":"fields"})",
                      .file_name = naughty + "3",
                      .store = "s3://bucket/prefix",
                      .endpoint = "https://s3.example.org",
                      .object_key = "prefix/key",
                      .pinned = true,
                      .idempotency_key = naughty,
                      .owner = "ann",
                      .created_at = at_second(100),
                      .expires_at = at_second(200)};
  catalog.life().accept({&row, 1});
  const Export found = catalog.exports().find(row.id).value();
  CHECK(found.id == row.id);
  CHECK(found.document_id == row.document_id);
  CHECK(found.name == row.name);
  CHECK(found.description == row.description);
  CHECK(found.status == ExportStatus::pending);
  CHECK(found.type == row.type);
  CHECK(found.format == row.format);
  CHECK(found.options_json == row.options_json);
  CHECK(found.file_name == row.file_name);
  CHECK(found.store == row.store);
  CHECK(found.endpoint == row.endpoint);
  CHECK(found.object_key == row.object_key);
  CHECK(found.stats_json == "{}");
  CHECK(found.download_count == 0);
  CHECK(found.attempts == 0);
  CHECK(found.pinned);
  CHECK(found.idempotency_key == row.idempotency_key);
  CHECK(found.owner == "ann");
  CHECK(found.created_at == at_second(100));
  CHECK(found.updated_at == at_second(100));
  CHECK(found.expires_at == at_second(200));
  CHECK_FALSE(found.object_etag);
  CHECK_FALSE(found.file_size);
  CHECK_FALSE(found.sha256);
  CHECK_FALSE(found.records_count);
  CHECK_FALSE(found.last_downloaded_at);
  CHECK_FALSE(found.error_class);
  CHECK_FALSE(found.error_message);
  CHECK_FALSE(found.started_at);
  CHECK_FALSE(found.completed_at);
  CHECK_FALSE(found.removed_at);
  CHECK(catalog.exports().find_by_idempotency_key(naughty)->id == row.id);
}

TEST_CASE_FIXTURE(CatalogFixture, "ids are found by a prefix in either case, wildcards stand for nothing") {
  Catalog catalog = open();
  std::vector<Export> rows(3, make_bundle("a"));
  rows[0].id = "abcd1111-0000-4000-8000-000000000000";
  rows[1].id = "abcd2222-0000-4000-8000-000000000000";
  rows[2].id = "abce0000-0000-4000-8000-000000000000";
  catalog.life().accept(rows);
  CHECK(catalog.exports().ids_with_prefix("abcd", 9) == std::vector<std::string>{rows[0].id, rows[1].id});
  CHECK(catalog.exports().ids_with_prefix("ABCD2", 9) == std::vector<std::string>{rows[1].id});
  CHECK(catalog.exports().ids_with_prefix("abc", 2).size() == 2);
  CHECK(catalog.exports().ids_with_prefix(rows[2].id, 9).size() == 1);
  for (const char* const nothing : {"abc_", "ab%", "abcdd", "*", "b"}) {
    CHECK(catalog.exports().ids_with_prefix(nothing, 9).empty());
  }
}

TEST_CASE_FIXTURE(CatalogFixture, "an edit changes what is given and tells the old and the new values") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog, "old");
  complete(catalog, id);
  set_now(now() + std::chrono::hours(1));
  const Export row = catalog.exports().edit(id, {.name = "new", .expires_at = at_second(first_second + 60)});
  CHECK(row.name == "new");
  CHECK(row.description == "JSON export of old");
  CHECK(row.expires_at == at_second(first_second + 60));
  CHECK(row.updated_at == now());
  CHECK(catalog.exports().find(id)->name == "new");
  const Event event = catalog.events().list({}).back();
  CHECK(event.event == "export_edited");
  CHECK(nlohmann::json::parse(event.detail_json) ==
        nlohmann::json({{"name", {{"old", "old"}, {"new", "new"}}},
                        {"expires_at", {{"old", nullptr}, {"new", "2023-11-14T22:14:20Z"}}}}));
  CHECK_FALSE(catalog.exports().edit(id, {.expires_at = std::optional<Timestamp>()}).expires_at);
  const std::size_t events_before = catalog.events().list({}).size();
  catalog.exports().edit(id, {.name = "new"});
  CHECK(catalog.events().list({}).size() == events_before);
}

TEST_CASE_FIXTURE(CatalogFixture, "what is gone or never was cannot be edited") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  complete(catalog, id);
  catalog.life().expire(id, ExportStatus::completed);
  CHECK(kind_thrown_by([&] { catalog.exports().edit(id, {.name = "new"}); }) == ErrorKind::not_completed);
  CHECK(kind_thrown_by([&] { catalog.exports().edit(random_uuid(), {.name = "new"}); }) == ErrorKind::not_found);
}

TEST_CASE_FIXTURE(CatalogFixture, "downloads and links are counted and told") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  complete(catalog, id);
  set_now(now() + std::chrono::hours(1));
  catalog.exports().record_download(id, 1024, "file");
  catalog.exports().record_download(id, 1024, "stdout");
  catalog.exports().record_link(id, at_second(first_second));
  const Export row = catalog.exports().find(id).value();
  CHECK(row.download_count == 2);
  CHECK(row.last_downloaded_at == now());
  const std::vector<Event> events = catalog.events().list({.limit = 2});
  CHECK(nlohmann::json::parse(events.at(0).detail_json) == nlohmann::json({{"bytes", 1024}, {"way", "stdout"}}));
  CHECK(events.at(1).event == "link_created");
  CHECK(nlohmann::json::parse(events.at(1).detail_json) == nlohmann::json({{"ends_at", "2023-11-14T22:13:20Z"}}));
}

TEST_CASE_FIXTURE(CatalogFixture, "prune gets what is past its time or half removed, oldest expiry first") {
  Catalog catalog = open();
  const auto add = [&](const std::string& name, std::optional<Timestamp> expires_at, bool is_pinned = false) {
    Export row = make_bundle(name);
    row.expires_at = expires_at;
    row.pinned = is_pinned;
    catalog.life().accept({&row, 1});
    complete(catalog, row.id);
    return row.id;
  };
  add("never", std::nullopt);
  add("later", now() + std::chrono::milliseconds(1));
  add("pinned", now() - std::chrono::hours(9), true);
  add("just now", now());
  add("long ago", now() - std::chrono::hours(9));
  catalog.life().expire(add("begun", now() - std::chrono::hours(5)), ExportStatus::completed);
  catalog.life().mark_deleted(add("deleted", std::nullopt), ExportStatus::completed);
  const std::string gone = add("gone", now() - std::chrono::hours(1));
  catalog.life().expire(gone, ExportStatus::completed);
  catalog.life().mark_removed(gone);
  accept_bundle(catalog, "pending");
  std::vector<std::string> names;
  for (const Export& row : catalog.exports().due_for_removal(now())) {
    names.push_back(row.name);
  }
  CHECK(names == std::vector<std::string>{"long ago", "begun", "just now", "deleted"});
}

TEST_CASE_FIXTURE(CatalogFixture, "the unfinished are what is pending or processing") {
  Catalog catalog = open();
  const std::string first = accept_bundle(catalog);
  const std::string second = accept_bundle(catalog);
  begin(catalog, first);
  complete(catalog, accept_bundle(catalog));
  catalog.life().fail(begin(catalog, accept_bundle(catalog)), some_failure);
  const std::vector<Export> rows = catalog.exports().unfinished();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].id == first);
  CHECK(rows[1].id == second);
}

TEST_CASE_FIXTURE(CatalogFixture, "a word that this program does not know is damage, not a guess") {
  const std::string id = [&] {
    Catalog catalog = open();
    return accept_bundle(catalog);
  }();
  Connection connection(path(), "tester", clock());
  connection.execute("PRAGMA ignore_check_constraints = ON; UPDATE exports SET format = 'fax'");
  Catalog catalog = open();
  CHECK(kind_thrown_by([&] { catalog.exports().find(id); }) == ErrorKind::integrity);
}
