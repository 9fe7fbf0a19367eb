#include "s3_raw_keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "docexport/base/digest.hpp"
#include "docexport/http/http_client.hpp"
#include "storage/credential_chain.hpp"
#include "storage/s3_answers.hpp"
#include "storage/s3_client.hpp"

namespace docexport::test {
namespace {

std::vector<std::string> raw_keys() {
  const std::string slashes(512, '/');
  return {"a//b",
          "//a",
          "a/",
          "a/./b",
          "a/../b",
          "x/..",
          "a b//c+d=e/%2F//",
          std::string(1'024, 'x'),
          "y" + slashes + std::string(511, 'z'),
          "ü//" + std::string(1'020, ' ')};
}

void check_one(S3Client& client, const std::string& key) {
  CAPTURE(key);
  CHECK(client.send({.method = "PUT", .key = key, .body = "of " + key}).status == 200);
  CHECK(client.send({.key = key}).body == "of " + key);
  CHECK(client.send({.method = "HEAD", .key = key}).status == 200);
  const std::string url = client.presign(key, {}, std::chrono::seconds(60), *client.credentials());
  CHECK(HttpClient({}).send({.url = url}).body == "of " + key);
}

std::vector<std::string> list_keys(S3Client& client) {
  const HttpResponse response = client.send({.query = {{"encoding-type", "url"}, {"list-type", "2"}, {"prefix", ""}}});
  std::vector<std::string> keys;
  for (const ObjectInfo& object : parse_list_answer(response.body).value_or(ListAnswer()).objects) {
    keys.push_back(object.key);
  }
  return keys;
}

}  // namespace

void check_raw_keys(const StoreLocation& location, const StoreOptions& options) {
  S3Client client(location.bucket, read_s3_settings(location.bucket, options),
                  make_credentials_provider(options, "a test"), options.clock, options.transfer);
  std::vector<std::string> keys = raw_keys();
  for (const std::string& key : keys) {
    check_one(client, key);
  }
  std::sort(keys.begin(), keys.end());
  CHECK(list_keys(client) == keys);
  const std::string body = write_delete_request(std::span(keys).first(keys.size() / 2));
  CHECK(client
            .send({.method = "POST",
                   .query = {{"delete", ""}},
                   .headers = {{"content-md5", md5_base64(body)}},
                   .body = body})
            .status == 200);
  for (const std::string& key : std::span(keys).subspan(keys.size() / 2)) {
    CHECK(client.send({.method = "DELETE", .key = key}).status == 204);
  }
  CHECK(list_keys(client).empty());
}

}  // namespace docexport::test
