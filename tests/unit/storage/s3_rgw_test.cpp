#include <doctest/doctest.h>

#include <map>

#include "docexport/base/digest.hpp"
#include "docexport/base/random.hpp"
#include "large_file.hpp"
#include "object_store_contract.hpp"
#include "s3_bucket.hpp"
#include "s3_raw_keys.hpp"
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

TEST_CASE_FIXTURE(GatewayFixture, "Ceph's gateway takes keys that are no paths") {
  if (is_there()) {
    test::check_raw_keys(location, options);
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

TEST_CASE_FIXTURE(GatewayFixture, "a large object goes to Ceph's gateway and back, in parts and ranges") {
  if (!is_there()) {
    return;
  }
  const test::LargeFile file((std::uint64_t{48} << 20) + 1);
  for (const ChecksumChoice choice : {ChecksumChoice::automatic, ChecksumChoice::sha256, ChecksumChoice::md5}) {
    options.transfer.checksum = choice;
    const auto store = open_store(location, options);
    const std::string key = "large" + std::to_string(static_cast<int>(choice));
    const std::string etag = store->put(file.request(key));
    CHECK(test::stored_sha256(*store, key) == file.sha256());
    const FileDescriptor target = test::open_empty_file();
    store->fetch({.key = key, .etag = etag, .size = file.size(), .descriptor = target.get()});
    CHECK(file_sha256(target.get(), "a test's file") == file.sha256());
    CHECK(store->open_uploads("").empty());
  }
}

TEST_CASE_FIXTURE(GatewayFixture, "an upload to Ceph's gateway is gone on with, or aborted") {
  if (!is_there()) {
    return;
  }
  const test::LargeFile file(std::uint64_t{30} << 20);
  const auto store = open_store(location, options);
  std::vector<std::string> states;
  std::vector<std::uint64_t> progress;
  PutRequest put = file.request("a b/large");
  put.on_upload_state = [&](const std::string& state) { states.push_back(state); };
  put.on_progress = [&](std::uint64_t bytes) {
    progress.push_back(bytes);
    if (progress.size() == 2) {
      throw Error(ErrorKind::temporary, "the test ends it here");
    }
  };
  CHECK(test::kind_of([&] { store->put(put); }) == ErrorKind::temporary);
  REQUIRE(store->open_uploads("a b/").size() == 1);
  CHECK(store->open_uploads("a b/").front().key == "a b/large");
  CHECK_FALSE(store->head("a b/large"));
  put.upload_state = states.back();
  put.on_progress = {};
  CHECK_FALSE(store->put(put).empty());
  CHECK(test::stored_sha256(*store, "a b/large") == file.sha256());
  CHECK(store->open_uploads("").empty());

  progress.clear();
  put.key = "other";
  put.upload_state.clear();
  put.on_progress = [](std::uint64_t) { throw Error(ErrorKind::temporary, "the test ends it here"); };
  CHECK(test::kind_of([&] { store->put(put); }) == ErrorKind::temporary);
  store->abort_upload("other", states.back());
  CHECK_NOTHROW(store->abort_upload("other", states.back()));
  CHECK(store->open_uploads("").empty());
}

}  // namespace
}  // namespace docexport
