#include "app/attempt_plan.hpp"

#include "app_fixture.hpp"
#include "docexport/app/stale_uploads.hpp"

namespace docexport::test {

namespace {

const std::string some_sha256(64, 'c');

/// A failed export whose last attempt had begun an upload in parts.
Export fail_while_uploading(AppFixture& fixture, ErrorClass error_class = ErrorClass::transient) {
  const Export row = fixture.accept();
  const AttemptRef attempt = fixture.begin(row);
  ExportLife& life = fixture.services().catalog().life();
  const std::string key = life.current_attempt(row.id)->object_key;
  REQUIRE(life.record_rendered(attempt, {.size = 20, .sha256 = some_sha256}));
  REQUIRE(life.record_upload(
      attempt, write_upload_record({.key = key, .size = 20, .sha256 = some_sha256, .state = "the state"})));
  REQUIRE(life.fail(attempt, {.error_class = error_class, .message = "cut off"}));
  return fixture.find(row.id);
}

}  // namespace

TEST_CASE_FIXTURE(AppFixture, "a first attempt has a key and a nonce of its own") {
  const Export row = accept();
  const AttemptPlan plan = plan_attempt(services(), row);
  const AttemptPlan other = plan_attempt(services(), row);
  CHECK(plan.attempt.number == 1);
  CHECK(plan.attempt.object_key == plan.own_key);
  CHECK(plan.own_key.starts_with(services().catalog().id() + "/" + row.id + "/1-" + plan.attempt.nonce + "/"));
  CHECK(plan.own_key != other.own_key);
  CHECK_FALSE(plan.upload);
}

TEST_CASE_FIXTURE(AppFixture, "a retry of the same file goes on with the upload, under its key, with a new nonce") {
  const Export row = fail_while_uploading(*this);
  AttemptPlan plan = plan_attempt(services(), row);
  CHECK(plan.attempt.object_key == row.object_key);
  CHECK(plan.attempt.nonce != services().catalog().life().current_attempt(row.id)->nonce);
  REQUIRE(services().catalog().life().begin_attempt(row.id, plan.attempt));
  RenderedFile same{.size = 20, .sha256 = some_sha256};
  CHECK_FALSE(settle_key(plan, same));
  CHECK_FALSE(same.object_key);
  CHECK(plan.attempt.object_key == row.object_key);
  REQUIRE(plan.upload);
  CHECK(plan.upload->state == "the state");
}

TEST_CASE_FIXTURE(AppFixture,
                  "a retry that gives another file takes a new key and gives the old upload to be aborted") {
  const Export row = fail_while_uploading(*this);
  AttemptPlan plan = plan_attempt(services(), row);
  RenderedFile other{.size = 21, .sha256 = some_sha256};
  const std::optional<UploadRecord> stale = settle_key(plan, other);
  REQUIRE(stale);
  CHECK(stale->key == row.object_key);
  CHECK(stale->state == "the state");
  CHECK(plan.attempt.object_key == plan.own_key);
  CHECK(other.object_key == plan.own_key);
  CHECK_FALSE(plan.upload);
}

TEST_CASE_FIXTURE(AppFixture, "an upload outlives several deaths before its file is rendered again") {
  const Export row = fail_while_uploading(*this);
  for (int number = 2; number < 5; ++number) {
    const AttemptPlan plan = plan_attempt(services(), find(row.id));
    REQUIRE(plan.upload);
    REQUIRE(services().catalog().life().begin_attempt(row.id, plan.attempt));
    restart();
    CHECK(find(row.id).status == ExportStatus::failed);
  }
  CHECK(services().catalog().exports().abandoned_uploads().size() == 1);
  CHECK(plan_attempt(services(), find(row.id)).upload->state == "the state");
}

TEST_CASE_FIXTURE(AppFixture, "a large file whose upload was never recorded is looked for under its key") {
  const Export row = accept();
  const AttemptRef attempt = begin(row);
  ExportLife& life = services().catalog().life();
  REQUIRE(life.record_rendered(attempt, {.size = 100U << 20, .sha256 = some_sha256}));
  REQUIRE(life.fail(attempt, {.error_class = ErrorClass::interrupted, .message = "killed"}));
  const AttemptPlan plan = plan_attempt(services(), find(row.id));
  CHECK(plan.unrecorded_key == life.current_attempt(row.id)->object_key);
  CHECK(plan.attempt.object_key == plan.own_key);
}

TEST_CASE("a record that cannot be read is none") {
  CHECK_FALSE(parse_upload_record("{}"));
  CHECK_FALSE(parse_upload_record("{"));
  CHECK_FALSE(parse_upload_record(R"({"state":"s","key":1,"size":2,"sha256":"x"})"));
  CHECK(parse_upload_record(write_upload_record({.key = "k", .size = 7, .sha256 = "s", .state = "{}"}))->size == 7);
}

TEST_CASE_FIXTURE(AppFixture, "prune aborts the uploads of exports that failed for good, and of others after a week") {
  const Export hopeless = fail_while_uploading(*this, ErrorClass::input);
  const Export hopeful = fail_while_uploading(*this);
  StaleUploadPlan plan = plan_upload_prune(services());
  REQUIRE(plan.uploads.size() == 1);
  CHECK(plan.uploads[0].export_id == hopeless.id);
  CHECK(plan.uploads[0].reason == "its export failed for good");
  carry_out_upload_prune(services(), plan.uploads, [](const StaleUpload&) {});
  CHECK(plan.uploads[0].is_done);
  CHECK(plan_upload_prune(services()).uploads.empty());
  now += std::chrono::days(8);
  REQUIRE(plan_upload_prune(services()).uploads.size() == 1);
  CHECK(plan_upload_prune(services()).uploads[0].export_id == hopeful.id);
}

TEST_CASE_FIXTURE(AppFixture, "prune leaves an upload that a retry has taken up since the plan was made") {
  const Export row = fail_while_uploading(*this);
  now += std::chrono::days(8);
  StaleUploadPlan plan = plan_upload_prune(services());
  REQUIRE(plan.uploads.size() == 1);
  const AttemptPlan retry = plan_attempt(services(), row);
  REQUIRE(services().catalog().life().begin_attempt(row.id, retry.attempt));
  carry_out_upload_prune(services(), plan.uploads, [](const StaleUpload&) {});
  CHECK_FALSE(plan.uploads[0].is_done);
  CHECK(services().catalog().life().current_attempt(row.id)->upload_json != "{}");
}

}  // namespace docexport::test
