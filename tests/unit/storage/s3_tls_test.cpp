#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "large_file.hpp"
#include "s3_bucket.hpp"
#include "support/loopback_s3.hpp"
#include "support/temporary_directory.hpp"

// Over TLS a checksum proves the bytes instead of their signed hash, but only where the server looks at it.
namespace docexport {
namespace {

using nlohmann::json;

struct TlsFixture {
  test::TemporaryDirectory folder;
  test::Certificate certificate = test::make_certificate(folder.path());
  test::LoopbackS3 server{{"--tls", certificate.certificate, certificate.key}};
  std::string endpoint = "https://localhost:" + std::to_string(server.port());
  StoreLocation location{.kind = StoreLocation::Kind::s3, .bucket = "bucket-one"};
  StoreOptions options;
  test::LargeFile file{(std::uint64_t{15} << 20) + 1};

  TlsFixture() {
    std::ofstream(folder.path() / "config") << "[default]\ns3 =\n  multipart_chunksize = 5MB\n"
                                               "  multipart_threshold = 5MB\n  max_concurrent_requests = 1\n";
    std::map<std::string, std::string> variables = server.environment().variables();
    variables["AWS_CONFIG_FILE"] = folder.path() / "config";
    variables["AWS_ENDPOINT_URL"] = endpoint;
    variables["AWS_CA_BUNDLE"] = certificate.certificate;
    options.environment = Environment(variables);
    test::create_bucket(location, options);
  }

  HttpResponse control(HttpRequest request) const {
    request.url = endpoint + request.url;
    return HttpClient({.ca_bundle = certificate.certificate}).send(request);
  }

  void set(const json& settings) const {
    REQUIRE(control({.method = "POST", .url = "/_settings", .body = settings.dump()}).status == 200);
  }

  /// The payload hashes of the parts that were sent since the last call, and the headers that came with them.
  std::vector<json> put_and_take_parts(const std::string& key) {
    static_cast<void>(control({.url = "/_requests"}));
    const auto store = open_store(location, options);
    store->put(file.request(key));
    CHECK(test::stored_sha256(*store, key) == file.sha256());
    std::vector<json> parts;
    for (const json& each : json::parse(control({.url = "/_requests"}).body)) {
      if (each.at("operation") == "UploadPart") {
        parts.push_back(each.at("headers"));
      }
    }
    REQUIRE(parts.size() == 4);
    return parts;
  }
};

TEST_CASE_FIXTURE(TlsFixture, "once a server has answered a checksum, the hash of the bytes is not signed") {
  const std::vector<json> parts = put_and_take_parts("k");
  CHECK(parts.front().at("x-amz-content-sha256") != "UNSIGNED-PAYLOAD");
  CHECK(parts.back().at("x-amz-content-sha256") == "UNSIGNED-PAYLOAD");
  for (const json& each : parts) {
    CHECK(each.contains("x-amz-checksum-crc64nvme"));
  }
}

TEST_CASE_FIXTURE(TlsFixture, "a server that overlooks checksums gets the hash of the bytes signed") {
  set({{"checksums", "ignore"}});
  for (const json& each : put_and_take_parts("k")) {
    CHECK(each.at("x-amz-content-sha256") != "UNSIGNED-PAYLOAD");
  }
}

TEST_CASE_FIXTURE(TlsFixture, "a server that refuses checksums gets Content-MD5") {
  set({{"checksums", "501"}});
  for (const json& each : put_and_take_parts("k")) {
    CHECK(each.contains("content-md5"));
  }
}

TEST_CASE_FIXTURE(TlsFixture, "without a checksum the hash of the bytes is signed") {
  options.transfer.checksum = ChecksumChoice::none;
  for (const json& each : put_and_take_parts("k")) {
    CHECK(each.at("x-amz-content-sha256") != "UNSIGNED-PAYLOAD");
  }
}

}  // namespace
}  // namespace docexport
