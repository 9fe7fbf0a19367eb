#include "app_fixture.hpp"
#include "docexport/app/browsing.hpp"

namespace docexport::test {

TEST_CASE_FIXTURE(AppFixture, "a processing export whose process is gone becomes failed as interrupted") {
  const Export row = accept();
  begin(row);
  restart();
  const ExportPage page = list_exports(services(), {}, {});
  REQUIRE(page.exports.size() == 1);
  CHECK(page.exports[0].status == ExportStatus::failed);
  CHECK(page.exports[0].error_class == ErrorClass::interrupted);
  CHECK(page.exports[0].error_message.value().find("docexport retry " + row.id.substr(0, 8)) != std::string::npos);
}

TEST_CASE_FIXTURE(AppFixture, "a pending export whose process is gone becomes failed as interrupted") {
  const Export row = accept();
  restart();
  CHECK(find(row.id).status == ExportStatus::failed);
  CHECK(find(row.id).error_class == ErrorClass::interrupted);
}

TEST_CASE_FIXTURE(AppFixture, "an export whose lock byte is held is left alone, however old it is") {
  const Export row = accept();
  begin(row);
  LivenessLock owner(services().settings().database);
  REQUIRE(owner.try_acquire(row.id));
  now += std::chrono::days(400);
  restart();
  CHECK(find(row.id).status == ExportStatus::processing);
}

TEST_CASE_FIXTURE(AppFixture, "an export that died after its object was whole is completed instead") {
  const Export row = accept();
  const AttemptRef attempt = begin(row);
  record_rendered(attempt, "{\"a\":1}\n");
  store_object(row.id, "{\"a\":1}\n");
  restart();
  CHECK(find(row.id).status == ExportStatus::completed);
  const ExportDetails details = show_export(services(), row.id);
  CHECK(details.events.back().event == "export_adopted");
}

TEST_CASE_FIXTURE(AppFixture, "an object that differs from what was rendered is not taken over") {
  const Export row = accept();
  const AttemptRef attempt = begin(row);
  record_rendered(attempt, "{\"a\":1}\n");
  store_object(row.id, "{\"a\":2}\n");
  restart();
  CHECK(find(row.id).status == ExportStatus::failed);
}

TEST_CASE_FIXTURE(AppFixture, "what was reaped once stays as it is") {
  const Export row = accept();
  begin(row);
  restart();
  const Export first = find(row.id);
  now += std::chrono::hours(1);
  restart();
  CHECK(find(row.id).updated_at == first.updated_at);
}

}  // namespace docexport::test
