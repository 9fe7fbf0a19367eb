#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "s3_loopback_fixture.hpp"
#include "stored_text.hpp"

// What S3 does now and then, and what has to come of it. A transient failure is said to be one; nothing is retried
// here (s3_retry_test.cpp does).
namespace docexport {
namespace {

using nlohmann::json;
using test::contains;
using test::failure_of;
using test::get_text;
using test::kind_of;
using test::list_keys;
using test::LoopbackFixture;
using test::put_text;

TEST_CASE_FIXTURE(LoopbackFixture, "each refusal has its kind, in every operation") {
  struct Row {
    int status;
    const char* code;
    ErrorKind kind;
  };
  put_text(*store, "there", "x");
  for (const Row& row :
       {Row{500, "InternalError", ErrorKind::temporary}, Row{503, "SlowDown", ErrorKind::temporary},
        Row{429, "TooManyRequestsException", ErrorKind::temporary}, Row{400, "RequestTimeout", ErrorKind::temporary},
        Row{502, "BadGateway", ErrorKind::temporary}, Row{403, "AccessDenied", ErrorKind::access},
        Row{403, "QuotaExceeded", ErrorKind::no_space}, Row{301, "PermanentRedirect", ErrorKind::configuration}}) {
    CAPTURE(row.code);
    server.play({{{"status", row.status}, {"code", row.code}, {"times", 20}}});
    const std::vector<std::string> keys{"there"};
    for (const auto& failure :
         {failure_of([&] { put_text(*store, "new", "x"); }), failure_of([&] { get_text(*store, {.key = "there"}); }),
          failure_of([&] { store->remove("there"); }), failure_of([&] { store->list("", "", 1); }),
          failure_of([&] { store->remove_many(keys); })}) {
      REQUIRE(failure);
      CHECK(failure->kind == row.kind);
      CHECK(contains(failure->message, std::to_string(row.status) + " " + row.code));
      CHECK(contains(failure->message, "s3://bucket-one/some/prefix"));
    }
  }
  server.play(json::array());
  CHECK(list_keys(*store) == std::vector<std::string>{"there"});
}

TEST_CASE_FIXTURE(LoopbackFixture, "a cut connection is temporary, and the same upload again succeeds") {
  for (const char* const moment : {"before", "after_body", "after_success"}) {
    CAPTURE(moment);
    const std::string key = std::string("k-") + moment;
    server.play({{{"operation", "PutObject"}, {"reset", moment}, {"times", 2}}});
    CHECK(kind_of([&] { put_text(*store, key, "hello"); }) == ErrorKind::temporary);
    server.play(json::array());
    // The answer may have been lost after the success; then this finds its own earlier work.
    CHECK_FALSE(put_text(*store, key, "hello").empty());
    CHECK(get_text(*store, {.key = key}) == "hello");
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "a lost answer followed by other content is a conflict") {
  server.play({{{"operation", "PutObject"}, {"reset", "after_success"}}});
  CHECK(kind_of([&] { put_text(*store, "k", "first"); }) == ErrorKind::temporary);
  CHECK(kind_of([&] { put_text(*store, "k", "other"); }) == ErrorKind::conflict);
}

TEST_CASE_FIXTURE(LoopbackFixture, "success without an ETag, or with an error for a body, is none") {
  for (const json& fault :
       {json{{"headers", {{"ETag", nullptr}}}}, json{{"body", "<Error><Code>InternalError</Code></Error>"}}}) {
    json rule = fault;
    rule["operation"] = "PutObject";
    server.play({rule});
    CHECK(kind_of([&] { put_text(*store, std::string("for-") + fault.begin().key(), "x"); }) == ErrorKind::temporary);
  }
  server.play({{{"operation", "DeleteObjects"}, {"body", "<Error><Code>SlowDown</Code></Error>"}}});
  const std::vector<std::string> keys{"k"};
  CHECK(kind_of([&] { store->remove_many(keys); }) == ErrorKind::temporary);
}

TEST_CASE_FIXTURE(LoopbackFixture, "an upload that arrived wrong is found") {
  server.play({{{"operation", "PutObject"}, {"forget", true}}});
  CHECK(kind_of([&] { put_text(*store, "forgotten", "x"); }) == ErrorKind::temporary);
  server.play({{{"operation", "PutObject"}, {"drop_metadata", true}}});
  CHECK(kind_of([&] { put_text(*store, "bare", "x"); }) == ErrorKind::integrity);
  server.play({{{"operation", "HeadObject"}, {"headers", {{"content-length", "2"}}}}});
  CHECK(kind_of([&] { put_text(*store, "short", "x"); }) == ErrorKind::integrity);
}

TEST_CASE_FIXTURE(LoopbackFixture, "a server that refuses If-None-Match gets uploads without it") {
  for (const json& refusal :
       {json{{"status", 501}, {"code", "NotImplemented"}}, json{{"status", 400}, {"code", "InvalidArgument"}}}) {
    const auto fresh = open_store(location, options);
    const std::string key = "k-" + refusal.at("code").get<std::string>();
    json rule = refusal;
    rule["operation"] = "PutObject";
    server.play({rule});
    CHECK_FALSE(put_text(*fresh, key, "hello").empty());
    static_cast<void>(server.take_requests());
    CHECK_FALSE(put_text(*fresh, key + "2", "hello").empty());
    for (const json& request : server.take_requests()) {
      CHECK_FALSE(request.at("headers").contains("if-none-match"));
    }
    CHECK(kind_of([&] { put_text(*fresh, key, "other"); }) == ErrorKind::conflict);
    CHECK_FALSE(put_text(*fresh, key, "hello").empty());
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "a refusal that is not about If-None-Match stays one") {
  server.play({{{"operation", "PutObject"}, {"status", 501}, {"code", "NotImplemented"}, {"times", 6}}});
  CHECK(kind_of([&] { put_text(*store, "k", "x"); }) == ErrorKind::configuration);
  static_cast<void>(server.take_requests());
  put_text(*store, "k", "x");
  CHECK(server.take_requests().at(0).at("headers").contains("if-none-match"));
}

TEST_CASE_FIXTURE(LoopbackFixture, "a race for a key is temporary") {
  server.play({{{"operation", "PutObject"}, {"status", 409}, {"code", "ConditionalRequestConflict"}}});
  CHECK(kind_of([&] { put_text(*store, "k", "x"); }) == ErrorKind::temporary);
}

TEST_CASE_FIXTURE(LoopbackFixture, "a download that is cut short is temporary") {
  put_text(*store, "k", std::string(100'000, 'x'));
  for (const json& fault :
       {json{{"truncate", 500}}, json{{"reset", "mid_answer"}}, json{{"reset", "before"}, {"times", 2}}}) {
    CAPTURE(fault.dump());
    json rule = fault;
    rule["operation"] = "GetObject";
    server.play({rule});
    CHECK(kind_of([&] { get_text(*store, {.key = "k"}); }) == ErrorKind::temporary);
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "another part than asked for is refused before any byte of it is taken") {
  put_text(*store, "k", "0123456789");
  for (const json& fault :
       {json{{"headers", {{"content-range", "bytes 0-4/10"}}}}, json{{"headers", {{"content-range", "bytes 5-8/10"}}}},
        json{{"headers", {{"content-range", nullptr}}}}, json{{"headers", {{"content-range", "nonsense"}}}},
        json{{"ignore_headers", {"range"}}}}) {
    CAPTURE(fault.dump());
    json rule = fault;
    rule["operation"] = "GetObject";
    server.play({rule});
    CHECK(kind_of([&] {
            store->get({.key = "k", .offset = 5}, [](std::string_view) { FAIL("wrong bytes were handed over"); });
          }) == ErrorKind::temporary);
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "a page of a proxy is no answer of S3's") {
  put_text(*store, "k", "x");
  const std::vector<std::string> keys{"k"};
  const json page{{"body", "<html>please log in</html>"}, {"headers", {{"ETag", nullptr}}}, {"times", 1}};
  server.play({page, page, page, page});
  CHECK(kind_of([&] { get_text(*store, {.key = "k"}); }) == ErrorKind::temporary);
  CHECK(kind_of([&] { store->head("k"); }) == ErrorKind::temporary);
  CHECK(kind_of([&] { store->list("", "", 1); }) == ErrorKind::temporary);
  CHECK(kind_of([&] { store->remove_many(keys); }) == ErrorKind::temporary);
}

TEST_CASE_FIXTURE(LoopbackFixture, "a 404 that is not about the key does not count as removed") {
  server.play({{{"operation", "DeleteObject"}, {"status", 404}, {"code", "NoSuchBucket"}},
               {{"operation", "DeleteObject"}, {"status", 404}, {"code", "NoSuchKey"}}});
  CHECK(kind_of([&] { store->remove("k"); }) == ErrorKind::not_found);
  CHECK_NOTHROW(store->remove("k"));
}

TEST_CASE_FIXTURE(LoopbackFixture, "keys that could not be removed are told, the others are gone") {
  const std::vector<std::string> keys{"one", "two", "three"};
  server.play({{{"operation", "DeleteObjects"},
                {"refuse_keys", {{"some/prefix/two", "AccessDenied"}, {"some/prefix/three", "NoSuchKey"}}}}});
  const std::vector<RemoveFailure> failures = store->remove_many(keys);
  REQUIRE(failures.size() == 1);
  CHECK(failures[0].key == "two");
  CHECK(contains(failures[0].message, "AccessDenied"));
}

TEST_CASE_FIXTURE(LoopbackFixture, "a batch that fails after others is told key by key") {
  std::vector<std::string> keys;
  for (int number = 0; number < 2001; ++number) {
    keys.push_back("k" + std::to_string(number));
  }
  server.play({{{"operation", "DeleteObjects"}, {"skip", 1}, {"status", 503}, {"code", "SlowDown"}}});
  const std::vector<RemoveFailure> failures = store->remove_many(keys);
  REQUIRE(failures.size() == 1000);
  CHECK(failures.front().key == "k1000");
  CHECK(failures.back().key == "k1999");
}

TEST_CASE_FIXTURE(LoopbackFixture, "a list without end is an error, not an endless loop") {
  put_text(*store, "a", "x");
  put_text(*store, "b", "x");
  const std::string head = "<ListBucketResult><KeyCount>1</KeyCount><IsTruncated>true</IsTruncated>";
  const std::string entry = "<Contents><Key>some/prefix/a</Key><Size>1</Size></Contents>";
  const auto page = [&](const std::string& token, const std::string& entries) {
    return json{{"operation", "ListObjectsV2"},
                {"times", 3},
                {"body", head + "<NextContinuationToken>" + token + "</NextContinuationToken>" + entries +
                             "</ListBucketResult>"}};
  };
  for (const json& fault : {page("c2FtZQ==", entry), page("c2FtZQ==", ""), page("", entry)}) {
    CAPTURE(fault.dump());
    server.play({fault});
    CHECK(kind_of([&] { list_keys(*store, "", 1); }) == ErrorKind::temporary);
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "a truncated or foreign list is an error") {
  put_text(*store, "a", "x");
  const std::string head = "<ListBucketResult><IsTruncated>false</IsTruncated>";
  for (const std::string& body :
       {head, head + "<Contents><Key>elsewhere/a</Key><Size>1</Size></Contents></ListBucketResult>",
        head + "<Contents><Key>some/prefix/a</Key><Size>much</Size></Contents></ListBucketResult>",
        std::string("<!DOCTYPE x [<!ENTITY e 'eeee'>]>") + head + "</ListBucketResult>"}) {
    CAPTURE(body);
    server.play({{{"operation", "ListObjectsV2"}, {"body", body}}});
    CHECK(kind_of([&] { store->list("", "", 1); }) == ErrorKind::temporary);
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "pages that are empty in between are passed over") {
  put_text(*store, "a", "x");
  server.play({{{"operation", "ListObjectsV2"},
                {"body",
                 "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>AAAA"
                 "</NextContinuationToken></ListBucketResult>"}}});
  CHECK(list_keys(*store) == std::vector<std::string>{"a"});
}

TEST_CASE_FIXTURE(LoopbackFixture, "a flood of headers or a huge error body stays bounded") {
  server.play({{{"operation", "GetObject"}, {"pad_headers", 2000}},
               {{"operation", "GetObject"}, {"status", 500}, {"code", "InternalError"}, {"pad_body", 20'000'000}}});
  CHECK(kind_of([&] { get_text(*store, {.key = "k"}); }));
  CHECK(kind_of([&] { get_text(*store, {.key = "k"}); }) == ErrorKind::temporary);
}

TEST_CASE_FIXTURE(LoopbackFixture, "what a server says cannot break the line of a message") {
  server.play(
      {{{"status", 403}, {"code", "Evil\nCode\u001b[31m"}, {"headers", {{"x-amz-request-id", "a b<script>"}}}}});
  const auto failure = failure_of([&] { store->list("", "", 1); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::access);
  CHECK_FALSE(contains(failure->message, "Evil"));
  CHECK_FALSE(contains(failure->message, "script"));
}

}  // namespace
}  // namespace docexport
