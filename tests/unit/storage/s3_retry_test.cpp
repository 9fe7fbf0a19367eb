#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "docexport/base/error.hpp"
#include "s3_client_fixture.hpp"
#include "stored_text.hpp"

// The one layer of retries, against faults of a loopback S3.
namespace docexport {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using test::contains;
using test::failure_of;
using test::S3ClientFixture;

TEST_CASE_FIXTURE(S3ClientFixture, "a storm ends after the last attempt, with each retry told") {
  server.play({{{"status", 503}, {"code", "SlowDown"}, {"times", 50}}});
  S3Client client(parts());
  static_cast<void>(server.take_requests());
  const HttpResponse answer = client.send(put("k"));
  CHECK(answer.status == 503);
  CHECK(answer.attempts == 3);
  CHECK(server.take_requests().size() == 3);
  CHECK(waits == std::vector{milliseconds(500), milliseconds(1000)});
  REQUIRE(notices.size() == 2);
  CHECK(contains(notices[0], "PUT bucket-one/k: 503 SlowDown from 127.0.0.1:"));
  CHECK(notices[0].ends_with("Attempt 2 of 3 follows in 0.50 s."));
  CHECK(notices[1].ends_with("Attempt 3 of 3 follows in 1.00 s."));
}

TEST_CASE_FIXTURE(S3ClientFixture, "what passes is forgotten, and each sending is signed anew") {
  for (const json& fault :
       {json{{"status", 500}}, json{{"status", 429}}, json{{"status", 408}}, json{{"reset", "before"}},
        json{{"reset", "after_body"}}, json{{"status", 409}, {"code", "OperationAborted"}},
        json{{"headers", {{"ETag", nullptr}}}}, json{{"body", "<Error><Code>InternalError</Code></Error>"}},
        json{{"body", "<html>please log in</html>"}}, json{{"pad_headers", 2000}}}) {
    CAPTURE(fault.dump());
    json rule = fault;
    rule["times"] = 2;
    server.play({rule});
    S3ClientParts with_clock = parts();
    with_clock.clock = [this] { return now += std::chrono::seconds(1); };
    S3Client client(std::move(with_clock));
    static_cast<void>(server.take_requests());
    const HttpResponse answer = client.send(put("k"));
    CHECK(answer.status == 200);
    CHECK(answer.attempts == 3);
    std::set<std::string> dates;
    for (const json& request : server.take_requests()) {
      dates.insert(request.at("headers").at("x-amz-date").get<std::string>());
    }
    CHECK(dates.size() >= 1);
    CHECK((fault.contains("reset") || dates.size() == 3));
  }
}

TEST_CASE_FIXTURE(S3ClientFixture, "what stands is said at once") {
  struct Row {
    int status;
    const char* code;
  };
  S3Client client(parts());
  for (const Row& row :
       {Row{403, "AccessDenied"}, Row{403, "SignatureDoesNotMatch"}, Row{403, "InvalidAccessKeyId"},
        Row{403, "QuotaExceeded"}, Row{404, "NoSuchBucket"}, Row{404, "NoSuchUpload"}, Row{400, "EntityTooLarge"},
        Row{400, "InvalidPart"}, Row{412, "PreconditionFailed"}, Row{501, "NotImplemented"}}) {
    CAPTURE(row.code);
    server.play({{{"status", row.status}, {"code", row.code}, {"times", 9}}});
    const HttpResponse answer = client.send(put("k"));
    CHECK(answer.status == row.status);
    CHECK(answer.attempts == 1);
  }
  CHECK(waits.empty());
  CHECK(notices.empty());
}

TEST_CASE_FIXTURE(S3ClientFixture, "a server's wish for a wait is granted") {
  S3Client client(parts());
  server.play({{{"status", 503}, {"headers", {{"Retry-After", "7"}}}}});
  CHECK(client.send(put("k")).status == 200);
  server.play({{{"status", 503}, {"headers", {{"x-amz-retry-after", "1234"}}}}});
  CHECK(client.send(put("k")).status == 200);
  CHECK(waits == std::vector{milliseconds(7000), milliseconds(1234)});
}

TEST_CASE_FIXTURE(S3ClientFixture, "no wait goes beyond the time for the whole request") {
  S3Client client(parts({.total_timeout = std::chrono::seconds(5)}));
  server.play({{{"status", 503}, {"headers", {{"Retry-After", "6"}}}, {"times", 9}}});
  const HttpResponse answer = client.send(put("k"));
  CHECK(answer.status == 503);
  CHECK(answer.attempts == 1);
  CHECK(waits.empty());
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].ends_with("Not tried again: the time for it would be over."));
}

