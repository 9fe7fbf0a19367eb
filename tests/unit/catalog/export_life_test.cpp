#include "docexport/catalog/export_life.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

using enum ExportStatus;

constexpr std::array all_statuses = {pending, processing, completed, failed, expired, deleted};

struct Subject {
  std::string id{};
  AttemptRef attempt{};
};

/// An export that has come to the status by the usual way.
Subject make_in(Catalog& catalog, ExportStatus status) {
  Subject subject{.id = accept_bundle(catalog), .attempt = {}};
  subject.attempt = {.export_id = subject.id, .number = 0, .nonce = "none"};
  if (status == pending) {
    return subject;
  }
  subject.attempt = begin_rendered(catalog, subject.id);
  if (status == processing) {
    return subject;
  }
  if (status == failed) {
    REQUIRE(catalog.life().fail(subject.attempt, some_failure));
    return subject;
  }
  REQUIRE(catalog.life().complete(subject.attempt, "etag", ExportLife::Completion::own));
  if (status == expired) {
    REQUIRE(catalog.life().expire(subject.id, completed));
  } else if (status == deleted) {
    REQUIRE(catalog.life().mark_deleted(subject.id, completed));
  }
  return subject;
}

struct Transition {
  const char* name;
  std::function<bool(Catalog&, const Subject&)> act;
  std::map<ExportStatus, ExportStatus> ways;  ///< where it leads, from each status that it may start from
  const char* event;
};

const std::vector<Transition>& transitions() {
  static const std::vector<Transition> all = {
      {"begin",
       [](Catalog& c, const Subject& s) { return c.life().begin_attempt(s.id, make_attempt()).has_value(); },
       {{pending, processing}, {failed, processing}},
       "export_started"},
      {"complete",
       [](Catalog& c, const Subject& s) { return c.life().complete(s.attempt, "e", ExportLife::Completion::own); },
       {{processing, completed}},
       "export_completed"},
      {"adopt",
       [](Catalog& c, const Subject& s) { return c.life().complete(s.attempt, "e", ExportLife::Completion::adopted); },
       {{processing, completed}},
       "export_adopted"},
      {"adopt failed",
       [](Catalog& c, const Subject& s) { return c.life().adopt_failed(s.attempt, "e"); },
       {{failed, completed}},
       "export_adopted"},
      {"fail",
       [](Catalog& c, const Subject& s) { return c.life().fail(s.attempt, some_failure); },
       {{processing, failed}},
       "export_failed"},
      {"fail pending",
       [](Catalog& c, const Subject& s) {
         return c.life().fail_pending(s.id, {.error_class = ErrorClass::interrupted, .message = "killed"});
       },
       {{pending, failed}},
       "export_interrupted"},
      {"expire completed",
       [](Catalog& c, const Subject& s) { return c.life().expire(s.id, completed); },
       {{completed, expired}},
       "export_expired"},
      {"expire failed",
       [](Catalog& c, const Subject& s) { return c.life().expire(s.id, failed); },
       {{failed, expired}},
       "export_expired"},
      {"expire pending", [](Catalog& c, const Subject& s) { return c.life().expire(s.id, pending); }, {}, ""},
      {"expire processing", [](Catalog& c, const Subject& s) { return c.life().expire(s.id, processing); }, {}, ""},
      {"delete pending",
       [](Catalog& c, const Subject& s) { return c.life().mark_deleted(s.id, pending); },
       {{pending, deleted}},
       "export_deleted"},
      {"delete completed",
       [](Catalog& c, const Subject& s) { return c.life().mark_deleted(s.id, completed); },
       {{completed, deleted}},
       "export_deleted"},
      {"delete failed",
       [](Catalog& c, const Subject& s) { return c.life().mark_deleted(s.id, failed); },
       {{failed, deleted}},
       "export_deleted"},
      {"delete processing",
       [](Catalog& c, const Subject& s) { return c.life().mark_deleted(s.id, processing); },
       {},
       ""},
      {"remove",
       [](Catalog& c, const Subject& s) { return c.life().mark_removed(s.id); },
       {{expired, expired}, {deleted, deleted}},
       "object_removed"},
      {"purge what is not removed", [](Catalog& c, const Subject& s) { return c.life().purge(s.id); }, {}, ""},
  };
  return all;
}

/// The counts that triggers keep are those of counting.
void check_counts(const std::filesystem::path& path) {
  SQLite::Database database(path.string());
  CHECK(database
            .execAndGet("SELECT count(*) FROM (SELECT status, format, type, count FROM export_counts WHERE count <> 0 "
                        "EXCEPT SELECT status, format, type, count(*) FROM exports GROUP BY 1, 2, 3)")
            .getInt() == 0);
  CHECK(
      database.execAndGet("SELECT (SELECT sum(count) FROM export_counts) = (SELECT count(*) FROM exports)").getInt() ==
      1);
}

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "each change of state starts from its own states only, and is told by one event") {
  Catalog catalog = open();
  for (const Transition& transition : transitions()) {
    for (const ExportStatus from : all_statuses) {
      CAPTURE(transition.name);
      CAPTURE(std::string(to_string(from)));
      const Subject subject = make_in(catalog, from);
      const Export before = catalog.exports().find(subject.id).value();
      const std::size_t events_before = catalog.events().list({}).size();
      set_now(now() + std::chrono::seconds(1));
      const auto way = transition.ways.find(from);
      const bool is_allowed = way != transition.ways.end();
      CHECK(transition.act(catalog, subject) == is_allowed);
      const Export after = catalog.exports().find(subject.id).value();
      const std::vector<Event> events = catalog.events().list({});
      CHECK(after.status == (is_allowed ? way->second : from));
      CHECK((after.updated_at == now()) == is_allowed);
      CHECK(events.size() == events_before + (is_allowed ? 1 : 0));
      CHECK((!is_allowed || events.back().event == transition.event));
      CHECK((is_allowed || after.attempts == before.attempts));
    }
  }
  check_counts(path());
}

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
  CHECK(written.upload_json == R"({"upload_id":"u"})");
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
  const Subject subject = make_in(catalog, deleted);
  CHECK(catalog.life().mark_removed(subject.id));
  CHECK(catalog.exports().find(subject.id)->removed_at == now());
  const Timestamp removed_at = now();
  set_now(now() + std::chrono::hours(1));
  CHECK(catalog.life().mark_removed(subject.id));
  CHECK(catalog.exports().find(subject.id)->removed_at == removed_at);
  accept_bundle(catalog);
  CHECK(catalog.life().purge(subject.id));
  CHECK_FALSE(catalog.life().purge(subject.id));
  CHECK_FALSE(catalog.exports().find(subject.id));
  CHECK(catalog.exports().attempts(subject.id).empty());
  CHECK_FALSE(catalog.life().mark_removed(subject.id));
  CHECK(event_names(catalog, {.export_id = subject.id}) ==
        std::vector<std::string>{"export_accepted", "export_started", "export_completed", "export_deleted",
                                 "object_removed", "export_purged"});
  check_counts(path());
}
