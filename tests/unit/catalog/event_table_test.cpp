#include "docexport/catalog/event_table.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

TEST_CASE_FIXTURE(CatalogFixture, "an event says when, who, on what and what") {
  Catalog catalog = open();
  const std::string document_id = catalog.documents().add(make_document("a.txt")).document.id;
  const Export row = make_export(document_id);
  catalog.life().accept({&row, 1});
  const Event event = catalog.events().list({}).back();
  CHECK(event.id == 2);
  CHECK(event.at == now());
  CHECK(event.actor == "tester");
  CHECK(event.export_id == row.id);
  CHECK(event.document_id == document_id);
  CHECK(event.event == "export_accepted");
  const auto detail = nlohmann::json::parse(event.detail_json);
  CHECK(detail["name"] == row.name);
  CHECK(detail["format"] == "json");
}

TEST_CASE_FIXTURE(CatalogFixture, "events are selected by each of their properties") {
  Catalog catalog = open();
  const std::string document_id = catalog.documents().add(make_document("a.txt")).document.id;
  const Export first = make_export(document_id);
  catalog.life().accept({&first, 1});
  set_now(now() + std::chrono::seconds(10));
  const std::string second = accept_bundle(catalog);
  complete(catalog, second);
  CHECK(event_names(catalog, {.export_id = first.id}) == std::vector<std::string>{"export_accepted"});
  CHECK(event_names(catalog, {.document_id = document_id}) ==
        std::vector<std::string>{"document_added", "export_accepted"});
  CHECK(event_names(catalog, {.event = "export_completed"}).size() == 1);
  CHECK(event_names(catalog, {.since = now()}) ==
        std::vector<std::string>{"export_accepted", "export_started", "export_completed"});
  CHECK(event_names(catalog, {.event = "export_accepted", .since = now()}).size() == 1);
  CHECK(event_names(catalog, {.limit = 2}) == std::vector<std::string>{"export_started", "export_completed"});
  CHECK(event_names(catalog).size() == 5);
}

TEST_CASE_FIXTURE(CatalogFixture, "what is no UTF-8 does not break an event's detail") {
  Catalog catalog = open();
  const std::string id = accept_bundle(catalog, "caf\xe9 \"quoted\"\n");
  const auto detail = nlohmann::json::parse(catalog.events().list({}).back().detail_json);
  CHECK(detail["name"] == "caf\xef\xbf\xbd \"quoted\"\n");
  catalog.life().fail(begin(catalog, id), {.error_class = ErrorClass::input, .message = "bad byte \xff"});
  CHECK(nlohmann::json::parse(catalog.events().list({}).back().detail_json)["message"] == "bad byte \xef\xbf\xbd");
}
