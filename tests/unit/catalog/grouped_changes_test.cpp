#include <doctest/doctest.h>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

std::uint64_t count_events(Catalog& catalog, const std::string& event) {
  return catalog.events().list({.event = event}).size();
}

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "changes made together are seen by others all at once, each with its event") {
  Catalog catalog = open();
  Catalog other = open();
  const std::string first = accept_bundle(catalog);
  const std::string second = accept_bundle(catalog);
  catalog.together([&] {
    CHECK(catalog.life().begin_attempt(first, make_attempt()));
    CHECK(catalog.life().begin_attempt(second, make_attempt()));
    CHECK_FALSE(catalog.life().begin_attempt(second, make_attempt()));
    CHECK(other.exports().find(first)->status == ExportStatus::pending);
  });
  CHECK(other.exports().find(first)->status == ExportStatus::processing);
  CHECK(other.exports().find(second)->attempts == 1);
  CHECK(count_events(other, "export_started") == 2);
}

TEST_CASE_FIXTURE(CatalogFixture, "changes made together are undone together when one of them throws") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  CHECK(kind_thrown_by([&] {
          catalog.together([&] {
            CHECK(catalog.life().begin_attempt(id, make_attempt()));
            throw Error(ErrorKind::no_space, "full");
          });
        }) == ErrorKind::no_space);
  CHECK(catalog.exports().find(id)->status == ExportStatus::pending);
  CHECK(count_events(catalog, "export_started") == 0);
  CHECK(catalog.life().begin_attempt(id, make_attempt()));
}

TEST_CASE_FIXTURE(CatalogFixture, "a retry takes over the upload of the attempt before it") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  const AttemptRef first = begin_rendered(catalog, id);
  REQUIRE(catalog.life().record_upload(first, R"({"state":"s"})"));
  REQUIRE(catalog.life().fail(first, some_failure));
  REQUIRE(catalog.exports().abandoned_uploads().size() == 1);
  CHECK(catalog.exports().abandoned_uploads().front().number == 1);
  Attempt next = make_attempt();
  next.number = 2;
  next.upload_json = R"({"state":"s"})";
  REQUIRE(catalog.life().begin_attempt(id, next));
  const std::vector<Attempt> attempts = catalog.exports().attempts(id);
  CHECK(attempts.at(0).upload_json == "{}");
  CHECK(attempts.at(1).upload_json == R"({"state":"s"})");
  CHECK(catalog.exports().abandoned_uploads().empty());
}

TEST_CASE_FIXTURE(CatalogFixture, "a rendered file may take another key than the attempt began with") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  const Attempt given = make_attempt();
  REQUIRE(catalog.life().begin_attempt(id, given));
  RenderedFile file = some_file;
  file.object_key = "another/key";
  CHECK_FALSE(catalog.life().record_rendered({.export_id = id, .number = 1, .nonce = "other"}, file));
  CHECK(catalog.life().current_attempt(id)->object_key == given.object_key);
  CHECK(catalog.life().record_rendered({.export_id = id, .number = 1, .nonce = given.nonce}, file));
  CHECK(catalog.life().current_attempt(id)->object_key == "another/key");
  CHECK(catalog.exports().find(id)->object_key == "another/key");
}

TEST_CASE_FIXTURE(CatalogFixture, "an upload is forgotten only as it was seen") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog);
  const AttemptRef attempt = begin_rendered(catalog, id);
  REQUIRE(catalog.life().record_upload(attempt, R"({"state":"1"})"));
  const Attempt seen = catalog.life().current_attempt(id).value();
  REQUIRE(catalog.life().record_upload(attempt, R"({"state":"2"})"));
  catalog.life().forget_upload(seen);
  CHECK(catalog.life().current_attempt(id)->upload_json == R"({"state":"2"})");
  catalog.life().forget_upload(catalog.life().current_attempt(id).value());
  CHECK(catalog.life().current_attempt(id)->upload_json == "{}");
}
