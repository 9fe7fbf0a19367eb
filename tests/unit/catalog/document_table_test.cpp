#include "docexport/catalog/document_table.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

std::string another_sha256() {
  return std::string(64, 'b');
}

void check_same(const Document& left, const Document& right) {
  CHECK(left.id == right.id);
  CHECK(left.name == right.name);
  CHECK(left.media_type == right.media_type);
  CHECK(left.document_type == right.document_type);
  CHECK(left.size == right.size);
  CHECK(left.sha256 == right.sha256);
  CHECK(left.source_kind == right.source_kind);
  CHECK(left.source_path == right.source_path);
  CHECK(left.fields_json == right.fields_json);
  CHECK(left.owner == right.owner);
  CHECK(left.added_at == right.added_at);
}

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "a document comes back as it went in") {
  Catalog catalog = open();
  const Document document = {.id = "inv-1",
                             .name = "'; DROP TABLE documents; --\n\"\x1b[31m",
                             .media_type = "application/pdf",
                             .document_type = "invoice",
                             .size = 5'000'000'000,
                             .sha256 = some_sha256,
                             .source_kind = SourceKind::copy,
                             .source_path = "/data/\xff\xfe latin.pdf",
                             .fields_json = R"([{"name":"total","value":"1"}])",
                             .owner = "ann",
                             .added_at = at_second(5)};
  check_same(catalog.documents().add(document).document, document);
  check_same(catalog.documents().find("inv-1").value(), document);
  check_same(catalog.documents().list(0, 10).at(0), document);
  CHECK_FALSE(catalog.documents().find("inv-2"));
}

TEST_CASE_FIXTURE(CatalogFixture, "text that is no UTF-8 is kept as valid UTF-8, and found again") {
  Catalog catalog = open();
  const Document first = catalog.documents().add(make_document("caf\xe9.txt")).document;
  CHECK(first.name == "caf\xef\xbf\xbd.txt");
  const AddedDocument again = catalog.documents().add([] {
    Document document = make_document("caf\xe9.txt");
    return document;
  }());
  CHECK(again.outcome == AddOutcome::already_there);
  CHECK(again.document.id == first.id);
}

TEST_CASE_FIXTURE(CatalogFixture, "the same content and name is the same document") {
  Catalog catalog = open();
  const AddedDocument first = catalog.documents().add(make_document("a.txt"));
  CHECK(first.outcome == AddOutcome::added);
  CHECK(first.document.id.size() == 36);
  CHECK(first.document.added_at == now());
  const AddedDocument second = catalog.documents().add(make_document("a.txt"));
  CHECK(second.outcome == AddOutcome::already_there);
  CHECK(second.document.id == first.document.id);
  CHECK(catalog.documents().add(make_document("b.txt")).document.id != first.document.id);
  Document other = make_document("a.txt");
  other.sha256 = another_sha256();
  CHECK(catalog.documents().add(other).document.id != first.document.id);
  CHECK(catalog.documents().find_same(some_sha256, "a.txt")->id == first.document.id);
  CHECK_FALSE(catalog.documents().find_same(some_sha256, "c.txt"));
  CHECK(catalog.documents().count() == 3);
  CHECK(event_names(catalog) == std::vector<std::string>(3, "document_added"));
}

TEST_CASE_FIXTURE(CatalogFixture, "what is given and differs is brought up to date") {
  Catalog catalog = open();
  const std::string id = catalog.documents().add(make_document("a.txt")).document.id;
  Document moved = make_document("a.txt");
  moved.source_path = "/elsewhere/a.txt";
  moved.document_type = "receipt";
  moved.fields_json = "[]";
  const AddedDocument updated = catalog.documents().add(moved);
  CHECK(updated.outcome == AddOutcome::updated);
  CHECK(updated.document.id == id);
  const Document known = catalog.documents().find(id).value();
  CHECK(known.source_path == "/elsewhere/a.txt");
  CHECK(known.document_type == "receipt");
  CHECK(known.fields_json == "[]");
  CHECK(catalog.documents().add({.name = "a.txt", .sha256 = some_sha256}).outcome == AddOutcome::already_there);
  const Event event = catalog.events().list({.document_id = id}).back();
  CHECK(event.event == "document_updated");
  CHECK(nlohmann::json::parse(event.detail_json)["source"]["old"] == "/home/tester/a.txt");
}

TEST_CASE_FIXTURE(CatalogFixture, "a kept copy is not replaced by a file that may go away") {
  Catalog catalog = open();
  Document copy = make_document("a.txt");
  copy.source_kind = SourceKind::copy;
  copy.source_path = "/data/copies/aaaa";
  catalog.documents().add(copy);
  const AddedDocument again = catalog.documents().add(make_document("a.txt"));
  CHECK(again.outcome == AddOutcome::already_there);
  CHECK(again.document.source_kind == SourceKind::copy);
  CHECK(again.document.source_path == "/data/copies/aaaa");
}

