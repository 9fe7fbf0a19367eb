#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "docexport/storage/store_location.hpp"
#include "object_store_contract.hpp"
#include "s3_loopback_fixture.hpp"
#include "stored_text.hpp"

namespace docexport {
namespace {

using test::contains;
using test::LoopbackFixture;
using test::put_text;

TEST_CASE_FIXTURE(LoopbackFixture, "our own strict S3 keeps the contract of object stores") {
  test::check_object_store_contract(location, options);
}

TEST_CASE_FIXTURE(LoopbackFixture, "our own strict S3 keeps the contract of S3 stores") {
  test::check_s3_store_contract(location, options);
}

TEST_CASE("temporary credentials are sent with their token, in the header and in links") {
  LoopbackFixture fixture;
  StoreOptions options{.environment = fixture.server.temporary_environment()};
  const auto store = open_store(fixture.location, options);
  put_text(*store, "k", "hello");
  const std::string url = store->presign("k", std::chrono::minutes(1), "").url;
  CHECK(contains(url, "X-Amz-Security-Token="));
  CHECK(HttpClient({}).send({.url = url}).body == "hello");
  fixture.server.set({{"expired_tokens", {"loopbackToken//with+signs=="}}});
  const auto failure = test::failure_of([&] { store->list("", "", 1); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::access);
  CHECK(contains(failure->message, "AWS_SESSION_TOKEN"));
  CHECK_FALSE(contains(failure->message, "loopbackToken"));
}

TEST_CASE_FIXTURE(LoopbackFixture, "a bucket can be in the host's name") {
  options.endpoint = server.virtual_endpoint();
  std::map<std::string, std::string> variables{{"DOCEXPORT_S3_ADDRESSING", "virtual"}};
  for (const char* const name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}) {
    variables[name] = options.environment.get(name).value();
  }
  options.environment = Environment(variables);
  const auto by_host = open_store(location, options);
  static_cast<void>(server.take_requests());
  put_text(*by_host, "a b/c", "hello");
  CHECK(test::get_text(*by_host, {.key = "a b/c"}) == "hello");
  CHECK(test::list_keys(*by_host) == std::vector<std::string>{"a b/c"});
  CHECK(by_host->remove_many(std::vector<std::string>{"a b/c"}).empty());
  for (const nlohmann::json& request : server.take_requests()) {
    CHECK(contains(request.at("headers").at("host").get<std::string>(), "bucket-one.s3.localhost:"));
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "all requests of a store go over one connection") {
  for (int number = 0; number < 5; ++number) {
    put_text(*store, "k" + std::to_string(number), "x");
  }
  CHECK(test::kind_of([&] { test::get_text(*store, {.key = "none"}); }) == ErrorKind::not_found);
  store->list("", "", 10);
  const nlohmann::json requests = server.take_requests();
  REQUIRE(requests.size() >= 8);
  for (const nlohmann::json& request : requests) {
    if (request.at("operation") != "CreateBucket") {
      CHECK(request.at("client_port") == requests.back().at("client_port"));
    }
  }
}

TEST_CASE_FIXTURE(LoopbackFixture, "an upload carries the payload's hash and is verified by a look") {
  static_cast<void>(server.take_requests());
  put_text(*store, "k", "hello");
  const nlohmann::json requests = server.take_requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].at("operation") == "PutObject");
  CHECK(requests[0].at("headers").at("x-amz-content-sha256") ==
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  CHECK(requests[0].at("headers").at("if-none-match") == "*");
  CHECK(requests[1].at("operation") == "HeadObject");
}

TEST_CASE_FIXTURE(LoopbackFixture,
                  "an answer that proves the content needs no look, once the server is seen to keep the hash") {
  const auto looks_at = [this](const std::string& key) {
    static_cast<void>(server.take_requests());
    put_text(*store, key, "hello");
    return server.take_requests().size() == 2;
  };
  CHECK(looks_at("first"));
  CHECK_FALSE(looks_at("with a checksum of the server's"));
  server.set({{"checksums", "ignore"}});
  CHECK_FALSE(looks_at("with an ETag that is the MD5"));
  server.set({{"checksums", "ignore"}, {"random_etags", true}});
  CHECK(looks_at("with nothing of the kind"));
}

TEST_CASE_FIXTURE(LoopbackFixture, "more than 5 GiB is refused by a server that takes no parts") {
  server.set({{"multipart", "501"}});
  const test::TextFile file("x");
  PutRequest request = file.request("k");
  request.size = (std::uint64_t{5} << 30) + 1;
  const auto failure = test::failure_of([&] { store->put(request); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::limit);
  CHECK(contains(failure->message, "5 GiB"));
}

}  // namespace
}  // namespace docexport
