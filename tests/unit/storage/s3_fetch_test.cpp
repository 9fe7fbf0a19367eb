#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "docexport/base/digest.hpp"
#include "large_file.hpp"
#include "s3_loopback_fixture.hpp"
#include "stored_text.hpp"

// Large objects come in ranges side by side, all of one object, and small ones at once.
namespace docexport {
namespace {

using nlohmann::json;
using test::kind_of;
using test::LargeFile;
using test::LoopbackFixture;

struct FetchFixture : LoopbackFixture {
  LargeFile file{3 * fetch_range_size + 99};
  FileDescriptor target = test::open_empty_file();
  std::string etag = store->put(file.request("k"));
  std::set<std::uint64_t> ranges;

  FetchFixture() { static_cast<void>(server.take_requests()); }

  FetchRequest request() {
    return {.key = "k",
            .etag = etag,
            .size = file.size(),
            .descriptor = target.get(),
            .on_range = [this](std::uint64_t offset, std::uint64_t) { ranges.insert(offset); }};
  }

  std::string fetched_sha256() const { return file_sha256(target.get(), "a test's file"); }
};

TEST_CASE_FIXTURE(FetchFixture, "a large object comes in ranges of the same object") {
  store->fetch(request());
  CHECK(fetched_sha256() == file.sha256());
  CHECK(ranges == std::set<std::uint64_t>{0, fetch_range_size, 2 * fetch_range_size, 3 * fetch_range_size});
  std::set<std::string> asked;
  for (const json& each : server.take_requests()) {
    CHECK(each.at("headers").at("if-match") == etag);
    asked.insert(each.at("headers").at("range").get<std::string>());
  }
  CHECK(asked == std::set<std::string>{"bytes=0-8388607", "bytes=16777216-25165823", "bytes=25165824-25165922",
                                       "bytes=8388608-16777215"});
}

TEST_CASE_FIXTURE(FetchFixture, "ranges that are there already are not asked for") {
  server.play({{{"operation", "GetObject"}, {"skip", 3}, {"status", 403}, {"code", "AccessDenied"}}});
  CHECK(kind_of([&] { store->fetch(request()); }) == ErrorKind::access);
  const std::set<std::uint64_t> there = ranges;
  CHECK(there.size() <= 3);
  static_cast<void>(server.take_requests());
  FetchRequest again = request();
  again.has = [&](std::uint64_t offset, std::uint64_t size) {
    CHECK(size == (offset == 3 * fetch_range_size ? 99 : fetch_range_size));
    return there.contains(offset);
  };
  store->fetch(again);
  CHECK(server.take_requests().size() == 4 - there.size());
  CHECK(fetched_sha256() == file.sha256());
  again.has = [](std::uint64_t, std::uint64_t) { return true; };
  store->fetch(again);
  CHECK(server.take_requests().empty());
}

TEST_CASE_FIXTURE(FetchFixture, "an object that is replaced between ranges is not taken for the first one") {
  store->remove("k");
  store->put(LargeFile(file.size(), 2).request("k"));
  CHECK(kind_of([&] { store->fetch(request()); }) == ErrorKind::expired);
  FetchRequest of_any = request();
  of_any.etag.clear();
  CHECK_NOTHROW(store->fetch(of_any));
  of_any.size -= 1;
  CHECK(kind_of([&] { store->fetch(of_any); }) == ErrorKind::integrity);
  store->remove("k");
  CHECK(kind_of([&] { store->fetch(of_any); }) == ErrorKind::not_found);
  CHECK(kind_of([&] { store->fetch(request()); }) == ErrorKind::not_found);
}

TEST_CASE_FIXTURE(FetchFixture, "a server that knows no ranges is asked for the whole") {
  server.play({{{"operation", "GetObject"}, {"ignore_headers", {"range"}}, {"times", -1}}});
  store->fetch(request());
  CHECK(fetched_sha256() == file.sha256());
  CHECK(ranges.size() == 4);
}

TEST_CASE_FIXTURE(FetchFixture, "a range that is cut short goes on where it was cut") {
  options.transfer.max_attempts = 3;
  const auto patient = open_store(location, options);
  const LargeFile even(2 * fetch_range_size);
  FetchRequest fetch = request();
  fetch.key = "even";
  fetch.etag = store->put(even.request(fetch.key));
  fetch.size = even.size();
  static_cast<void>(server.take_requests());
  server.play(
      {{{"operation", "GetObject"}, {"truncate", 5'000'000}}, {{"operation", "GetObject"}, {"reset", "mid_answer"}}});
  patient->fetch(fetch);
  CHECK(fetched_sha256() == even.sha256());
  const std::vector<json> requests = server.take_requests();
  CHECK(requests.size() == 4);
  CHECK(std::count_if(requests.begin(), requests.end(), [](const json& each) {
          const auto range = each.at("headers").at("range").get<std::string>();
          return range != "bytes=0-8388607" && range != "bytes=8388608-16777215";
        }) == 2);
}

TEST_CASE_FIXTURE(FetchFixture, "another range than asked for is refused") {
  server.play(
      {{{"operation", "GetObject"}, {"headers", {{"content-range", "bytes 1-8388608/25165923"}}}, {"times", -1}}});
  CHECK(kind_of([&] { store->fetch(request()); }) == ErrorKind::temporary);
  CHECK(ranges.empty());
}

TEST_CASE_FIXTURE(FetchFixture, "a small object comes at once, and an empty one too") {
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{5}, fetch_range_size}) {
    CAPTURE(size);
    const LargeFile small(size);
    const std::string key = "small" + std::to_string(size);
    FetchRequest fetch{.key = key, .etag = store->put(small.request(key)), .size = size};
    const FileDescriptor other = test::open_empty_file();
    fetch.descriptor = other.get();
    static_cast<void>(server.take_requests());
    store->fetch(fetch);
    CHECK(server.take_requests().size() == 1);
    CHECK(file_sha256(other.get(), "a test's file") == small.sha256());
  }
}

TEST_CASE_FIXTURE(FetchFixture, "a bit that flips on its way is found by the server's checksum") {
  server.play({{{"operation", "GetObject"}, {"damage", "sent"}}});
  CHECK(kind_of([&] { test::stored_sha256(*store, "k"); }) == ErrorKind::integrity);
  CHECK(test::stored_sha256(*store, "k") == file.sha256());
}

TEST_CASE_FIXTURE(FetchFixture, "a range that fails ends those that hang") {
  server.play({{{"operation", "GetObject"}, {"hang", "before"}},
               {{"operation", "GetObject"}, {"status", 403}, {"code", "AccessDenied"}}});
  const auto begin = std::chrono::steady_clock::now();
  CHECK(kind_of([&] { store->fetch(request()); }) == ErrorKind::access);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

}  // namespace
}  // namespace docexport