TEST_CASE_FIXTURE(S3ClientFixture, "the time for the whole request ends a server's silence") {
  S3Client client(parts({.total_timeout = std::chrono::seconds(1)}));
  server.play({{{"delay", 4}, {"times", 9}}});
  const auto begin = std::chrono::steady_clock::now();
  const auto failure = failure_of([&] { client.send({.key = "k", .may_take_long = true}); });
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(contains(failure->message, "did not answer in time"));
}

TEST_CASE_FIXTURE(S3ClientFixture, "a network failure that lasts says how often it was tried") {
  S3Client client(parts());
  server.play({{{"reset", "before"}, {"times", 20}}});
  const auto failure = failure_of([&] { client.send(put("k")); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(failure->message.ends_with("It was tried 3 times."));
}

TEST_CASE_FIXTURE(S3ClientFixture, "the number of attempts is the user's") {
  server.play({{{"status", 500}, {"times", 50}}});
  CHECK(S3Client(parts({.max_attempts = 1})).send(put("k")).attempts == 1);
  CHECK(S3Client(parts({.max_attempts = 7})).send(put("k")).attempts == 7);
}

TEST_CASE_FIXTURE(S3ClientFixture, "when too much fails, requests of any thread are no longer tried again") {
  S3Client client(parts());
  server.play({{{"status", 500}, {"times", 1000}}});
  static_cast<void>(server.take_requests());
  for (int request = 0; request < 25; ++request) {
    CHECK(client.send(put("k")).status == 500);
  }
  CHECK(server.take_requests().size() == 25 + 35);
  CHECK(contains(notices.back(), "Not tried again: too many requests fail."));
}

TEST_CASE_FIXTURE(S3ClientFixture, "an error under a 200 is the error that it is") {
  S3Client client(parts());
  server.play({{{"body", "<Error><Code>AccessDenied</Code></Error>"}, {"times", 5}}});
  const HttpResponse denied = client.send({.query = {{"list-type", "2"}}, .may_fail_in_body = true});
  CHECK(denied.status == 500);
  CHECK(denied.attempts == 1);
  server.play({{{"body", "  \n<Error><Code>SlowDown</Code></Error>"}}});
  CHECK(client.send({.query = {{"list-type", "2"}}, .may_fail_in_body = true}).status == 200);
  CHECK(waits.size() == 1);
}

TEST_CASE_FIXTURE(S3ClientFixture,
                  "a document that is cut short, or a web page, is asked for again and then an error") {
  S3Client client(parts());
  for (const char* const body : {"<ListBucketResult><IsTruncated>false", "<!DOCTYPE html><html><p>log in", "no XML"}) {
    CAPTURE(body);
    server.play({{{"body", body}}});
    CHECK(client.send({.query = {{"list-type", "2"}}, .may_fail_in_body = true}).status == 200);
    server.play({{{"body", body}, {"times", 5}}});
    const auto failure = failure_of([&] { client.send({.query = {{"list-type", "2"}}, .may_fail_in_body = true}); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::temporary);
    CHECK(failure->message.ends_with("It was tried 3 times."));
  }
  server.play({{{"operation", "DeleteObject"}, {"status", 200}, {"body", "<html>log in</html>"}, {"times", 5}}});
  CHECK(failure_of([&] { client.send({.method = "DELETE", .key = "k"}); }));
}

TEST_CASE_FIXTURE(S3ClientFixture, "a conflict at the end of an upload in parts is for who began it") {
  S3Client client(parts());
  server.play({{{"status", 409}, {"code", "ConditionalRequestConflict"}, {"times", 5}}});
  CHECK(client.send({.method = "POST", .key = "k", .may_take_long = true}).attempts == 1);
}

TEST_CASE_FIXTURE(S3ClientFixture, "a download goes on behind the bytes that arrived") {
  S3Client client(parts());
  std::string object(300'000, 'a');
  object.back() = 'z';
  REQUIRE(client.send({.method = "PUT", .key = "k", .body = object}).status == 200);
  server.play({{{"operation", "GetObject"}, {"reset", "mid_answer"}, {"times", 2}}});
  std::string received;
  S3Request download{.key = "k", .needs_etag = true};
  download.before_resend = [&](S3Request& next) {
    next.headers = {{"range", "bytes=" + std::to_string(received.size()) + "-"}};
  };
  const HttpResponse answer =
      client.send(download, [&](const HttpResponse&, std::string_view piece) { received += piece; });
  CHECK(answer.status == 206);
  CHECK(answer.attempts == 3);
  CHECK(received == object);
}

TEST_CASE_FIXTURE(S3ClientFixture, "without a way to go on, a download is not begun anew behind its receiver's back") {
  S3Client client(parts());
  REQUIRE(client.send({.method = "PUT", .key = "k", .body = std::string(300'000, 'a')}).status == 200);
  server.play({{{"operation", "GetObject"}, {"reset", "mid_answer"}, {"times", 2}}});
  std::size_t received = 0;
  const auto take = [&](const HttpResponse&, std::string_view piece) { received += piece.size(); };
  CHECK(failure_of([&] { client.send({.key = "k"}, take); }));
  CHECK(received < 300'000);
  CHECK(waits.empty());
}

TEST_CASE_FIXTURE(S3ClientFixture,
                  "what a receiver throws is not retried, and a receiver sees no answer without ETag") {
  S3Client client(parts());
  REQUIRE(client.send(put("k")).status == 200);
  const auto refuse = [](const HttpResponse&, std::string_view) { throw Error(ErrorKind::temporary, "mine"); };
  const auto failure = failure_of([&] { client.send({.key = "k"}, refuse); });
  REQUIRE(failure);
  CHECK(failure->message == "mine");
  CHECK(waits.empty());
  server.play({{{"body", "<html>log in</html>"}, {"headers", {{"ETag", nullptr}}}}});
  std::string received;
  client.send({.key = "k", .needs_etag = true},
              [&](const HttpResponse&, std::string_view piece) { received += piece; });
  CHECK(received == "hello");
}

TEST_CASE_FIXTURE(S3ClientFixture, "large bodies are announced at first and after a refusal") {
  const test::TextFile file(std::string(2'000'000, 'x'));
  const PutRequest content = file.request("k");
  const S3Request upload{.method = "PUT",
                         .key = "k",
                         .file = {.descriptor = content.descriptor, .size = content.size},
                         .payload_hash = content.sha256,
                         .needs_etag = true};
  S3Client client(parts());
  static_cast<void>(server.take_requests());
  const auto announced = [&] {
    std::vector<bool> answers;
    for (const json& request : server.take_requests()) {
      answers.push_back(request.at("headers").contains("expect"));
    }
    return answers;
  };
  client.send(upload);
  client.send(upload);
  client.send(put("small"));
  CHECK(announced() == std::vector{true, false, false});
  server.play({{{"status", 503}}});
  client.send(upload);
  client.send(upload);
  CHECK(announced() == std::vector{false, true, false});
  S3Client fresh(parts());
  server.play({{{"status", 417}}});
  CHECK(fresh.send(upload).status == 200);
  CHECK(announced() == std::vector{true, false});
}

}  // namespace
}  // namespace docexport
