#include <doctest/doctest.h>
#include <fmt/format.h>

#include "docexport/base/digest.hpp"
#include "docexport/http/http_client.hpp"
#include "object_store_contract.hpp"
#include "stored_text.hpp"

namespace docexport::test {
namespace {

HttpResponse fetch(const std::string& url) {
  return HttpClient({}).send({.url = url});
}

void gives_links_that_work(const StoreLocation& location, const StoreOptions& options) {
  const auto store = open_store(location, options);
  const std::string key = "a b+c=%20/r\xc3\xa9sum\xc3\xa9.txt";
  put_text(*store, key, "hello");
  const std::string url = store->presign(key, std::chrono::minutes(15), "r\xc3\xa9sum\xc3\xa9 \"1\".txt").url;
  const HttpResponse response = fetch(url);
  CHECK(response.status == 200);
  CHECK(response.body == "hello");
  CHECK(response.headers.at("content-disposition") ==
        "attachment; filename=\"r_sum_ _1_.txt\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22.txt");
  CHECK(fetch(url + "0").status == 403);
  CHECK(fetch(store->presign(key, std::chrono::hours(24 * 7), "").url).status == 200);
}

void ends_links_in_time(const StoreLocation& location, const StoreOptions& options) {
  put_text(*open_store(location, options), "k", "hello");
  StoreOptions an_hour_ago = options;
  an_hour_ago.clock = [] { return system_now() - std::chrono::hours(1); };
  const auto store = open_store(location, an_hour_ago);
  CHECK(fetch(store->presign("k", std::chrono::minutes(59), "").url).status == 403);
  CHECK(fetch(store->presign("k", std::chrono::minutes(61), "").url).status == 200);
}

void refuses_links_for_ever(const StoreLocation& location, const StoreOptions& options) {
  const auto store = open_store(location, options);
  for (const std::chrono::seconds lifetime : {std::chrono::seconds(604'801), std::chrono::seconds(0)}) {
    const auto failure = failure_of([&] { store->presign("k", lifetime, ""); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::refused);
    CHECK(contains(failure->message, "7 days"));
  }
}

void keeps_to_the_object_it_began_with(const StoreLocation& location, const StoreOptions& options) {
  const auto store = open_store(location, options);
  const std::string etag = put_text(*store, "k", "first");
  CHECK(get_text(*store, {.key = "k", .etag = etag, .offset = 3}) == "st");
  store->remove("k");
  put_text(*store, "k", "other");
  CHECK(kind_of([&] { get_text(*store, {.key = "k", .etag = etag, .offset = 3}); }) == ErrorKind::expired);
  CHECK(kind_of([&] { get_text(*store, {.key = "k", .etag = etag}); }) == ErrorKind::expired);
}

void keeps_checksum_type_and_name(const StoreLocation& location, const StoreOptions& options) {
  const auto store = open_store(location, options);
  put_text(*store, "k", "hello");
  CHECK(store->head("k")->sha256 == hexadecimal(sha256("hello")));
  const HttpResponse response = fetch(store->presign("k", std::chrono::minutes(1), "").url);
  CHECK(response.headers.at("content-type") == "text/plain; charset=utf-8");
  CHECK(response.headers.at("content-disposition") == "attachment; filename=\"report.txt\"");
}

void lists_and_removes_over_a_thousand(const StoreLocation& location, const StoreOptions& options) {
  const auto store = open_store(location, options);
  std::vector<std::string> keys;
  for (int number = 0; number < 1005; ++number) {
    keys.push_back(fmt::format("many/{:04}", number));
    put_text(*store, keys.back(), "x");
  }
  CHECK(store->list("many/", "", 1000).objects.size() == 1000);
  CHECK(list_keys(*store) == keys);
  CHECK(list_keys(*store, "many/", 333) == keys);
  CHECK(store->remove_many(keys).empty());
  CHECK(list_keys(*store).empty());
}

void stays_below_its_prefix(const StoreLocation& location, const StoreOptions& options) {
  StoreLocation below = location;
  below.prefix += (below.prefix.empty() ? "" : "/") + std::string("a b+c");
  const auto outer = open_store(location, options);
  const auto inner = open_store(below, options);
  put_text(*outer, "outside", "1");
  put_text(*inner, "inside", "2");
  CHECK(list_keys(*inner) == std::vector<std::string>{"inside"});
  CHECK(get_text(*outer, {.key = "a b+c/inside"}) == "2");
  CHECK(inner->remove_many(std::vector<std::string>{"inside", "outside"}).empty());
  CHECK(list_keys(*outer) == std::vector<std::string>{"outside"});
}

void names_a_missing_bucket(const StoreLocation& location, const StoreOptions& options) {
  StoreLocation missing = location;
  missing.bucket = "no-such-bucket-here";
  const auto store = open_store(missing, options);
  for (const auto& failure :
       {failure_of([&] { put_text(*store, "k", "x"); }), failure_of([&] { get_text(*store, {.key = "k"}); }),
        failure_of([&] { store->list("", "", 1); }), failure_of([&] { store->remove("k"); })}) {
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::not_found);
    CHECK(contains(failure->message, "no-such-bucket-here"));
    CHECK(contains(failure->message, "create it"));
  }
  CHECK_FALSE(store->head("k"));
}

void says_which_credential_is_wrong(const StoreLocation& location, const StoreOptions& options) {
  const auto with = [&](const std::string& id, const std::string& secret) {
    StoreOptions changed = options;
    changed.environment = Environment({{"AWS_ACCESS_KEY_ID", id},
                                       {"AWS_SECRET_ACCESS_KEY", secret},
                                       {"AWS_ENDPOINT_URL", effective_endpoint(location, options)}});
    return failure_of([&] { put_text(*open_store(location, changed), "k", "x"); });
  };
  const auto wrong_secret = with(options.environment.get("AWS_ACCESS_KEY_ID").value(), "verySecretCanary");
  REQUIRE(wrong_secret);
  CHECK(wrong_secret->kind == ErrorKind::access);
  CHECK(contains(wrong_secret->message, "403 SignatureDoesNotMatch"));
  CHECK(contains(wrong_secret->message, "Check AWS_SECRET_ACCESS_KEY."));
  CHECK(contains(wrong_secret->message, "request id "));
  CHECK_FALSE(contains(wrong_secret->message, "verySecretCanary"));
  CHECK_FALSE(contains(wrong_secret->message, "\n"));
  const auto wrong_id = with("AKIDUNKNOWN", "verySecretCanary");
  REQUIRE(wrong_id);
  CHECK(wrong_id->kind == ErrorKind::access);
  CHECK(contains(wrong_id->message, "Check AWS_ACCESS_KEY_ID."));
}

void corrects_a_wrong_clock(const StoreLocation& location, const StoreOptions& options) {
  StoreOptions late = options;
  late.clock = [] { return system_now() - std::chrono::minutes(20); };
  std::vector<std::string> notices;
  late.transfer.notice = [&](const std::string& line) { notices.push_back(line); };
  const auto store = open_store(location, late);
  put_text(*store, "k", "x");
  CHECK(get_text(*store, {.key = "k"}) == "x");
  REQUIRE(notices.size() == 1);
  CHECK(contains(notices[0], "seconds behind that of"));
}

struct ContractCase {
  const char* name;
  void (*check)(const StoreLocation& location, const StoreOptions& options);
};

const std::vector<ContractCase>& contract_cases() {
  static const std::vector<ContractCase> cases{
      {"a link gives the object under its name", gives_links_that_work},
      {"a link ends in time", ends_links_in_time},
      {"a link of more than seven days is refused", refuses_links_for_ever},
      {"a read stays with the object it began with", keeps_to_the_object_it_began_with},
      {"checksum, type and file name are on the object", keeps_checksum_type_and_name},
      {"more than a thousand objects are listed and removed", lists_and_removes_over_a_thousand},
      {"a store sees nothing outside its prefix", stays_below_its_prefix},
      {"a missing bucket is named", names_a_missing_bucket},
      {"the message says which credential is wrong", says_which_credential_is_wrong},
      {"a wrong clock is corrected, with a word", corrects_a_wrong_clock},
  };
  return cases;
}

}  // namespace

void check_s3_store_contract(const StoreLocation& location, const StoreOptions& options) {
  int number = 0;
  for (const ContractCase& each : contract_cases()) {
    CAPTURE(each.name);
    StoreLocation own_location = location;
    own_location.prefix +=
        (location.prefix.empty() ? "" : "/") + std::string("s3-contract-") + std::to_string(++number);
    each.check(own_location, options);
  }
}

}  // namespace docexport::test
