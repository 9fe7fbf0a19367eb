#include "docexport/app/removing.hpp"

#include "app_fixture.hpp"
#include "docexport/app/browsing.hpp"

namespace docexport::test {

namespace {

std::vector<Removal> prune(Services& services) {
  std::vector<Removal> plan = plan_prune(services);
  carry_out_prune(services, plan, [](const Removal&) {});
  return plan;
}

}  // namespace

TEST_CASE_FIXTURE(AppFixture, "prune removes what has expired, keeps the rest, and leaves a tombstone") {
  const Export old_row = complete("old");
  now += std::chrono::days(20);
  const Export fresh_row = complete("fresh");
  now += std::chrono::days(12);
  const std::vector<Removal> done = prune(services());
  REQUIRE(done.size() == 1);
  CHECK(done[0].row.id == old_row.id);
  CHECK(done[0].reason == "expired 2 days ago");
  CHECK(done[0].is_done);
  CHECK_FALSE(std::filesystem::exists(object_path(old_row)));
  CHECK(std::filesystem::exists(object_path(fresh_row)));
  CHECK(find(old_row.id).status == ExportStatus::expired);
  CHECK(find(old_row.id).removed_at == now);
  CHECK(find(fresh_row.id).status == ExportStatus::completed);
  CHECK(plan_prune(services()).empty());
}

TEST_CASE_FIXTURE(AppFixture, "planning a prune changes nothing") {
  const Export row = complete();
  now += std::chrono::days(31);
  REQUIRE(plan_prune(services()).size() == 1);
  CHECK(find(row.id).status == ExportStatus::completed);
  CHECK(std::filesystem::exists(object_path(row)));
}

TEST_CASE_FIXTURE(AppFixture, "prune spares an export whose expiry somebody extended after the plan was made") {
  const Export row = complete();
  now += std::chrono::days(31);
  std::vector<Removal> plan = plan_prune(services());
  REQUIRE(plan.size() == 1);
  edit_export(services(), row.id, {.expires_at = now + std::chrono::days(30)});
  carry_out_prune(services(), plan, [](const Removal&) {});
  CHECK_FALSE(plan[0].is_done);
  REQUIRE(plan[0].failure);
  CHECK(plan[0].failure->kind == ErrorKind::conflict);
  CHECK(find(row.id).status == ExportStatus::completed);
  CHECK(std::filesystem::exists(object_path(row)));
}

TEST_CASE_FIXTURE(AppFixture, "a removal that was begun and not ended is ended by the next prune") {
  const Export row = complete();
  REQUIRE(services().catalog().life().mark_deleted(row.id, ExportStatus::completed));
  restart();
  const std::vector<Removal> done = prune(services());
  REQUIRE(done.size() == 1);
  CHECK_FALSE(std::filesystem::exists(object_path(row)));
  CHECK(find(row.id).status == ExportStatus::deleted);
  CHECK(find(row.id).removed_at);
}

TEST_CASE_FIXTURE(AppFixture,
                  "a store that is not there, as a disk that is not mounted, leaves the intent for the next prune") {
  const Export row = complete();
  now += std::chrono::days(31);
  std::filesystem::rename(folder.path() / "objects", folder.path() / "unmounted");
  const std::vector<Removal> failed = prune(services());
  REQUIRE(failed.size() == 1);
  CHECK_FALSE(failed[0].is_done);
  CHECK(failed[0].failure);
  CHECK(find(row.id).status == ExportStatus::expired);
  CHECK_FALSE(find(row.id).removed_at);
  std::filesystem::rename(folder.path() / "unmounted", folder.path() / "objects");
  CHECK(prune(services()).at(0).is_done);
  CHECK_FALSE(std::filesystem::exists(object_path(row)));
}

TEST_CASE_FIXTURE(AppFixture, "delete removes the object and keeps the row, and can be repeated") {
  const Export row = complete();
  delete_export(services(), row.id, Purge::no);
  CHECK_FALSE(std::filesystem::exists(object_path(row)));
  CHECK(find(row.id).status == ExportStatus::deleted);
  delete_export(services(), row.id, Purge::no);
  delete_export(services(), row.id, Purge::yes);
  CHECK_FALSE(services().catalog().exports().find(row.id));
}

TEST_CASE_FIXTURE(AppFixture, "delete removes what a failed attempt stored") {
  const Export row = accept();
  const AttemptRef attempt = begin(row);
  store_object(row.id, "half");
  services().catalog().life().fail(attempt, {.error_class = ErrorClass::transient, .message = "lost"});
  const std::string key = services().catalog().life().current_attempt(row.id).value().object_key;
  REQUIRE(std::filesystem::exists(folder.path() / "objects" / key));
  delete_export(services(), row.id, Purge::no);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "objects" / key));
}

TEST_CASE_FIXTURE(AppFixture, "an export that is being worked on is not deleted") {
  const Export row = accept();
  begin(row);
  CHECK(kind_of_error([&] { delete_export(services(), row.id, Purge::no); }) == ErrorKind::not_completed);
  CHECK(find(row.id).status == ExportStatus::processing);
}

}  // namespace docexport::test
