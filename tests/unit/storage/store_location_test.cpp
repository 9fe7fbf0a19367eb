#include "docexport/storage/store_location.hpp"

#include <doctest/doctest.h>

#include "stored_text.hpp"

namespace docexport {
namespace {

using test::contains;

const Environment credentials({{"AWS_ACCESS_KEY_ID", "id"}, {"AWS_SECRET_ACCESS_KEY", "secret"}});

TEST_CASE("a folder's URL is read decoded and written encoded") {
  const StoreLocation location = parse_store_location("file:///home/a%20b/./x/../100%25/");
  CHECK(location.kind == StoreLocation::Kind::folder);
  CHECK(location.folder == "/home/a b/100%");
  CHECK(to_string(location) == "file:///home/a%20b/100%25");
  CHECK(parse_store_location(to_string(location)).folder == location.folder);
  CHECK(parse_store_location("file:///a b").folder == "/a b");
  CHECK(parse_store_location("file:///").folder == "/");
}

TEST_CASE("an S3 URL is read as bucket and prefix") {
  const StoreLocation plain = parse_store_location("s3://my-bucket");
  CHECK(plain.kind == StoreLocation::Kind::s3);
  CHECK(plain.bucket == "my-bucket");
  CHECK(plain.prefix.empty());
  CHECK(to_string(plain) == "s3://my-bucket");
  CHECK(to_string(parse_store_location("s3://my-bucket/")) == "s3://my-bucket");
  const StoreLocation deep = parse_store_location("s3://my.bucket//team a/x+y%20z/");
  CHECK(deep.prefix == "team a/x+y%20z");
  CHECK(to_string(deep) == "s3://my.bucket/team a/x+y%20z");
}

TEST_CASE("what is no store is refused, and the message says what is one") {
  for (const char* const text : {"",
                                 "objects",
                                 "/var/objects",
                                 "file://relative/x",
                                 "file:objects",
                                 "file:///a%zz",
                                 "file:///a%00b",
                                 "ftp://x/y",
                                 "s3://",
                                 "s3:///x",
                                 "s3://ab",
                                 "s3://Bucket",
                                 "s3://bucket_1",
                                 "s3://-bucket",
                                 "s3://bucket-",
                                 "s3://a..b",
                                 "s3://192.168.0.1",
                                 "s3://bucket/a//b",
                                 "s3://bucket/../x",
                                 "s3://bucket/a/./b",
                                 "s3://bucket:443/x"}) {
    CAPTURE(text);
    const auto failure = test::failure_of([&] { parse_store_location(text); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK(contains(failure->message, text));
    CHECK(contains(failure->message, "s3://bucket/prefix"));
  }
  CHECK(test::kind_of([] { parse_store_location("s3://bucket/" + std::string(121, 'a')); }) ==
        ErrorKind::configuration);
}

TEST_CASE("credentials in the URL are refused and not repeated") {
  for (const char* const text : {"s3://AKIDX:canary@bucket/x"}) {
    const auto failure = test::failure_of([&] { parse_store_location(text); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK_FALSE(contains(failure->message, "canary"));
  }
  const auto endpoint = test::failure_of(
      [] { effective_endpoint(parse_store_location("s3://bucket"), {.endpoint = "https://user:canary@host"}); });
  REQUIRE(endpoint);
  CHECK_FALSE(contains(endpoint->message, "canary"));
}

TEST_CASE("a server's URL in place of a store is told where it belongs") {
  const auto failure = test::failure_of([] { parse_store_location("https://minio.example.org/bucket"); });
  REQUIRE(failure);
  CHECK(contains(failure->message, "AWS_ENDPOINT_URL_S3"));
}

TEST_CASE("the endpoint is the option's, the environment's or AWS's") {
  const StoreLocation location = parse_store_location("s3://bucket");
  const auto endpoint = [&](std::map<std::string, std::string> variables, const std::string& option = "") {
    return effective_endpoint(location, {.endpoint = option, .environment = Environment(std::move(variables))});
  };
  CHECK(endpoint({}) == "https://s3.us-east-1.amazonaws.com");
  CHECK(endpoint({{"AWS_DEFAULT_REGION", "eu-west-1"}}) == "https://s3.eu-west-1.amazonaws.com");
  CHECK(endpoint({{"AWS_DEFAULT_REGION", "eu-west-1"}, {"AWS_REGION", "cn-north-1"}}) ==
        "https://s3.cn-north-1.amazonaws.com.cn");
  CHECK(endpoint({{"AWS_ENDPOINT_URL", "http://one:9000/"}}) == "http://one:9000");
  CHECK(endpoint({{"AWS_ENDPOINT_URL", "http://one"}, {"AWS_ENDPOINT_URL_S3", "HTTPS://Two:443"}}) == "https://two");
  CHECK(endpoint({{"AWS_ENDPOINT_URL_S3", "http://two"}}, "http://three/base/") == "http://three/base");
  CHECK(endpoint({{"AWS_ENDPOINT_URL", "http://one"}, {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}}) ==
        "https://s3.us-east-1.amazonaws.com");
  CHECK(effective_endpoint(parse_store_location("file:///x"), {.endpoint = "http://one"}).empty());
}

TEST_CASE("settings that make no sense are configuration errors") {
  const StoreLocation location = parse_store_location("s3://bucket");
  for (const std::map<std::string, std::string>& variables :
       {std::map<std::string, std::string>{{"AWS_REGION", "eu west"}},
        {{"AWS_ENDPOINT_URL", "localhost:9000"}},
        {{"AWS_ENDPOINT_URL", "ftp://host"}},
        {{"AWS_ENDPOINT_URL", "http://"}},
        {{"AWS_ENDPOINT_URL", "http://h?x=y"}},
        {{"DOCEXPORT_S3_ADDRESSING", "sideways"}}}) {
    CAPTURE(variables.begin()->second);
    CHECK(test::kind_of([&] { effective_endpoint(location, {.environment = Environment(variables)}); }) ==
          ErrorKind::configuration);
  }
}

TEST_CASE("missing credentials are an access error that names the variable") {
  const StoreLocation location = parse_store_location("s3://bucket/p");
  const auto failure = [&](std::map<std::string, std::string> variables) {
    variables.insert({"AWS_EC2_METADATA_DISABLED", "true"});
    return test::failure_of([&] { open_store(location, {.environment = Environment(std::move(variables))}); });
  };
  REQUIRE(failure({}));
  CHECK(failure({})->kind == ErrorKind::access);
  CHECK(contains(failure({})->message, "s3://bucket/p"));
  CHECK(contains(failure({})->message, "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
  CHECK(contains(failure({{"AWS_ACCESS_KEY_ID", "id"}})->message, "set AWS_SECRET_ACCESS_KEY"));
  CHECK(contains(failure({{"AWS_SECRET_ACCESS_KEY", "canary"}})->message, "set AWS_ACCESS_KEY_ID"));
  CHECK_FALSE(contains(failure({{"AWS_SECRET_ACCESS_KEY", "canary"}})->message, "canary"));
  const auto broken = failure({{"AWS_ACCESS_KEY_ID", "id"}, {"AWS_SECRET_ACCESS_KEY", "canary\n"}});
  REQUIRE(broken);
  CHECK(broken->kind == ErrorKind::configuration);
  CHECK_FALSE(contains(broken->message, "canary"));
}

std::string link(const std::string& bucket, std::map<std::string, std::string> variables) {
  variables.insert({{"AWS_ACCESS_KEY_ID", "id"}, {"AWS_SECRET_ACCESS_KEY", "secret"}});
  const std::string url =
      open_store(parse_store_location("s3://" + bucket + "/p"), {.environment = Environment(variables)})
          ->presign("a b", std::chrono::minutes(1), "")
          .url;
  return url.substr(0, url.find('?'));
}

TEST_CASE("the bucket is in the host's name at AWS, in the path elsewhere, and where one says") {
  CHECK(link("bucket", {}) == "https://bucket.s3.us-east-1.amazonaws.com/p/a%20b");
  CHECK(link("my.bucket", {}) == "https://s3.us-east-1.amazonaws.com/my.bucket/p/a%20b");
  CHECK(link("bucket", {{"AWS_ENDPOINT_URL", "http://host:9000/base"}}) == "http://host:9000/base/bucket/p/a%20b");
  CHECK(link("bucket", {{"AWS_ENDPOINT_URL", "http://host:9000"}, {"DOCEXPORT_S3_ADDRESSING", "virtual"}}) ==
        "http://bucket.host:9000/p/a%20b");
  CHECK(link("bucket", {{"DOCEXPORT_S3_ADDRESSING", "path"}}) == "https://s3.us-east-1.amazonaws.com/bucket/p/a%20b");
}

TEST_CASE("a store that is opened again at AWS's endpoint keeps that endpoint's region") {
  const auto store = open_store(parse_store_location("s3://bucket"),
                                {.endpoint = "https://s3.eu-west-1.amazonaws.com", .environment = credentials});
  const std::string url = store->presign("k", std::chrono::minutes(1), "").url;
  CHECK(url.starts_with("https://bucket.s3.eu-west-1.amazonaws.com/k?"));
  CHECK(contains(url, "%2Feu-west-1%2Fs3%2Faws4_request"));
}

}  // namespace
}  // namespace docexport
