#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "s3_client_fixture.hpp"
#include "stored_text.hpp"

// What several threads and impatient callers may ask of one client.
namespace docexport {
namespace {

using std::chrono::milliseconds;
using test::contains;
using test::failure_of;
using test::S3ClientFixture;

TEST_CASE_FIXTURE(S3ClientFixture, "many threads share one client, and notices come one at a time") {
  std::atomic<int> inside{0};
  std::atomic<bool> overlapped{false};
  S3ClientParts shared = parts({.max_attempts = 10});
  shared.wait = [](milliseconds, const std::stop_token&) {};
  shared.options.notice = [&](const std::string&) {
    overlapped = overlapped || inside.fetch_add(1) != 0;
    std::this_thread::sleep_for(milliseconds(1));
    --inside;
  };
  S3Client client(std::move(shared));
  server.play({{{"skip", 3}, {"status", 503}, {"code", "SlowDown"}, {"times", 30}}});
  std::atomic<int> granted{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < 8; ++number) {
    threads.emplace_back([&, number] {
      for (int round = 0; round < 10; ++round) {
        granted += client.send(put("k" + std::to_string(number))).status == 200 ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(granted == 80);
  CHECK_FALSE(overlapped);
}

TEST_CASE_FIXTURE(S3ClientFixture, "a request whose result is no longer needed is not waited for") {
  S3ClientParts waiting = parts();
  waiting.wait = wait_interruptibly;
  S3Client client(std::move(waiting));
  server.play({{{"status", 503}, {"headers", {{"Retry-After", "20"}}}, {"times", 9}}});
  S3Request request = put("k");
  std::stop_source stop;
  request.stop = stop.get_token();
  const std::jthread stopper([&] {
    std::this_thread::sleep_for(milliseconds(300));
    stop.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  CHECK(test::kind_of([&] { client.send(request); }) == ErrorKind::interrupted);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
}

TEST_CASE("an interruption ends the wait for a retry at once") {
  // In a process of its own, for the flag that a signal sets stays set.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    install_interruption_handlers();
    const auto failure = failure_of([] { wait_interruptibly(std::chrono::seconds(30)); });
    ::_exit(failure && failure->kind == ErrorKind::interrupted ? 0 : 1);
  }
  std::this_thread::sleep_for(milliseconds(300));
  const auto begin = std::chrono::steady_clock::now();
  ::kill(child, SIGINT);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
}

}  // namespace
}  // namespace docexport
