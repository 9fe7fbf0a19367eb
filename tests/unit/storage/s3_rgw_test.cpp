#include <doctest/doctest.h>

#include <map>

#include "docexport/base/digest.hpp"
#include "docexport/base/random.hpp"
#include "object_store_contract.hpp"
#include "s3_bucket.hpp"
#include "stored_text.hpp"
#include "support/rgw/rgw_connection.hpp"

// The same contracts against a server that nobody here wrote.
namespace docexport {
namespace {

using test::contains;
using test::put_text;

/// A new bucket on the gateway. Where there is no gateway, each case says so, and ctest shows the program as skipped.
struct GatewayFixture {
  std::map<std::string, std::string> variables =
      test::read_rgw_connection(DOCEXPORT_RGW_CONNECTION).value_or(std::map<std::string, std::string>());
  StoreLocation location{.kind = StoreLocation::Kind::s3, .bucket = "docexport-" + random_hexadecimal(8)};
  StoreOptions options{.environment = Environment(variables)};

  bool is_there() {
    if (variables.empty()) {
      MESSAGE("skipped: no Ceph gateway was started");
      return false;
    }
    test::create_bucket(location, options);
    return true;
  }

  StoreOptions options_with(const std::map<std::string, std::string>& more) const {
    std::map<std::string, std::string> changed = more;
    changed.insert(variables.begin(), variables.end());
    return {.environment = Environment(changed)};
  }
};

TEST_CASE_FIXTURE(GatewayFixture, "Ceph's gateway keeps the contract of object stores") {
  if (is_there()) {
    test::check_object_store_contract(location, options);
  }
}

TEST_CASE_FIXTURE(GatewayFixture, "Ceph's gateway keeps the contract of S3 stores") {
  if (is_there()) {
    test::check_s3_store_contract(location, options);
  }
}

TEST_CASE_FIXTURE(GatewayFixture, "Ceph's gateway knows buckets by host name") {
  if (!is_there()) {
    return;
  }
  const auto store =
      open_store(location, options_with({{"DOCEXPORT_S3_ADDRESSING", "virtual"},
                                         {"AWS_ENDPOINT_URL_S3", variables.at("DOCEXPORT_RGW_VIRTUAL")}}));
  put_text(*store, "a b/\xc3\xa9", "hello");
  CHECK(test::get_text(*store, {.key = "a b/\xc3\xa9", .offset = 1}) == "ello");
  CHECK(test::list_keys(*store) == std::vector<std::string>{"a b/\xc3\xa9"});
  const std::string url = store->presign("a b/\xc3\xa9", std::chrono::minutes(1), "").url;
  CHECK(contains(url, "://" + location.bucket + ".s3.localhost:"));
  CHECK(HttpClient({}).send({.url = url}).body == "hello");
}

TEST_CASE_FIXTURE(GatewayFixture, "Ceph's gateway is reached over TLS with its own certificate, and not without") {
  if (!is_there()) {
    return;
  }
  const std::string& https = variables.at("DOCEXPORT_RGW_HTTPS");
  const auto trusting = open_store(
      location,
      options_with({{"AWS_ENDPOINT_URL_S3", https}, {"AWS_CA_BUNDLE", variables.at("DOCEXPORT_RGW_CA_BUNDLE")}}));
  put_text(*trusting, "k", "hello");
  CHECK(test::get_text(*trusting, {.key = "k"}) == "hello");

  const auto wary = open_store(location, options_with({{"AWS_ENDPOINT_URL_S3", https}}));
  const auto failure = test::failure_of([&] { put_text(*wary, "other", "x"); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::configuration);
  CHECK(contains(failure->message, "certificate"));
}

TEST_CASE_FIXTURE(GatewayFixture, "a large object goes to Ceph's gateway and back") {
  if (!is_there()) {
    return;
  }
  std::string large;
  while (large.size() < std::size_t{48} << 20) {
    large += hexadecimal(sha256(large.substr(large.size() - std::min<std::size_t>(large.size(), 64)))) +
             std::string(4096, '.');
  }
  const auto store = open_store(location, options);
  put_text(*store, "large", large);
  Sha256 digest;
  store->get({.key = "large"}, [&](std::string_view piece) { digest.update(piece); });
  CHECK(hexadecimal(digest.finish()) == hexadecimal(sha256(large)));
}

}  // namespace
}  // namespace docexport
