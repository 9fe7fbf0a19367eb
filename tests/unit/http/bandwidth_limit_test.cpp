#include "docexport/http/bandwidth_limit.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "docexport/http/http_client.hpp"
#include "scripted_server.hpp"

namespace docexport {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

template <typename Call>
milliseconds time_of(const Call& call) {
  const auto begin = steady_clock::now();
  call();
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin);
}

TEST_CASE("several threads together keep the limit") {
  BandwidthLimit limit(1'000'000);
  const milliseconds taken = time_of([&] {
    std::vector<std::thread> threads;
    for (int each = 0; each < 4; ++each) {
      threads.emplace_back([&] {
        for (int piece = 0; piece < 5; ++piece) {
          limit.take(20'000);
        }
      });
    }
    for (std::thread& each : threads) {
      each.join();
    }
  });
  CHECK(taken >= milliseconds(390));
  CHECK(taken < milliseconds(5'000));
}

TEST_CASE("time that nobody used is not made up for") {
  BandwidthLimit limit(1'000'000);
  limit.take(1'000);
  std::this_thread::sleep_for(milliseconds(200));
  CHECK(time_of([&] { limit.take(100'000); }) >= milliseconds(95));
}

TEST_CASE("bodies keep the limit in both directions") {
  const std::string body(400'000, 'x');
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n" + body;
  test::ScriptedServer server({{.answer = answer}, {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}});
  HttpClient client({.bandwidth = std::make_shared<BandwidthLimit>(1'000'000)});
  std::size_t received = 0;
  CHECK(time_of([&] {
          client.send({.url = server.url("/")},
                      [&](const HttpResponse&, std::string_view piece) { received += piece.size(); });
        }) >= milliseconds(390));
  CHECK(received == body.size());
  CHECK(time_of([&] { client.send({.method = "PUT", .url = server.url("/"), .body = body}); }) >= milliseconds(390));
}

}  // namespace
}  // namespace docexport
