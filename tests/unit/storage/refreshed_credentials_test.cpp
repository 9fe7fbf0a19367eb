#include "storage/refreshed_credentials.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "stored_text.hpp"

namespace docexport {
namespace {

using std::chrono::minutes;

/// A source that counts, and a clock that a test moves.
struct RefreshFixture {
  Timestamp start = parse_rfc3339("2024-01-15T10:00:00Z").value();
  std::atomic<std::chrono::milliseconds::rep> passed{0};
  std::atomic<int> fetches{0};
  std::atomic<bool> fails{false};
  std::chrono::milliseconds life = minutes(60);
  RefreshedCredentials provider{[this] { return fetch(); }, [this] { return now(); }};

  Timestamp now() const { return start + std::chrono::milliseconds(passed.load()); }
  void pass(std::chrono::milliseconds time) { passed += time.count(); }

  Credentials fetch() {
    const int number = ++fetches;
    if (fails) {
      throw Error(ErrorKind::temporary, "the source is away");
    }
    return {.access_key_id = "key" + std::to_string(number),
            .secret_access_key = Secret("secret"),
            .expires_at = life.count() == 0 ? std::nullopt : std::optional(now() + life)};
  }
  std::string key() { return provider.current()->access_key_id; }
};

TEST_CASE_FIXTURE(RefreshFixture, "nothing is fetched before it is needed, and then once") {
  CHECK(fetches == 0);
  CHECK(key() == "key1");
  pass(minutes(44));
  CHECK(key() == "key1");
  CHECK(fetches == 1);
}

TEST_CASE_FIXTURE(RefreshFixture, "15 minutes before the end they are fetched anew, and a failure does no harm") {
  CHECK(key() == "key1");
  fails = true;
  pass(minutes(46));
  CHECK(key() == "key1");
  CHECK(key() == "key1");
  CHECK(fetches == 2);  // not again at once
  fails = false;
  CHECK(key() == "key1");
  pass(std::chrono::seconds(11));
  CHECK(key() == "key3");
  CHECK(key() == "key3");
}

TEST_CASE_FIXTURE(RefreshFixture, "10 minutes before the end a failure counts") {
  CHECK(key() == "key1");
  fails = true;
  pass(minutes(51));
  CHECK(test::kind_of([&] { provider.current(); }) == ErrorKind::temporary);
  fails = false;
  pass(std::chrono::seconds(11));
  CHECK(key() == "key3");
}

TEST_CASE_FIXTURE(RefreshFixture, "a failure stands for some seconds, for all who ask") {
  fails = true;
  for (int each = 0; each < 100; ++each) {
    CHECK(test::kind_of([&] { provider.current(); }) == ErrorKind::temporary);
  }
  CHECK(fetches == 1);
  fails = false;
  pass(std::chrono::seconds(11));
  CHECK(key() == "key2");
}

TEST_CASE_FIXTURE(RefreshFixture, "credentials that live for five minutes are not fetched for every request") {
  life = minutes(5);
  CHECK(key() == "key1");
  pass(minutes(2));
  CHECK(key() == "key1");
  pass(minutes(1));
  CHECK(key() == "key2");
}

TEST_CASE_FIXTURE(RefreshFixture, "credentials that have ended when they come are refused") {
  life = -minutes(1);
  const auto failure = test::failure_of([&] { provider.current(); });
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::access);
  CHECK(test::contains(failure->message, "ended at 2024-01-15T09:59:00Z"));
}

TEST_CASE_FIXTURE(RefreshFixture, "refused credentials are replaced once, however many threads ask") {
  const SharedCredentials refused = provider.current();
  std::vector<std::thread> threads;
  std::atomic<int> others{0};
  for (int each = 0; each < 8; ++each) {
    threads.emplace_back([&] { others += provider.renew(refused)->access_key_id == "key2" ? 1 : 0; });
  }
  for (std::thread& each : threads) {
    each.join();
  }
  CHECK(others == 8);
  CHECK(fetches == 2);
}

TEST_CASE("a source that has no others gives the same again") {
  const Credentials same{.access_key_id = "key", .secret_access_key = Secret("secret")};
  RefreshedCredentials provider([&] { return Credentials(same); }, system_now);
  const SharedCredentials first = provider.current();
  CHECK(provider.renew(first) == first);
  CHECK(provider.current() == first);
}

TEST_CASE_FIXTURE(RefreshFixture, "many threads wait for one fetch") {
  RefreshedCredentials slow(
      [this] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return fetch();
      },
      [this] { return now(); });
  std::vector<std::thread> threads;
  for (int each = 0; each < 8; ++each) {
    threads.emplace_back([&] { slow.current(); });
  }
  for (std::thread& each : threads) {
    each.join();
  }
  CHECK(fetches == 1);
}

TEST_CASE("a secret is wiped, whatever its length") {
  for (const std::string& text : {std::string("short"), std::string(100, 'x')}) {
    Secret secret(text);
    const char* const memory = secret.reveal().data();
    Secret moved(std::move(secret));
    CHECK(moved.reveal() == text);
    CHECK(moved.reveal().data() == memory);  // so no copy was left behind
    const Secret copy(moved);
    CHECK(copy.reveal() == text);
  }
  std::string text = "canary and more than a small string holds";
  wipe(text);
  CHECK(text.empty());
  CHECK(std::string_view(text.data(), 40) == std::string(40, '\0'));
}

}  // namespace
}  // namespace docexport
