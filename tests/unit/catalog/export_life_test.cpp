#include "docexport/catalog/export_life.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

using enum ExportStatus;

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "a stale attempt changes nothing") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  const AttemptRef first = begin_rendered(catalog, id);
  catalog.life().fail(first, some_failure);
  const AttemptRef second = begin_rendered(catalog, id);
  const Export before = catalog.exports().find(id).value();
  const std::size_t events_before = catalog.events().list({}).size();
  set_now(now() + std::chrono::seconds(1));
  AttemptRef wrong_nonce = second;
  wrong_nonce.nonce = first.nonce;
  AttemptRef wrong_number = second;
  wrong_number.number = 3;
  for (const AttemptRef& stale : {first, wrong_nonce, wrong_number}) {
    CHECK_FALSE(catalog.life().record_rendered(stale, {.size = 1, .sha256 = "x", .stats_json = "{}"}));
    CHECK_FALSE(catalog.life().record_upload(stale, R"({"id":1})"));
    CHECK_FALSE(catalog.life().complete(stale, "e", ExportLife::Completion::own));
    CHECK_FALSE(catalog.life().fail(stale, some_failure));
  }
  catalog.life().fail(second, some_failure);
  for (const AttemptRef& stale : {first, wrong_nonce, wrong_number}) {
    CHECK_FALSE(catalog.life().adopt_failed(stale, "e"));
  }
  const Export after = catalog.exports().find(id).value();
  CHECK(after.file_size == before.file_size);
  CHECK(after.sha256 == before.sha256);
  CHECK(catalog.events().list({}).size() == events_before + 1);
  CHECK(catalog.exports().attempts(id).at(1).upload_json == "{}");
}

TEST_CASE_FIXTURE(CatalogFixture, "an attempt that somebody else made meanwhile is not begun") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  catalog.life().fail(begin(catalog, id), some_failure);
  Attempt late = make_attempt();
  late.number = 1;
  CHECK_FALSE(catalog.life().begin_attempt(id, late));
  late.number = 2;
  CHECK(catalog.life().begin_attempt(id, late)->attempts == 2);
}

TEST_CASE_FIXTURE(CatalogFixture, "an attempt leaves its results and its row") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  set_now(at_second(first_second + 1));
  const Attempt given = make_attempt();
  const Export begun = catalog.life().begin_attempt(id, given).value();
  CHECK(begun.status == processing);
  CHECK(begun.object_key == given.object_key);
  CHECK(begun.started_at == now());
  const AttemptRef attempt{.export_id = id, .number = 1, .nonce = given.nonce};
  CHECK(catalog.life().record_rendered(attempt, some_file));
  CHECK(catalog.life().record_upload(attempt, R"({"upload_id":"u"})"));
  set_now(at_second(first_second + 2));
  CHECK(catalog.life().complete(attempt, "\"etag\"", ExportLife::Completion::own));
  const Export row = catalog.exports().find(id).value();
  CHECK(row.status == completed);
  CHECK(row.object_etag == "\"etag\"");
  CHECK(row.file_size == 1024);
  CHECK(row.sha256 == some_sha256);
  CHECK(row.records_count == 3);
  CHECK(row.stats_json == R"({"pages":2})");
  CHECK(row.completed_at == now());
  const Attempt written = catalog.life().current_attempt(id).value();
  CHECK(written.export_id == id);
  CHECK(written.number == 1);
  CHECK(written.nonce == given.nonce);
  CHECK(written.object_key == given.object_key);
  CHECK(written.upload_json == "{}");
  CHECK(written.host == "here");
  CHECK(written.process_id == 42);
  CHECK(written.started_at == at_second(first_second + 1));
  CHECK(written.finished_at == now());
  CHECK(written.outcome == "completed");
  CHECK_FALSE(written.error_class);
  const auto detail = nlohmann::json::parse(catalog.events().list({}).back().detail_json);
  CHECK(detail == nlohmann::json({{"attempt", 1}, {"bytes", 1024}, {"records_count", 3}, {"sha256", some_sha256}}));
}

TEST_CASE_FIXTURE(CatalogFixture, "a new attempt forgets the error and the results of the one before") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  catalog.life().fail(begin_rendered(catalog, id), some_failure);
  const Export row = catalog.exports().find(id).value();
  CHECK(row.error_class == ErrorClass::transient);
  CHECK(row.error_message == "503 from the store");
  CHECK(row.file_size == 1024);
  begin(catalog, id);
  const Export again = catalog.exports().find(id).value();
  CHECK(again.attempts == 2);
  CHECK_FALSE(again.error_class);
  CHECK_FALSE(again.error_message);
  CHECK_FALSE(again.file_size);
  CHECK_FALSE(again.sha256);
  CHECK(again.stats_json == "{}");
  const std::vector<Attempt> attempts = catalog.exports().attempts(id);
  CHECK(attempts.at(0).outcome == "failed");
  CHECK(attempts.at(0).error_class == ErrorClass::transient);
  CHECK(attempts.at(0).error_message == "503 from the store");
  CHECK_FALSE(attempts.at(1).outcome);
  CHECK(catalog.life().current_attempt(id)->number == 2);
}