TEST_CASE_FIXTURE(CatalogFixture, "a file gives way to a kept copy") {
  Catalog catalog = open();
  catalog.documents().add(make_document("a.txt"));
  Document copy = make_document("a.txt");
  copy.source_kind = SourceKind::copy;
  copy.source_path = "/data/copies/aaaa";
  CHECK(catalog.documents().add(copy).outcome == AddOutcome::updated);
  CHECK(catalog.documents().list(0, 1).at(0).source_kind == SourceKind::copy);
}

TEST_CASE_FIXTURE(CatalogFixture, "an id stands for one content") {
  Catalog catalog = open();
  Document document = make_document("a.txt");
  document.id = "inv-1";
  CHECK(catalog.documents().add(document).outcome == AddOutcome::added);
  CHECK(catalog.documents().add(document).outcome == AddOutcome::already_there);
  document.name = "renamed.txt";
  CHECK(catalog.documents().add(document).outcome == AddOutcome::updated);
  CHECK(catalog.documents().find("inv-1")->name == "renamed.txt");
  document.sha256 = another_sha256();
  CHECK(kind_thrown_by([&] { catalog.documents().add(document); }) == ErrorKind::conflict);
  CHECK(catalog.documents().find("inv-1")->sha256 == some_sha256);
}

TEST_CASE_FIXTURE(CatalogFixture, "documents are listed newest first, ids oldest first and by prefix") {
  Catalog catalog = open();
  for (const char* const id : {"b%1", "a_1", "a_2", "ab", "B"}) {
    Document document = make_document(id);
    document.id = id;
    catalog.documents().add(document);
  }
  CHECK(catalog.documents().all_ids() == std::vector<std::string>{"b%1", "a_1", "a_2", "ab", "B"});
  CHECK(catalog.documents().list(0, 1).at(0).id == "B");
  CHECK(catalog.documents().list(1, 2).at(1).id == "a_2");
  CHECK(catalog.documents().ids_with_prefix("a", 10) == std::vector<std::string>{"a_1", "a_2", "ab"});
  CHECK(catalog.documents().ids_with_prefix("a_", 1) == std::vector<std::string>{"a_1"});
  CHECK(catalog.documents().ids_with_prefix("b%", 10) == std::vector<std::string>{"b%1"});
  CHECK(catalog.documents().ids_with_prefix("%", 10).empty());
}

TEST_CASE_FIXTURE(CatalogFixture, "a document with live exports is not removed") {
  Catalog catalog = open();
  const std::string id = catalog.documents().add(make_document("a.txt")).document.id;
  Export row = make_export(id);
  row.expires_at = now() + std::chrono::hours(1);
  catalog.life().accept({&row, 1});
  CHECK(catalog.documents().live_export_count(id) == 1);
  CHECK(kind_thrown_by([&] { catalog.documents().remove(id); }) == ErrorKind::refused);
  const AttemptRef attempt = begin_rendered(catalog, row.id);
  CHECK(catalog.documents().live_export_count(id) == 1);
  catalog.life().complete(attempt, "etag", ExportLife::Completion::own);
  CHECK(kind_thrown_by([&] { catalog.documents().remove(id); }) == ErrorKind::refused);
  set_now(*row.expires_at);
  CHECK(catalog.documents().live_export_count(id) == 0);
  CHECK(catalog.documents().remove(id).name == "a.txt");
  CHECK_FALSE(catalog.documents().find(id));
  CHECK(catalog.exports().find(row.id)->document_id == id);
  CHECK(event_names(catalog, {.document_id = id}).back() == "document_removed");
  CHECK(kind_thrown_by([&] { catalog.documents().remove(id); }) == ErrorKind::not_found);
}

TEST_CASE_FIXTURE(CatalogFixture, "a kept copy knows whether another document uses it") {
  Catalog catalog = open();
  Document document = make_document("a.txt");
  document.source_path = "/data/copies/\xffx";
  const std::string first = catalog.documents().add(document).document.id;
  CHECK_FALSE(catalog.documents().is_source_shared(first, document.source_path));
  document.name = "b.txt";
  catalog.documents().add(document);
  CHECK(catalog.documents().is_source_shared(first, document.source_path));
  CHECK_FALSE(catalog.documents().is_source_shared(first, "/data/copies/x"));
}

TEST_CASE_FIXTURE(CatalogFixture, "fields beyond a value's limit are refused and nothing is written") {
  Catalog catalog = open();
  Document document = make_document("a.txt");
  document.fields_json = "[\"" + std::string(2 << 20, 'x') + "\"]";
  CHECK(kind_thrown_by([&] { catalog.documents().add(document); }) == ErrorKind::limit);
  CHECK(catalog.documents().count() == 0);
}
