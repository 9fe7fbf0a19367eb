#include <doctest/doctest.h>

#include <functional>
#include <map>

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
