#include "object_store_contract.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "docexport/base/digest.hpp"
#include "large_transfer_contract.hpp"
#include "stored_text.hpp"

namespace docexport::test {
namespace {

void keeps_what_is_put(ObjectStore& store) {
  const std::string key = "catalog/export/1-nonce/report.txt";
  const std::string etag = put_text(store, key, "hello");
  CHECK(get_text(store, {.key = key}) == "hello");
  CHECK(get_text(store, {.key = key, .etag = etag}) == "hello");
  const std::optional<ObjectInfo> info = store.head(key);
  REQUIRE(info);
  CHECK(info->key == key);
  CHECK(info->size == 5);
  CHECK(info->etag == etag);
  CHECK((info->sha256.empty() || info->sha256 == hexadecimal(sha256("hello"))));
  REQUIRE(info->modified_at);
  CHECK(std::chrono::abs(*info->modified_at - system_now()) < std::chrono::minutes(1));
}

void keeps_empty_and_large_objects(ObjectStore& store) {
  std::string large(5'000'001, 'x');
  for (std::size_t at = 0; at < large.size(); at += 997) {
    large[at] = static_cast<char>(at % 251);
  }
  put_text(store, "empty", "");
  put_text(store, "large", large);
  CHECK(get_text(store, {.key = "empty"}).empty());
  CHECK(store.head("empty")->size == 0);
  CHECK(get_text(store, {.key = "large"}) == large);
  CHECK(get_text(store, {.key = "large", .offset = 4'999'999}) == large.substr(4'999'999));
}

void never_replaces(ObjectStore& store) {
  const std::string etag = put_text(store, "k/report.txt", "first");
  CHECK(put_text(store, "k/report.txt", "first") == etag);
  const auto failure = failure_of([&] { put_text(store, "k/report.txt", "other"); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::conflict);
  CHECK(contains(failure->message, "k/report.txt"));
  CHECK(get_text(store, {.key = "k/report.txt"}) == "first");
}

void stores_nothing_but_what_was_announced(ObjectStore& store) {
  const TextFile file("hello");
  PutRequest wrong_digest = file.request("a");
  wrong_digest.sha256 = hexadecimal(sha256("hallo"));
  CHECK(kind_of([&] { store.put(wrong_digest); }) == ErrorKind::integrity);
  PutRequest too_long = file.request("b");
  too_long.size = 6;
  CHECK(kind_of([&] { store.put(too_long); }) == ErrorKind::integrity);
  CHECK_FALSE(store.head("a"));
  CHECK_FALSE(store.head("b"));
  CHECK(list_keys(store).empty());
}

void gives_bytes_from_an_offset(ObjectStore& store) {
  put_text(store, "k", "0123456789");
  CHECK(get_text(store, {.key = "k", .offset = 7}) == "789");
  CHECK(get_text(store, {.key = "k", .offset = 10}).empty());
  CHECK(kind_of([&] { get_text(store, {.key = "k", .offset = 11}); }) == ErrorKind::integrity);
}

void says_what_is_missing(ObjectStore& store) {
  const auto failure = failure_of([&] { get_text(store, {.key = "none/report.txt"}); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::not_found);
  CHECK(contains(failure->message, "none/report.txt"));
  CHECK_FALSE(store.head("none/report.txt"));
  CHECK_NOTHROW(store.remove("none/report.txt"));
  CHECK(store.list("", "", 10).objects.empty());
}

void passes_on_what_a_taker_throws(ObjectStore& store) {
  put_text(store, "k", "hello");
  CHECK_THROWS_AS(store.get({.key = "k"}, [](std::string_view) { throw std::out_of_range("mine"); }),
                  std::out_of_range);
  const auto failure = failure_of(
      [&] { store.get({.key = "k"}, [](std::string_view) { throw Error(ErrorKind::no_space, "disk full"); }); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::no_space);
  CHECK(failure->message == "disk full");
  CHECK(get_text(store, {.key = "k"}) == "hello");
}

void removes_for_good_and_again(ObjectStore& store) {
  put_text(store, "a/b/one", "1");
  put_text(store, "a/b/two", "2");
  store.remove("a/b/one");
  CHECK_NOTHROW(store.remove("a/b/one"));
  CHECK_FALSE(store.head("a/b/one"));
  CHECK(list_keys(store) == std::vector<std::string>{"a/b/two"});
  store.remove("a/b");  // no object, though the keys of others begin so
  CHECK(list_keys(store) == std::vector<std::string>{"a/b/two"});
  put_text(store, "a/b/one", "once more");
  CHECK(get_text(store, {.key = "a/b/one"}) == "once more");
}

void removes_many(ObjectStore& store) {
  const std::vector<std::string> keys{"a<b>&\"c\"/1", "a<b>&\"c\"/2", "x y+z%20/\xc3\xa9", "stays"};
  for (const std::string& key : keys) {
    put_text(store, key, key);
  }
  const std::vector<std::string> removed{keys[0], keys[1], keys[2], "never/was"};
  CHECK(store.remove_many(removed).empty());
  CHECK(store.remove_many({}).empty());
  CHECK(list_keys(store) == std::vector<std::string>{"stays"});
}

void lists_in_byte_order(ObjectStore& store) {
  // Between a folder's name and its keys come names with characters before the slash.
  std::vector<std::string> keys{"a", "a b",   "a!",    "a-b",  "a.txt",    "a0", "aa",
                                "B", "c/d/e", "c/d.e", "c-/x", "\xc3\xa9", "z/1"};
  for (const std::string& key : keys) {
    put_text(store, key, "text of " + key);
  }
  std::sort(keys.begin(), keys.end());
  CHECK(list_keys(store) == keys);
  for (const std::size_t page_size : {1U, 2U, 5U, 13U}) {
    CHECK(list_keys(store, "", page_size) == keys);
  }
  CHECK(store.list("", "", 5).objects.size() == 5);
  CHECK(list_keys(store, "a", 2) == std::vector<std::string>{"a", "a b", "a!", "a-b", "a.txt", "a0", "aa"});
  CHECK(list_keys(store, "c/d") == std::vector<std::string>{"c/d.e", "c/d/e"});
  CHECK(list_keys(store, "c/d/") == std::vector<std::string>{"c/d/e"});
  CHECK(list_keys(store, "none").empty());
  CHECK(store.list("z/", "", 1).objects.at(0).size == 11);
}

void lists_a_file_and_a_folder_of_like_names(ObjectStore& store) {
  put_text(store, "k.d/x", "1");
  put_text(store, "k/x", "2");
  put_text(store, "k0", "3");
  CHECK(list_keys(store, "", 1) == std::vector<std::string>{"k.d/x", "k/x", "k0"});
}

void takes_keys_of_all_characters(ObjectStore& store) {
  std::vector<std::string> keys;
  for (char each = 0x20; each < 0x7f; ++each) {
    if (each != '/') {
      keys.push_back(std::string("ascii/") + each + "-" + each + each);
    }
  }
  keys.insert(keys.end(), {"two  spaces", " around ", "a+b=c%20d%2Fe", "%", "%zz", "a/...", "...", "tab\tline\nend",
                           "Gr\xc3\xbc\xc3\x9f"
                           "e/\xe6\x97\xa5\xe6\x9c\xac.json",
                           "\xf0\x9f\x93\x84", "e\xcc\x81"});
  std::sort(keys.begin(), keys.end());
  for (const std::string& key : keys) {
    CAPTURE(key);
    put_text(store, key, "content of " + key);
    REQUIRE(store.head(key));
    CHECK(get_text(store, {.key = key}) == "content of " + key);
  }
  CHECK(list_keys(store) == keys);
  CHECK(store.remove_many(keys).empty());
  CHECK(list_keys(store).empty());
}

void takes_long_keys(ObjectStore& store) {
  std::string key = std::string(200, 'a');
  while (key.size() + 101 <= 900) {
    key += "/" + std::string(100, 'b');
  }
  key.resize(899, 'c');
  key += "d";
  REQUIRE(key.size() == 900);
  put_text(store, key, "long");
  CHECK(get_text(store, {.key = key}) == "long");
  CHECK(list_keys(store) == std::vector<std::string>{key});
  store.remove(key);
  CHECK_FALSE(store.head(key));
}

void refuses_what_is_no_key(ObjectStore& store) {
  const std::string nul("a\0b", 3);
  for (const std::string& key :
       {std::string(), std::string("/a"), std::string("a/"), std::string("a//b"), std::string("."), std::string(".."),
        std::string("../a"), std::string("a/../b"), std::string("a/./b"), std::string("a/.."), std::string("\xff"), nul,
        std::string(901, 'a')}) {
    CAPTURE(key);
    CHECK(kind_of([&] { put_text(store, key, "x"); }) == ErrorKind::refused);
    CHECK(kind_of([&] { get_text(store, {.key = key}); }) == ErrorKind::refused);
    CHECK(kind_of([&] { store.head(key); }) == ErrorKind::refused);
    CHECK(kind_of([&] { store.remove(key); }) == ErrorKind::refused);
    CHECK(kind_of([&] { store.presign(key, std::chrono::minutes(1), ""); }) == ErrorKind::refused);
  }
}

struct ContractCase {
  const char* name;
  void (*check)(ObjectStore& store);
};

const std::vector<ContractCase>& contract_cases() {
  static const std::vector<ContractCase> cases{
      {"what is put can be read and looked up", keeps_what_is_put},
      {"empty and large objects are kept whole", keeps_empty_and_large_objects},
      {"an object is never replaced, and the same again is a success", never_replaces},
      {"nothing but the announced bytes is stored", stores_nothing_but_what_was_announced},
      {"a read can begin anywhere in the object", gives_bytes_from_an_offset},
      {"a missing object is told from an empty one", says_what_is_missing},
      {"what a taker throws passes through", passes_on_what_a_taker_throws},
      {"a removed object is gone, and removing it again succeeds", removes_for_good_and_again},
      {"many objects are removed at once", removes_many},
      {"a list is in the byte order of keys, whatever the page's size", lists_in_byte_order},
      {"files and folders of like names are listed in order", lists_a_file_and_a_folder_of_like_names},
      {"a key may have any character", takes_keys_of_all_characters},
      {"a key may have 900 bytes", takes_long_keys},
      {"what is no key is refused", refuses_what_is_no_key},
      {"a file gets the ranges that it does not have", fetches_into_a_file},
      {"a put tells how far it is", tells_how_far_it_is},
      {"nothing is left open, and removing what is not there succeeds", leaves_no_upload_open},
      {"several threads may use a store", serves_several_threads},
  };
  return cases;
}

}  // namespace

void check_object_store_contract(const StoreLocation& location, const StoreOptions& options) {
  int number = 0;
  for (const ContractCase& each : contract_cases()) {
    CAPTURE(each.name);
    const std::string own = "contract-" + std::to_string(++number);
    StoreLocation own_location = location;
    own_location.folder /= own;
    own_location.prefix += (location.prefix.empty() ? "" : "/") + own;
    each.check(*open_store(own_location, options));
  }
}

}  // namespace docexport::test
