#include <doctest/doctest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "loopback_aws.hpp"
#include "s3_bucket.hpp"
#include "stored_text.hpp"
#include "support/loopback_s3.hpp"

// A store that is reached with nothing but the two files of AWS's tools.
namespace docexport {
namespace {

using test::contains;

struct ConfiguredFixture {
  test::LoopbackS3 server{};
  test::AwsHome home{};
  StoreLocation location = parse_store_location("s3://bucket/p");

  StoreOptions options() const { return {.environment = home.environment({{"PATH", "/usr/bin:/bin"}})}; }
  std::string endpoint_line() const { return "endpoint_url = " + server.endpoint() + "\n"; }

  /// The program's next answer.
  void answer(const std::string& id, const std::string& secret, const std::string& token) const {
    const nlohmann::json credentials{
        {"Version", 1}, {"AccessKeyId", id}, {"SecretAccessKey", secret}, {"SessionToken", token}};
    home.write("answer.json", credentials.dump());
  }
};

TEST_CASE_FIXTURE(ConfiguredFixture, "keys, endpoint and bandwidth come from the files") {
  home.write(".aws/credentials",
             "[default]\naws_access_key_id = AKIDLOOPBACK\naws_secret_access_key = loopbackSecret/with+signs=\n");
  home.write(".aws/config", "[default]\n" + endpoint_line() + "s3 =\n  max_bandwidth = 1000KB/s\n");
  test::create_bucket(location, options());
  const auto store = open_store(location, options());
  const auto begin = std::chrono::steady_clock::now();
  test::put_text(*store, "k", std::string(512'000, 'x'));
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(490));
  CHECK(test::get_text(*store, {.key = "k", .offset = 511'990}) == "xxxxxxxxxx");
  CHECK(effective_endpoint(location, options()) == server.endpoint());
}

TEST_CASE_FIXTURE(ConfiguredFixture, "credentials that end in the middle of a batch are fetched again") {
  home.write(".aws/config",
             "[default]\n" + endpoint_line() + "credential_process = cat '" + home.path("answer.json") + "'\n");
  answer("ASIALOOPBACK", "temporarySecret/with+signs=", "loopbackToken//with+signs==");
  test::create_bucket(location, options());
  const auto store = open_store(location, options());
  test::put_text(*store, "first", "1");
  server.set({{"expired_tokens", {"loopbackToken//with+signs=="}}});
  answer("AKIDLOOPBACK", "loopbackSecret/with+signs=", "");
  test::put_text(*store, "second", "2");
  CHECK(test::list_keys(*store) == std::vector<std::string>{"first", "second"});
}

TEST_CASE_FIXTURE(ConfiguredFixture, "credentials that ended for good are an access error") {
  home.write(".aws/config",
             "[default]\n" + endpoint_line() + "credential_process = cat '" + home.path("answer.json") + "'\n");
  answer("ASIALOOPBACK", "temporarySecret/with+signs=", "loopbackToken//with+signs==");
  test::create_bucket(location, options());
  const auto store = open_store(location, options());
  server.set({{"expired_tokens", {"loopbackToken//with+signs=="}}});
  const auto failure = test::failure_of([&] { test::put_text(*store, "k", "1"); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::access);
  CHECK(contains(failure->message, "ExpiredToken"));
  home.write("answer.json", "canary");
  const auto broken = test::failure_of([&] { test::put_text(*store, "k", "1"); });
  REQUIRE(broken);
  CHECK(contains(broken->message, "credential_process"));
  CHECK_FALSE(contains(broken->message, "canary"));
}

}  // namespace
}  // namespace docexport
