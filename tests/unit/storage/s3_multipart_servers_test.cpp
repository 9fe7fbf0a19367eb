#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "multipart_fixture.hpp"
#include "stored_text.hpp"

// What an upload in parts does when a server is different, and what it leaves behind.
namespace docexport {
namespace {

using nlohmann::json;
using test::contains;
using test::failure_of;
using test::kind_of;
using test::LargeFile;
using test::mebibyte;
using test::MultipartFixture;
using test::stored_sha256;

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
  CHECK(operations() == std::vector<std::string>{"PutObject"});
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
