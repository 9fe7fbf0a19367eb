#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "large_file.hpp"
#include "s3_loopback_fixture.hpp"
#include "stored_text.hpp"
#include "support/temporary_directory.hpp"

// Large objects go up in parts: what is sent, what is gone on with, and what happens when a server is different.
namespace docexport {
namespace {

using nlohmann::json;
using test::contains;
using test::failure_of;
using test::kind_of;
using test::LargeFile;
using test::LoopbackFixture;
using test::stored_sha256;

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

/// Parts of 5 MiB, the smallest that S3 takes.
struct MultipartFixture : LoopbackFixture {
  test::TemporaryDirectory folder;
  LargeFile file{11 * mebibyte + 77};
  std::vector<std::string> states;
  std::vector<std::string> notices;

  MultipartFixture() {
    std::ofstream(folder.path() / "config") << "[default]\ns3 =\n  multipart_chunksize = 5MB\n"
                                               "  multipart_threshold = 5MB\n  max_concurrent_requests = 3\n";
    std::map<std::string, std::string> variables = options.environment.variables();
    variables["AWS_CONFIG_FILE"] = folder.path() / "config";
    options.environment = Environment(variables);
    options.transfer.notice = [this](const std::string& line) { notices.push_back(line); };
    reopen();
    static_cast<void>(server.take_requests());
  }

  void reopen() { store = open_store(location, options); }

  PutRequest request(const std::string& key) {
    PutRequest made = file.request(key);
    made.on_upload_state = [this](const std::string& state) { states.push_back(state); };
    return made;
  }

  /// What was asked since the last call, of this operation.
  std::vector<json> requests_of(const std::string& operation) {
    std::vector<json> all = server.take_requests();
    std::erase_if(all, [&](const json& each) { return each.at("operation") != operation; });
    return all;
  }

  std::vector<std::string> operations() {
    std::vector<std::string> names;
    for (const json& each : server.take_requests()) {
      names.push_back(each.at("operation"));
    }
    return names;
  }
};

std::size_t count_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::count(names.begin(), names.end(), name));
}

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

TEST_CASE_FIXTURE(MultipartFixture, "what a server refuses of checksums is remembered, and the next best is sent") {
  struct Row {
    const char* quirk;
    const char* header;
  };
  for (const Row& row :
       {Row{"501", "content-md5"}, Row{"InvalidArgument", "content-md5"}, Row{"crc32", "x-amz-checksum-crc32"}}) {
    CAPTURE(row.quirk);
    notices.clear();
    reopen();
    server.set({{"checksums", row.quirk}});
    const std::string key = std::string("k-") + row.quirk;
    CHECK_FALSE(store->put(request(key)).empty());
    REQUIRE(notices.size() == 1);
    CHECK(contains(notices.front(), "CRC64NVME"));
    static_cast<void>(server.take_requests());
    CHECK_FALSE(store->put(request(key + "-2")).empty());
    const LargeFile small(1000);
    CHECK_FALSE(store->put(small.request(key + "-3")).empty());
    for (const json& each : server.take_requests()) {
      if (each.at("operation") == "UploadPart" || each.at("operation") == "PutObject") {
        CHECK(each.at("headers").contains(row.header));
      }
      CHECK_FALSE(each.at("headers").contains("x-amz-checksum-crc64nvme"));
    }
    CHECK(stored_sha256(*store, key) == file.sha256());
  }
}

