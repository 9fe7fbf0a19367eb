#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "s3_loopback_fixture.hpp"
#include "stored_text.hpp"

// Servers that call themselves S3 and lack some of it: lists and removals all the same.
namespace docexport {
namespace {

using nlohmann::json;
using test::contains;
using test::list_keys;
using test::LoopbackFixture;
using test::put_text;

const std::vector<std::string> odd_keys{"a", "a b", "a+b%20c", "a/b", "b&<c>", "\xc3\xa9"};

TEST_CASE("keys are listed by servers that know only the first kind of list, or do not encode") {
  for (const json& quirk :
       {json{{"list_v1_only", "501"}}, json{{"list_v1_only", "ignore"}}, json{{"list_encoding", "501"}},
        json{{"list_encoding", "ignore"}}, json{{"list_v1_only", "501"}, {"list_encoding", "501"}}}) {
    CAPTURE(quirk.dump());
    LoopbackFixture fixture;
    for (const std::string& key : odd_keys) {
      put_text(*fixture.store, key, "x");
    }
    fixture.server.set(quirk);
    CHECK(list_keys(*fixture.store) == odd_keys);
    for (const std::size_t page_size : {1U, 2U, 6U}) {
      CHECK(list_keys(*fixture.store, "", page_size) == odd_keys);
      CHECK(list_keys(*open_store(fixture.location, fixture.options), "", page_size) == odd_keys);
    }
    static_cast<void>(fixture.server.take_requests());
    list_keys(*fixture.store);
    CHECK(fixture.server.take_requests().size() == 1);
  }
}

TEST_CASE("a server without DeleteObjects is asked once, and its objects go one by one") {
  for (const char* const status : {"501", "405"}) {
    CAPTURE(status);
    LoopbackFixture fixture;
    fixture.server.set({{"bulk_delete", status}});
    for (int round = 0; round < 2; ++round) {
      for (const std::string& key : odd_keys) {
        put_text(*fixture.store, key, "x");
      }
      static_cast<void>(fixture.server.take_requests());
      CHECK(fixture.store->remove_many(odd_keys).empty());
      const json requests = fixture.server.take_requests();
      CHECK(requests.size() == odd_keys.size() + (round == 0 ? 1 : 0));
      CHECK(list_keys(*fixture.store).empty());
    }
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "what a batch leaves is tried singly where that can help, and told where not") {
  for (const std::string& key : odd_keys) {
    put_text(*store, key, "x");
  }
  server.play(
      {{{"operation", "DeleteObjects"},
        {"refuse_keys",
         {{"some/prefix/a b", "InternalError"}, {"some/prefix/a/b", "AccessDenied"}, {"some/prefix/a", "SlowDown"}}}}});
  const std::vector<RemoveFailure> failures = store->remove_many(odd_keys);
  REQUIRE(failures.size() == 1);
  CHECK(failures.front().key == "a/b");
  CHECK(contains(failures.front().message, "AccessDenied"));
  // The fault leaves the others too, and says that they went.
  CHECK(list_keys(*store) == std::vector<std::string>(odd_keys.begin() + 2, odd_keys.end()));
}

TEST_CASE_FIXTURE(LoopbackFixture, "what cannot be removed singly either is told") {
  put_text(*store, "a", "x");
  put_text(*store, "b", "x");
  server.set({{"bulk_delete", "501"}});
  server.play({{{"operation", "DeleteObject"}, {"key", "*/b"}, {"status", 403}, {"code", "AccessDenied"}}});
  const std::vector<std::string> keys{"a", "b"};
  const std::vector<RemoveFailure> failures = store->remove_many(keys);
  REQUIRE(failures.size() == 1);
  CHECK(failures.front().key == "b");
  server.play({{{"operation", "DeleteObject"}, {"status", 403}, {"code", "AccessDenied"}, {"times", -1}}});
  CHECK(test::kind_of([&] { open_store(location, options)->remove_many(keys); }) == ErrorKind::access);
}

TEST_CASE_FIXTURE(LoopbackFixture, "a single upload that arrives damaged is sent once more") {
  server.play({{{"operation", "PutObject"}, {"damage", "received"}}});
  CHECK_FALSE(put_text(*store, "k", "hello").empty());
  CHECK(test::get_text(*store, {.key = "k"}) == "hello");
  server.play({{{"operation", "PutObject"}, {"damage", "received"}, {"times", 2}}});
  CHECK(test::kind_of([&] { put_text(*store, "k2", "hello"); }) == ErrorKind::integrity);
}

TEST_CASE("a link ends with the credentials that sign it") {
  LoopbackFixture fixture;
  const auto ends_at = fixture.store->presign("k", std::chrono::minutes(15), "").ends_at;
  REQUIRE(ends_at);
  CHECK(std::chrono::abs(*ends_at - system_now() - std::chrono::minutes(15)) < std::chrono::seconds(10));
}

}  // namespace
}  // namespace docexport
