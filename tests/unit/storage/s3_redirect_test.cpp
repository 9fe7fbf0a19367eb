#include <doctest/doctest.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "s3_client_fixture.hpp"
#include "stored_text.hpp"

// What a refusal tells a client to do otherwise: another time, another region, other credentials.
namespace docexport {
namespace {

using nlohmann::json;
using test::contains;
using test::S3ClientFixture;

/// Temporary credentials at first; the lasting ones once those are refused.
class ExpiringCredentials : public CredentialsProvider {
 public:
  explicit ExpiringCredentials(std::atomic<int>& renewals) : renewals_(renewals) {}
  SharedCredentials current() override { return renewals_ > 0 ? fresh_ : first_; }
  SharedCredentials renew(const SharedCredentials& refused) override {
    if (refused == first_) {
      ++renewals_;
    }
    return fresh_;
  }

 private:
  std::atomic<int>& renewals_;
  SharedCredentials first_ = std::make_shared<const Credentials>(S3ClientFixture::temporary());
  SharedCredentials fresh_ = std::make_shared<const Credentials>(S3ClientFixture::lasting());
};

TEST_CASE_FIXTURE(S3ClientFixture, "a wrong clock is corrected once for all requests, and told") {
  for (const int minutes : {-120, -20, 20, 6 * 60}) {
    CAPTURE(minutes);
    notices.clear();
    server.set({{"clock_offset", minutes * 60}});
    S3Client client(parts());
    static_cast<void>(server.take_requests());
    CHECK(client.send(put("k")).status == 200);
    CHECK(client.send({.method = "HEAD", .key = "k"}).status == 200);
    CHECK(server.take_requests().size() == 3);
    REQUIRE(notices.size() == 1);
    CHECK(contains(notices[0], minutes > 0 ? "seconds behind that of" : "seconds ahead of that of"));
    CHECK(std::chrono::abs(client.now() - system_now() - std::chrono::minutes(minutes)) < std::chrono::seconds(5));
  }
  CHECK(waits.empty());
}

TEST_CASE_FIXTURE(S3ClientFixture, "a wrong clock is found by an answer to HEAD too") {
  server.set({{"clock_offset", 3600}});
  S3Client client(parts());
  CHECK(client.send({.method = "HEAD", .key = "none"}).status == 404);
}

TEST_CASE_FIXTURE(S3ClientFixture, "a server that keeps calling our time wrong is believed once") {
  server.play({{{"status", 403}, {"code", "RequestTimeTooSkewed"}, {"times", 9}}});
  S3Client client(parts());
  const HttpResponse answer = client.send(put("k"));
  CHECK(answer.status == 403);
  CHECK(answer.attempts == 2);
}

TEST_CASE_FIXTURE(S3ClientFixture, "a request is signed for the region that the server tells, from then on") {
  server.set({{"region", "eu-west-3"}});
  S3Client client(parts());
  static_cast<void>(server.take_requests());
  CHECK(client.send(put("k")).status == 200);
  CHECK(client.send(put("k2")).status == 200);
  CHECK(server.take_requests().size() == 3);
  REQUIRE(notices.size() == 1);
  CHECK(contains(notices[0], "is in eu-west-3, not in us-east-1"));
  CHECK(contains(client.presign("k", {}, std::chrono::seconds(60), S3ClientFixture::lasting()), "eu-west-3"));
}

TEST_CASE_FIXTURE(S3ClientFixture, "where the answer has no body, the bucket is asked for its region") {
  server.set({{"region", "eu-west-3"}});
  server.play({{{"operation", "HeadBucket"}, {"status", 301}, {"headers", {{"x-amz-bucket-region", "eu-west-3"}}}}});
  S3Client client(parts());
  CHECK(client.send({.method = "HEAD", .key = "none"}).status == 404);
}

TEST_CASE_FIXTURE(S3ClientFixture, "a redirect's Location is neither followed nor told") {
  const test::LoopbackS3 hostile;
  static_cast<void>(hostile.take_requests());
  for (const int status : {301, 302, 307}) {
    CAPTURE(status);
    server.play(
        {{{"operation", "PutObject"},
          {"status", status},
          {"code", "PermanentRedirect"},
          {"body", "<Error><Code>PermanentRedirect</Code><Endpoint>" + hostile.endpoint() + "</Endpoint></Error>"},
          {"headers", {{"Location", hostile.endpoint() + "/bucket-one/k"}}},
          {"times", 9}}});
    S3Client client(parts());
    const HttpResponse answer = client.send(put("k"));
    CHECK(answer.status == status);
    CHECK(answer.attempts == 1);
  }
  CHECK(hostile.take_requests().empty());
  CHECK(notices.empty());
}

TEST_CASE_FIXTURE(S3ClientFixture, "a region that is no name, or the one already signed for, ends it") {
  S3Client client(parts());
  for (const char* const region : {"evil.example.org/x?", "us-east-1", ""}) {
    CAPTURE(region);
    server.play({{{"operation", "PutObject"},
                  {"status", 301},
                  {"code", "PermanentRedirect"},
                  {"headers", {{"x-amz-bucket-region", region}}},
                  {"times", 9}}});
    CHECK(client.send(put("k")).status == 301);
    CHECK(notices.empty());
  }
}

TEST_CASE_FIXTURE(S3ClientFixture, "a region told twice over is gone to once") {
  server.play({{{"status", 301}, {"headers", {{"x-amz-bucket-region", "eu-west-3"}}}},
               {{"status", 301}, {"headers", {{"x-amz-bucket-region", "eu-west-1"}}}, {"times", 9}}});
  S3Client client(parts());
  const HttpResponse answer = client.send(put("k"));
  CHECK(answer.status == 400);  // the server is in us-east-1 after all, and says so
  CHECK(answer.attempts == 2);
}

TEST_CASE_FIXTURE(S3ClientFixture, "expired credentials are renewed once, whatever the server calls it") {
  for (const json& fault : {json::object(), json{{"status", 400}, {"code", "TokenRefreshRequired"}},
                            json{{"status", 403}, {"code", "ExpiredToken"}}}) {
    CAPTURE(fault.dump());
    const bool is_scripted = !fault.empty();
    server.set({{"expired_tokens", is_scripted ? json::array() : json{"loopbackToken//with+signs=="}}});
    server.play(is_scripted ? json{fault} : json::array());
    std::atomic<int> renewals{0};
    S3ClientParts expiring = parts();
    expiring.credentials = std::make_unique<ExpiringCredentials>(renewals);
    S3Client client(std::move(expiring));
    notices.clear();
    CHECK(client.send(put("k")).status == 200);
    CHECK(renewals == 1);
    REQUIRE(notices.size() == 1);
    CHECK(contains(notices[0], "the credentials from a test have expired"));
    CHECK_FALSE(contains(notices[0], "loopbackToken"));
  }
}

TEST_CASE_FIXTURE(S3ClientFixture, "expired credentials without others are a refusal that stands") {
  server.set({{"expired_tokens", {"loopbackToken//with+signs=="}}});
  S3ClientParts expired = parts();
  expired.credentials = std::make_unique<test::FixedCredentials>(temporary());
  S3Client client(std::move(expired));
  const HttpResponse answer = client.send(put("k"));
  CHECK(answer.status == 400);
  CHECK(answer.attempts == 1);
  CHECK(waits.empty());
}

TEST_CASE_FIXTURE(S3ClientFixture, "a correction costs none of the attempts") {
  server.set({{"clock_offset", 3600}, {"region", "eu-west-3"}});
  S3Client client(parts({.max_attempts = 1}));
  CHECK(client.send(put("k")).status == 200);
}

}  // namespace
}  // namespace docexport