TEST_CASE_FIXTURE(MultipartFixture, "a checksum that was asked for is not silently replaced") {
  server.set({{"checksums", "501"}});
  options.transfer.checksum = ChecksumChoice::crc32;
  reopen();
  for (const std::uint64_t size : {6 * mebibyte, std::uint64_t{10}}) {
    const LargeFile some(size);
    const auto failure = failure_of([&] { store->put(some.request("k")); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK(contains(failure->message, "--checksum"));
  }
}

TEST_CASE_FIXTURE(MultipartFixture, "each checksum can be chosen") {
  for (const ChecksumChoice choice :
       {ChecksumChoice::crc32, ChecksumChoice::sha256, ChecksumChoice::md5, ChecksumChoice::none}) {
    options.transfer.checksum = choice;
    reopen();
    const std::string key = "k" + std::to_string(static_cast<int>(choice));
    CHECK_FALSE(store->put(request(key)).empty());
    CHECK(stored_sha256(*store, key) == file.sha256());
  }
  CHECK(notices.empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "a server without conditional writes or without parts gets what it takes") {
  server.set({{"conditional_put", "refuse"}});
  CHECK_FALSE(store->put(request("k1")).empty());
  CHECK(kind_of([&] { store->put(LargeFile(6 * mebibyte, 2).request("k1")); }) == ErrorKind::conflict);
  server.set({{"conditional_put", ""}, {"multipart", "501"}});
  reopen();
  CHECK_FALSE(store->put(request("k2")).empty());
  static_cast<void>(server.take_requests());
  CHECK_FALSE(store->put(request("k3")).empty());
  CHECK(operations() == std::vector<std::string>{"PutObject", "HeadObject"});
  CHECK(stored_sha256(*store, "k3") == file.sha256());
}

TEST_CASE_FIXTURE(MultipartFixture, "parts may have any ETags") {
  server.set({{"random_etags", true}});
  CHECK_FALSE(store->put(request("k")).empty());
  CHECK(stored_sha256(*store, "k") == file.sha256());
}

TEST_CASE_FIXTURE(MultipartFixture, "an upload that is left open is listed and aborted") {
  server.play({{{"operation", "CompleteMultipartUpload"}, {"status", 403}, {"code", "AccessDenied"}, {"times", -1}}});
  CHECK(kind_of([&] { store->put(request("a b/+1")); }) == ErrorKind::access);
  CHECK(kind_of([&] { store->put(request("a b/+2")); }) == ErrorKind::access);
  const std::vector<OpenUpload> uploads = store->open_uploads("a b/");
  REQUIRE(uploads.size() == 2);
  CHECK(uploads.front().key == "a b/+1");
  REQUIRE(uploads.front().started_at);
  CHECK(std::chrono::abs(*uploads.front().started_at - system_now()) < std::chrono::minutes(1));
  CHECK(store->open_uploads("other/").empty());
  store->abort_upload(uploads.front());
  CHECK_NOTHROW(store->abort_upload(uploads.front()));
  CHECK(store->open_uploads("").size() == 1);
  store->abort_upload("a b/+2", states.back());
  CHECK_NOTHROW(store->abort_upload("a b/+2", states.back()));
  CHECK_NOTHROW(store->abort_upload("a b/+2", ""));
  CHECK(store->open_uploads("").empty());
}

TEST_CASE_FIXTURE(MultipartFixture, "several threads may put through one store") {
  const LargeFile other(7 * mebibyte, 2);
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      const LargeFile& source = number % 2 == 0 ? file : other;
      store->put(source.request("k" + std::to_string(number)));
    });
  }
  for (std::thread& each : threads) {
    each.join();
  }
  CHECK(stored_sha256(*store, "k2") == file.sha256());
  CHECK(stored_sha256(*store, "k3") == other.sha256());
}

TEST_CASE_FIXTURE(MultipartFixture, "what an object is given goes with the beginning of its upload") {
  options.object = {.storage_class = "STANDARD_IA",
                    .server_side_encryption = "AES256",
                    .acl = "bucket-owner-full-control",
                    .cache_control = "no-cache",
                    .tags = {{"project", "a b"}, {"kind", "x&y"}}};
  reopen();
  store->put(request("large"));
  store->put(LargeFile(10).request("small"));
  for (const json& each : server.take_requests()) {
    if (each.at("operation") != "CreateMultipartUpload" && each.at("operation") != "PutObject") {
      continue;
    }
    CHECK(each.at("headers").at("x-amz-storage-class") == "STANDARD_IA");
    CHECK(each.at("headers").at("x-amz-server-side-encryption") == "AES256");
    CHECK(each.at("headers").at("x-amz-acl") == "bucket-owner-full-control");
    CHECK(each.at("headers").at("cache-control") == "no-cache");
    CHECK(each.at("headers").at("x-amz-tagging") == "project=a%20b&kind=x%26y");
  }
}

TEST_CASE_FIXTURE(MultipartFixture, "a refused property of the object is named") {
  options.object.storage_class = "COLD";
  options.object.acl = "private";
  reopen();
  server.play({{{"status", 400}, {"code", "InvalidStorageClass"}, {"times", -1}}});
  for (const std::uint64_t size : {6 * mebibyte, std::uint64_t{10}}) {
    const auto failure = failure_of([&] { store->put(LargeFile(size).request("k")); });
    REQUIRE(failure);
    CHECK(contains(failure->message, "--storage-class COLD"));
    CHECK_FALSE(contains(failure->message, "--acl"));
  }
}

TEST_CASE_FIXTURE(MultipartFixture, "a part that fails ends those that hang") {
  server.play({{{"operation", "UploadPart"}, {"part", 2}, {"hang", "after_body"}, {"times", -1}},
               {{"operation", "UploadPart"}, {"part", 3}, {"status", 403}, {"code", "AccessDenied"}}});
  const auto begin = std::chrono::steady_clock::now();
  CHECK(kind_of([&] { store->put(request("k")); }) == ErrorKind::access);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  CHECK(store->open_uploads("").size() == 1);
}

}  // namespace
}  // namespace docexport
