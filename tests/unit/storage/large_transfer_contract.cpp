#include "large_transfer_contract.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "docexport/base/digest.hpp"
#include "large_file.hpp"
#include "stored_text.hpp"

namespace docexport::test {

void fetches_into_a_file(ObjectStore& store) {
  const LargeFile file(2 * fetch_range_size + 5);
  const std::string etag = store.put(file.request("k"));
  const FileDescriptor target = open_empty_file();
  std::vector<std::uint64_t> ranges;
  FetchRequest fetch{.key = "k", .etag = etag, .size = file.size(), .descriptor = target.get()};
  fetch.on_range = [&](std::uint64_t offset, std::uint64_t) { ranges.push_back(offset); };
  store.fetch(fetch);
  CHECK(file_sha256(target.get(), "a test's file") == file.sha256());
  std::sort(ranges.begin(), ranges.end());
  CHECK(ranges == std::vector<std::uint64_t>{0, fetch_range_size, 2 * fetch_range_size});

  const FileDescriptor other = open_empty_file();
  fetch.descriptor = other.get();
  fetch.has = [](std::uint64_t offset, std::uint64_t) { return offset == 0; };
  store.fetch(fetch);
  std::vector<char> first(1);
  CHECK(read_at(other.get(), first, 0, "a test's file") == 1);
  CHECK(first.front() == '\0');
  CHECK(ranges.size() == 5);

  fetch.size += 1;
  CHECK(kind_of([&] { store.fetch(fetch); }) == ErrorKind::integrity);
  fetch.key = "none";
  CHECK(kind_of([&] { store.fetch(fetch); }) == ErrorKind::not_found);
}

void tells_how_far_it_is(ObjectStore& store) {
  const LargeFile file(20'000'000);
  std::vector<std::uint64_t> told;
  PutRequest put = file.request("k");
  put.crc64nvme = file.crc64nvme();
  put.on_progress = [&](std::uint64_t bytes) { told.push_back(bytes); };
  store.put(put);
  CHECK(std::is_sorted(told.begin(), told.end()));
  REQUIRE_FALSE(told.empty());
  CHECK(told.back() == file.size());
}

void leaves_no_upload_open(ObjectStore& store) {
  put_text(store, "k", "hello");
  CHECK(store.open_uploads("").empty());
  CHECK_NOTHROW(store.abort_upload("k", ""));
  CHECK_NOTHROW(store.abort_upload("k", "nonsense"));
  CHECK(get_text(store, {.key = "k"}) == "hello");
}

void serves_several_threads(ObjectStore& store) {
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int number = 0; number < 6; ++number) {
    threads.emplace_back([&store, &right, number] {
      const std::string key = "k" + std::to_string(number);
      for (int round = 0; round < 5; ++round) {
        put_text(store, key, key);
        right += get_text(store, {.key = key}) == key ? 1 : 0;
        store.remove(key);
      }
    });
  }
  for (std::thread& each : threads) {
    each.join();
  }
  CHECK(right == 30);
  CHECK(list_keys(store).empty());
}

}  // namespace docexport::test