TEST_CASE_FIXTURE(CatalogFixture, "an interrupted attempt is told apart, and taken back when its object is whole") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  const AttemptRef attempt = begin_rendered(catalog, id);
  catalog.life().fail(attempt, {.error_class = ErrorClass::interrupted, .message = "the process ended"});
  CHECK(catalog.life().current_attempt(id)->outcome == "interrupted");
  CHECK(event_names(catalog).back() == "export_interrupted");
  CHECK(catalog.life().adopt_failed(attempt, "etag"));
  CHECK(catalog.life().current_attempt(id)->outcome == "completed");
  CHECK_FALSE(catalog.life().current_attempt(id)->error_class);
  CHECK_FALSE(catalog.exports().find(id)->error_class);
}

TEST_CASE_FIXTURE(CatalogFixture, "an export without its size and checksum is never completed") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  const AttemptRef attempt = begin(catalog, id);
  CHECK(kind_thrown_by([&] { catalog.life().complete(attempt, "e", ExportLife::Completion::own); }) ==
        ErrorKind::internal);
  CHECK(catalog.exports().find(id)->status == processing);
  CHECK_FALSE(catalog.life().current_attempt(id)->outcome);
}

TEST_CASE_FIXTURE(CatalogFixture, "several exports are accepted together or not at all") {
  Catalog catalog = open();
  std::vector<Export> rows = {make_bundle("a"), make_bundle("b"), make_bundle("c")};
  rows[0].idempotency_key = "key";
  catalog.life().accept(rows);
  std::vector<Export> more = {make_bundle("d"), make_bundle("e")};
  SUBCASE("an id that is taken") {
    more[1].id = rows[1].id;
  }
  SUBCASE("an idempotency key that is taken") {
    more[1].idempotency_key = "key";
  }
  SUBCASE("the same idempotency key twice") {
    more[0].idempotency_key = more[1].idempotency_key = "new";
  }
  CHECK(kind_thrown_by([&] { catalog.life().accept(more); }) == ErrorKind::conflict);
  CHECK(catalog.exports().page({.now = now()}, {}).total == 3);
  CHECK(catalog.events().list({}).size() == 3);
  CHECK(catalog.exports().find_by_idempotency_key("key")->id == rows[0].id);
  CHECK_FALSE(catalog.exports().find_by_idempotency_key("new"));
}

TEST_CASE_FIXTURE(CatalogFixture, "exports are accepted and the first is begun together or not at all") {
  Catalog catalog = open();
  const std::vector<Export> rows = {make_bundle("a"), make_bundle("b")};
  const Export begun = catalog.life().accept_and_begin(rows, make_attempt());
  CHECK(begun.id == rows[0].id);
  CHECK(begun.status == processing);
  CHECK(begun.attempts == 1);
  CHECK(catalog.life().current_attempt(begun.id)->number == 1);
  CHECK(catalog.exports().find(rows[1].id)->status == pending);
  CHECK(event_names(catalog) == std::vector<std::string>{"export_accepted", "export_accepted", "export_started"});
  const std::vector<Export> more = {make_bundle("c"), rows[1]};
  CHECK(kind_thrown_by([&] { catalog.life().accept_and_begin(more, make_attempt()); }) == ErrorKind::conflict);
  CHECK_FALSE(catalog.exports().find(more[0].id));
  CHECK(catalog.events().list({}).size() == 3);
}

TEST_CASE_FIXTURE(CatalogFixture, "an export of a document that was removed meanwhile is not accepted") {
  Catalog catalog = open();
  const Export row = make_export("gone");
  CHECK(kind_thrown_by([&] { catalog.life().accept({&row, 1}); }) == ErrorKind::not_found);
}

TEST_CASE_FIXTURE(CatalogFixture, "prune's intent spares what was pinned or extended since its plan") {
  Catalog catalog = open();
  Export pinned = make_bundle("pinned");
  pinned.pinned = true;
  Export extended = make_bundle("extended");
  extended.expires_at = now();
  const std::vector<Export> rows = {pinned, extended};
  catalog.life().accept(rows);
  complete(catalog, pinned.id);
  complete(catalog, extended.id);
  CHECK_FALSE(catalog.life().expire(pinned.id, completed));
  catalog.exports().edit(extended.id, {.expires_at = now() + std::chrono::hours(1)});
  CHECK_FALSE(catalog.life().expire(extended.id, completed, now()));
  CHECK(catalog.life().expire(extended.id, completed, now() + std::chrono::hours(1)));
}

TEST_CASE_FIXTURE(CatalogFixture, "a tombstone keeps its row until it is purged, and its events after that") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  complete(catalog, id);
  catalog.life().mark_deleted(id, completed);
  CHECK(catalog.life().mark_removed(id));
  CHECK(catalog.exports().find(id)->removed_at == now());
  const Timestamp removed_at = now();
  set_now(now() + std::chrono::hours(1));
  CHECK(catalog.life().mark_removed(id));
  CHECK(catalog.exports().find(id)->removed_at == removed_at);
  accept_bundle(catalog);
  CHECK(catalog.life().purge(id));
  CHECK_FALSE(catalog.life().purge(id));
  CHECK_FALSE(catalog.exports().find(id));
  CHECK(catalog.exports().attempts(id).empty());
  CHECK_FALSE(catalog.life().mark_removed(id));
  CHECK(event_names(catalog, {.export_id = id}) == std::vector<std::string>{"export_accepted", "export_started",
                                                                            "export_completed", "export_deleted",
                                                                            "object_removed", "export_purged"});
  check_counts(path());
}
