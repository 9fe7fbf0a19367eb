#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "docexport/storage/store_location.hpp"
#include "storage/s3_client.hpp"
#include "support/loopback_s3.hpp"

namespace docexport::test {

/// The ones given, for ever.
class FixedCredentials : public CredentialsProvider {
 public:
  explicit FixedCredentials(Credentials credentials)
      : credentials_(std::make_shared<const Credentials>(std::move(credentials))) {}
  SharedCredentials current() override { return credentials_; }
  SharedCredentials renew(const SharedCredentials&) override { return credentials_; }

 private:
  SharedCredentials credentials_;
};

/// A client of a loopback S3 with a bucket, whose waits are written down instead of waited for.
struct S3ClientFixture {
  LoopbackS3 server;
  std::vector<std::string> notices{};
  std::vector<std::chrono::milliseconds> waits{};
  Timestamp now = system_now();

  S3ClientFixture() { REQUIRE(S3Client(parts()).send({.method = "PUT"}).status == 200); }

  static Credentials lasting() {
    return {.access_key_id = "AKIDLOOPBACK", .secret_access_key = Secret("loopbackSecret/with+signs=")};
  }

  static S3Request put(const std::string& key) {
    return {.method = "PUT", .key = key, .body = "hello", .needs_etag = true};
  }

  static Credentials temporary() {
    return {.access_key_id = "ASIALOOPBACK",
            .secret_access_key = Secret("temporarySecret/with+signs="),
            .session_token = Secret("loopbackToken//with+signs=="),
            .source = "a test"};
  }

  S3ClientParts parts(TransferOptions options = {}) {
    options.notice = [this](const std::string& line) { notices.push_back(line); };
    S3Settings settings = read_s3_settings("bucket-one", {.environment = server.environment(), .transfer = options});
    return {.bucket = "bucket-one",
            .settings = std::move(settings),
            .credentials = std::make_unique<FixedCredentials>(lasting()),
            .options = std::move(options),
            .wait = [this](std::chrono::milliseconds time, const std::stop_token&) { waits.push_back(time); },
            .random = [] { return 0.5; }};
  }
};

}  // namespace docexport::test
