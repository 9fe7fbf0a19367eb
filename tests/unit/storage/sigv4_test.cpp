#include "storage/sigv4.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "docexport/base/digest.hpp"
#include "docexport/base/file.hpp"
#include "sigv4_case.hpp"

namespace docexport {
namespace {

const std::string empty_hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

NameValues read_pairs(const nlohmann::json& pairs) {
  return pairs.get<NameValues>();
}

test::ExpectedSignature read_expected(const nlohmann::json& json) {
  return {.canonical_request = json.at("canonical_request"),
          .string_to_sign = json.at("string_to_sign"),
          .signature = json.at("signature")};
}

test::SigningCase read_case(const nlohmann::json& json, const SigningScope& scope) {
  test::SigningCase read{.name = json.at("name"),
                         .request = {.method = json.at("method"),
                                     .path = json.at("path"),
                                     .query = read_pairs(json.at("query")),
                                     .headers = read_pairs(json.at("headers"))},
                         .body = json.at("body"),
                         .token = json.value("token", ""),
                         .omits_token = json.value("omit_token", false),
                         .signs_body = json.at("sign_body"),
                         .scope = scope,
                         .header = read_expected(json.at("header")),
                         .query = read_expected(json.at("query_form"))};
  read.scope.path_form = json.at("normalize").get<bool>() ? PathForm::normalized : PathForm::as_is;
  return read;
}

TEST_CASE("the 38 official cases are signed as they should, in the header and in the query") {
  const nlohmann::json table = nlohmann::json::parse(read_file(DOCEXPORT_SIGV4_TABLE, std::size_t{1} << 20));
  const SigningScope scope{
      .time = parse_rfc3339("2015-08-30T12:36:00Z").value(), .region = "us-east-1", .service = "service"};
  CHECK(table.at("cases").size() == 38);
  for (const nlohmann::json& each : table.at("cases")) {
    test::check_signing_case(read_case(each, scope));
  }
}

/// An example of S3's documentation. The host is the bucket's unless the headers name another.
struct DocumentedRequest {
  const char* name;
  std::string method;
  std::string path;
  NameValues query;
  NameValues headers;
  std::string payload_hash;
  const char* canonical_hash;
  const char* signature;
};

const SigningScope documented_scope{.time = parse_rfc3339("2013-05-24T00:00:00Z").value(), .region = "us-east-1"};
const std::string bucket_host = "examplebucket.s3.amazonaws.com";

Credentials documented_credentials() {
  return {.access_key_id = "AKIAIOSFODNN7EXAMPLE",
          .secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")};
}

std::vector<DocumentedRequest> documented_requests() {
  const std::string put_hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
  const NameValues chunked{{"host", "s3.amazonaws.com"},
                           {"x-amz-storage-class", "REDUCED_REDUNDANCY"},
                           {"content-encoding", "aws-chunked"},
                           {"x-amz-decoded-content-length", "66560"}};
  const auto with = [](NameValues headers, std::initializer_list<NameValues::value_type> more) {
    headers.insert(headers.end(), more);
    return headers;
  };
  return {
      {"GET a range",
       "GET",
       "/test.txt",
       {},
       {{"host", bucket_host}, {"range", "bytes=0-9"}},
       empty_hash,
       "7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972",
       "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
      {"PUT an object",
       "PUT",
       "/test$file.text",
       {},
       {{"host", bucket_host},
        {"date", "Fri, 24 May 2013 00:00:00 GMT"},
        {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
       put_hash,
       "9e0e90d9c76de8fa5b200d8c849cd5b8dc7a3be3951ddb7f6a76b4158342019d",
       "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
      {"GET the lifecycle",
       "GET",
       "/",
       {{"lifecycle", ""}},
       {{"host", bucket_host}},
       empty_hash,
       "9766c798316ff2757b517bc739a67f6213b4ab36dd5da2f94eaebf79c77395ca",
       "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
      {"GET a list",
       "GET",
       "/",
       {{"prefix", "J"}, {"max-keys", "2"}},
       {{"host", bucket_host}},
       empty_hash,
       "df57d21db20da04d7fa30298dd4488ba3a2b47ca3a489c74750e0f1e7df1b9b7",
       "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
      {"PUT in chunks (seed)",
       "PUT",
       "/examplebucket/chunkObject.txt",
       {},
       with(chunked, {{"content-length", "66824"}}),
       "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
       "cee3fed04b70f867d036f722359b0b1f2f0e5dc0efadbc082b76c4c60e316455",
       "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"},
      {"PUT in chunks with a trailer (seed)",
       "PUT",
       "/examplebucket/chunkObject.txt",
       {},
       with(chunked, {{"x-amz-trailer", "x-amz-checksum-crc32c"}}),
       "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
       "44d48b8c2f70eae815a0198cc73d7a546a73a93359c070abbaa5e6c7de112559",
       "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"},
  };
}

TEST_CASE("the examples of S3's documentation are signed as they say") {
  for (const DocumentedRequest& each : documented_requests()) {
    CAPTURE(each.name);
    RequestToSign request{.method = each.method,
                          .path = each.path,
                          .query = each.query,
                          .headers = each.headers,
                          .payload_hash = each.payload_hash};
    request.headers.emplace_back("x-amz-content-sha256", each.payload_hash);
    const RequestToSign identified = with_identity_headers(request, documented_credentials(), documented_scope);
    CHECK(hexadecimal(sha256(canonical_request(identified, PathForm::as_is))) == each.canonical_hash);
    const NameValues headers = sign_in_header(request, documented_credentials(), documented_scope);
    CHECK(headers.back().second.ends_with(std::string("Signature=") + each.signature));
  }
}

TEST_CASE("the documentation's presigned URL is signed as it says") {
  const RequestToSign request{
      .path = "/test.txt", .headers = {{"host", bucket_host}}, .payload_hash = std::string(unsigned_payload)};
  const std::chrono::seconds lifetime{86400};
  const RequestToSign identified = with_identity_query(request, documented_credentials(), documented_scope, lifetime);
  CHECK(hexadecimal(sha256(canonical_request(identified, PathForm::as_is))) ==
        "3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04");
  CHECK(sign_in_query(request, documented_credentials(), documented_scope, lifetime)
            .ends_with("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"));
}

TEST_CASE("a header name that begins like another one sorts by the whole name") {
  const RequestToSign request{.headers = {{"x-amz-meta-a-b", "2"}, {"x-amz-meta-a", "1"}, {"Host", "h"}}};
  CHECK(canonical_request(request, PathForm::as_is) ==
        "GET\n/\n\nhost:h\nx-amz-meta-a:1\nx-amz-meta-a-b:2\n\nhost;x-amz-meta-a;x-amz-meta-a-b\n");
}

TEST_CASE("a query is encoded first and sorted then") {
  CHECK(canonical_query({{"b", "x/y z"}, {"a+", ""}, {"a", "2"}, {"a", "1"}, {"\xc3\xa9", "~"}}) ==
        "%C3%A9=~&a=1&a=2&a%2B=&b=x%2Fy%20z");
}

TEST_CASE("S3's path is encoded once and not normalized") {
  CHECK(canonical_request({.path = "//a/./../b c/%41"}, PathForm::as_is).starts_with("GET\n//a/./../b%20c/%2541\n"));
}

}  // namespace
}  // namespace docexport
