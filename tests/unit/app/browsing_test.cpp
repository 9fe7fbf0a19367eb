#include "docexport/app/browsing.hpp"

#include "app_fixture.hpp"

namespace docexport::test {

TEST_CASE_FIXTURE(AppFixture, "no catalog is an empty list and an empty log, and none is made") {
  CHECK(list_exports(services(), {}, {}).total == 0);
  CHECK(read_log(services(), {}).empty());
  CHECK_FALSE(std::filesystem::exists(services().settings().database));
}

TEST_CASE_FIXTURE(AppFixture, "an export past its time is listed as expired, and selected as such") {
  const Export row = complete();
  now += std::chrono::days(31);
  CHECK(list_exports(services(), {}, {}).exports.at(0).status == ExportStatus::expired);
  CHECK(list_exports(services(), {.statuses = {ExportStatus::expired}}, {}).total == 1);
  CHECK(list_exports(services(), {.statuses = {ExportStatus::completed}}, {}).total == 0);
}

TEST_CASE_FIXTURE(AppFixture, "selected ids keep their order and are named once") {
  const Export first = complete("1");
  const Export second = complete("2");
  const auto ids = select_exports(services(), {.ids = {second.id, first.id, second.id}}, false);
  CHECK(ids == std::vector<std::string>{second.id, first.id});
}

TEST_CASE_FIXTURE(AppFixture, "a change of name and expiry is an event") {
  const Export row = complete();
  edit_export(services(), row.id, {.name = "Q1", .expires_at = std::optional<Timestamp>()});
  CHECK(find(row.id).name == "Q1");
  CHECK_FALSE(find(row.id).expires_at);
  CHECK(read_log(services(), {.id = row.id}).back().event == "export_edited");
}

}  // namespace docexport::test
