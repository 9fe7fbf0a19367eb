#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "multipart_fixture.hpp"
#include "stored_text.hpp"

// Large objects go up in parts: what is sent, and what is gone on with.
namespace docexport {
namespace {

using nlohmann::json;
using test::contains;
using test::count_of;
using test::kind_of;
using test::LargeFile;
using test::mebibyte;
using test::MultipartFixture;
using test::stored_sha256;

TEST_CASE_FIXTURE(MultipartFixture, "a large object goes up in parts, each with its hash and its checksum") {
  std::vector<std::uint64_t> progress;
  PutRequest put = request("k");
  put.on_progress = [&](std::uint64_t bytes) { progress.push_back(bytes); };
  const std::string etag = store->put(put);
  const json requests = server.take_requests();
  CHECK(requests.front().at("operation") == "CreateMultipartUpload");
  CHECK(requests.front().at("headers").at("x-amz-checksum-algorithm") == "CRC64NVME");
  CHECK(requests.front().at("headers").at("x-amz-meta-sha256") == file.sha256());
  CHECK(requests.front().at("headers").at("content-type") == "application/json");
  for (std::size_t index = 1; index <= 3; ++index) {
    CHECK(requests.at(index).at("operation") == "UploadPart");
    CHECK(requests.at(index).at("headers").contains("x-amz-checksum-crc64nvme"));
    CHECK(requests.at(index).at("headers").at("x-amz-content-sha256").get<std::string>().size() == 64);
  }
  const json& complete = requests.at(4);
  CHECK(complete.at("operation") == "CompleteMultipartUpload");
  CHECK(complete.at("headers").at("x-amz-mp-object-size") == std::to_string(file.size()));
  CHECK(complete.at("headers").contains("x-amz-checksum-crc64nvme"));
  CHECK(complete.at("headers").at("if-none-match") == "*");
  CHECK(requests.at(5).at("operation") == "HeadObject");
  CHECK(stored_sha256(*store, "k") == file.sha256());
  CHECK(store->head("k")->sha256 == file.sha256());
  CHECK(store->head("k")->etag == etag);
  CHECK(progress.size() == 3);
  CHECK(progress.back() == file.size());
}

TEST_CASE_FIXTURE(MultipartFixture, "an object below the threshold goes up at once") {
  const LargeFile small(5 * mebibyte - 1);
  store->put(small.request("k"));
  CHECK(operations() == std::vector<std::string>{"PutObject", "HeadObject"});
}

TEST_CASE_FIXTURE(MultipartFixture, "a put that failed is gone on with, and sends only what is missing") {
  server.play({{{"operation", "UploadPart"}, {"part", 3}, {"status", 403}, {"code", "AccessDenied"}, {"delay", 2}}});
  CHECK(kind_of([&] { store->put(request("k")); }) == ErrorKind::access);
  REQUIRE(states.size() >= 2);
  REQUIRE(store->open_uploads("").size() == 1);
  for (const std::string& state : {states.front(), states.back()}) {
    CHECK(state.size() < 1000);
  }
  reopen();
  static_cast<void>(server.take_requests());
  PutRequest again = request("k");
  again.upload_state = states.front();  // as a process left it that was killed before it could say more
  CHECK_FALSE(store->put(again).empty());
  const json requests = server.take_requests();
  CHECK(requests.at(0).at("operation") == "ListParts");
  CHECK(requests.at(1).at("operation") == "UploadPart");
  CHECK(requests.at(2).at("operation") == "CompleteMultipartUpload");
  CHECK(stored_sha256(*store, "k") == file.sha256());
  CHECK(store->open_uploads("").empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "a part that the server has otherwise is sent again") {
  server.play({{{"operation", "UploadPart"}, {"part", 3}, {"status", 403}, {"code", "AccessDenied"}, {"delay", 2}},
               {{"operation", "UploadPart"}, {"part", 1}, {"damage", "stored"}}});
  CHECK(kind_of([&] { store->put(request("k")); }) == ErrorKind::access);
  PutRequest again = request("k");
  json state = json::parse(states.back());
  REQUIRE(state.at("parts").size() == 2);
  state["parts"][1][1] = "\"another etag\"";
  again.upload_state = state.dump();
  server.play(json::array());
  static_cast<void>(server.take_requests());
  store->put(again);
  CHECK(requests_of("UploadPart").size() >= 2);
  CHECK(stored_sha256(*store, "k") == file.sha256());
}

TEST_CASE_FIXTURE(MultipartFixture, "an upload of another file is aborted, and this one goes up anew") {
  server.play({{{"operation", "CompleteMultipartUpload"}, {"status", 503}, {"code", "SlowDown"}}});
  CHECK(kind_of([&] { store->put(request("k")); }) == ErrorKind::temporary);
  const LargeFile other(6 * mebibyte, 2);
  PutRequest put = other.request("k");
  put.upload_state = states.back();
  CHECK_FALSE(store->put(put).empty());
  CHECK(stored_sha256(*store, "k") == other.sha256());
  CHECK(store->open_uploads("").empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "an upload in parts is aborted when the file is now a small one") {
  server.play({{{"operation", "CompleteMultipartUpload"}, {"status", 503}, {"code", "SlowDown"}}});
  CHECK(kind_of([&] { store->put(request("k")); }) == ErrorKind::temporary);
  const LargeFile small(100);
  PutRequest put = small.request("k");
  put.upload_state = states.back();
  CHECK_FALSE(store->put(put).empty());
  CHECK(stored_sha256(*store, "k") == small.sha256());
  CHECK(store->open_uploads("").empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "a state that is none, or of an upload that is gone, begins anew") {
  for (const std::string& state : {std::string("nonsense"), std::string("{}"), std::string("[1]"),
                                   json{{"upload_id", "gone"},
                                        {"size", file.size()},
                                        {"sha256", file.sha256()},
                                        {"part_size", 5 * mebibyte},
                                        {"checksum", "CRC64NVME"},
                                        {"parts", json::array()}}
                                       .dump()}) {
    PutRequest put = request("k" + std::to_string(state.size()));
    put.upload_state = state;
    CHECK_FALSE(store->put(put).empty());
    CHECK(stored_sha256(*store, put.key) == file.sha256());
  }
}

TEST_CASE_FIXTURE(MultipartFixture, "a lost answer to the end of an upload is found to be a success") {
  server.set({{"complete_once", true}});
  server.play({{{"operation", "CompleteMultipartUpload"}, {"reset", "after_success"}},
               {{"operation", "CompleteMultipartUpload"}, {"reset", "before"}, {"times", 3}}});
  CHECK(kind_of([&] { store->put(request("k")); }) == ErrorKind::temporary);
  server.play(json::array());
  PutRequest again = request("k");
  again.upload_state = states.back();
  static_cast<void>(server.take_requests());
  const std::string etag = store->put(again);
  CHECK(count_of(operations(), "UploadPart") == 0);
  CHECK(etag == store->head("k")->etag);

  options.transfer.max_attempts = 3;
  reopen();
  server.play({{{"operation", "CompleteMultipartUpload"}, {"reset", "after_success"}}});
  const std::string other_etag = store->put(request("k2"));
  CHECK(other_etag == store->head("k2")->etag);
}

TEST_CASE_FIXTURE(MultipartFixture, "an object of the key stays: the same is a success, another a conflict") {
  const std::string etag = store->put(request("k"));
  CHECK(store->put(request("k")) == etag);
  const LargeFile other(6 * mebibyte, 2);
  CHECK(kind_of([&] { store->put(other.request("k")); }) == ErrorKind::conflict);
  CHECK(stored_sha256(*store, "k") == file.sha256());
  CHECK(store->open_uploads("").empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "an upload whose parts do not fit together begins anew") {
  for (const char* const code : {"InvalidPart", "EntityTooSmall"}) {
    CAPTURE(code);
    const std::string key = std::string("k-") + code;
    server.play({{{"operation", "CompleteMultipartUpload"}, {"status", 400}, {"code", code}}});
    CHECK_FALSE(store->put(request(key)).empty());
    CHECK(stored_sha256(*store, key) == file.sha256());
  }
  server.play({{{"operation", "CompleteMultipartUpload"}, {"status", 409}, {"code", "ConditionalRequestConflict"}}});
  CHECK_FALSE(store->put(request("k-409")).empty());
  CHECK(store->open_uploads("").empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "a part that arrives damaged is found and sent once more") {
  server.play({{{"operation", "UploadPart"}, {"part", 2}, {"damage", "received"}}});
  CHECK_FALSE(store->put(request("k")).empty());
  CHECK(count_of(operations(), "UploadPart") == 4);
  CHECK(stored_sha256(*store, "k") == file.sha256());
}

TEST_CASE_FIXTURE(MultipartFixture, "a file that is not what was announced leaves nothing behind") {
  PutRequest put = request("k");
  put.sha256 = std::string(64, '0');
  CHECK(kind_of([&] { store->put(put); }) == ErrorKind::integrity);
  put = request("k");
  put.crc64nvme = file.crc64nvme() + 1;
  CHECK(kind_of([&] { store->put(put); }) == ErrorKind::integrity);
  CHECK_FALSE(store->head("k"));
  CHECK(store->open_uploads("").empty());
  put.crc64nvme = file.crc64nvme();
  CHECK_FALSE(store->put(put).empty());
}

}  // namespace
}  // namespace docexport
