#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>

#include "docexport/base/error.hpp"
#include "docexport/http/http_client.hpp"
#include "http/curl_error.hpp"
#include "http/request_text.hpp"
#include "scripted_server.hpp"
#include "support/loopback_s3.hpp"
#include "support/temporary_directory.hpp"

// How long a request waits and for what, and by which way it goes.
namespace docexport {
namespace {

using std::chrono::milliseconds;
using test::Exchange;
using test::ScriptedServer;

const std::string empty_answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::optional<Error> failure_of(const HttpRequest& request, HttpOptions options = {}) {
  try {
    HttpClient(std::move(options)).send(request);
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

HttpRequest upload_that_asks(const ScriptedServer& server) {
  return {.method = "PUT", .url = server.url("/k"), .body = std::string(2'000'000, 'x'), .asks_first = true};
}

/// Sets a variable of this process, and takes it away at the end.
class EnvironmentVariable {
 public:
  EnvironmentVariable(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
  EnvironmentVariable(const EnvironmentVariable&) = delete;
  EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;
  ~EnvironmentVariable() { ::unsetenv(name_); }

 private:
  const char* name_;
};

class Stopwatch {
 public:
  [[nodiscard]] std::chrono::steady_clock::duration elapsed() const {
    return std::chrono::steady_clock::now() - begin_;
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

TEST_CASE("a body that is announced first is sent once the server agrees") {
  ScriptedServer server({{.answer = empty_answer, .interim = "HTTP/1.1 100 Continue\r\n\r\n"}});
  CHECK(HttpClient({}).send(upload_that_asks(server)).status == 200);
  CHECK(contains(server.requests().at(0), "\r\nExpect: 100-continue\r\n"));
  CHECK(server.requests().at(0).ends_with(std::string(2'000'000, 'x')));
}

TEST_CASE("a body that is announced first is not sent to a server that refuses it") {
  ScriptedServer server({{.interim = "HTTP/1.1 503 Slow Down\r\nContent-Length: 4\r\n\r\nwhy?"}});
  const HttpResponse response = HttpClient({}).send(upload_that_asks(server));
  CHECK(response.status == 503);
  CHECK(response.body == "why?");
  for (int wait = 0; wait < 200 && server.requests().empty(); ++wait) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  CHECK(server.requests().at(0).ends_with("\r\n\r\n"));
}

TEST_CASE("a server that does not know Expect gets the body all the same, soon") {
  ScriptedServer silent({{.answer = empty_answer}});
  const Stopwatch watch;
  CHECK(HttpClient({}).send(upload_that_asks(silent)).status == 200);
  CHECK(watch.elapsed() < std::chrono::seconds(1));
}

TEST_CASE("a time limit ends a request, however busy it is") {
  ScriptedServer server({{.answer = empty_answer, .pause = milliseconds(5000)}});
  const Stopwatch watch;
  const auto failure = failure_of({.url = server.url("/"), .time_limit = milliseconds(300)});
  CHECK(watch.elapsed() < std::chrono::seconds(3));
  REQUIRE(failure);
  CHECK(failure->kind() == ErrorKind::temporary);
  CHECK(contains(failure->what(), "did not answer in time"));
}

TEST_CASE("a request that may be silent outlasts the stall timeout") {
  ScriptedServer server({{.answer = empty_answer, .pause = milliseconds(2500)}});
  HttpClient client({.stall_timeout = std::chrono::seconds(1)});
  CHECK(client.send({.method = "POST", .url = server.url("/"), .may_be_silent = true}).status == 200);
}

TEST_CASE("what comes as a trailer is no header of the answer") {
  ScriptedServer server({{.answer = "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "2\r\nhi\r\n0\r\nETag: \"b\"\r\n\r\n"}});
  const HttpResponse response = HttpClient({}).send({.url = server.url("/")});
  CHECK(response.body == "hi");
  CHECK(response.headers.at("etag") == "\"a\"");
}

TEST_CASE("the process's proxy is used, but not for this machine and not where NO_PROXY says so") {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy";
  ScriptedServer proxy({{.answer = answer}});
  ScriptedServer server({{.answer = empty_answer}});
  const EnvironmentVariable variable("http_proxy", "http://name:pass@" + proxy.authority());
  CHECK(HttpClient({}).send({.url = "http://bucket.example.invalid/key"}).body == "proxy");
  CHECK(proxy.requests().at(0).starts_with("GET http://bucket.example.invalid/key HTTP/1.1\r\n"));
  CHECK(contains(proxy.requests().at(0), "Proxy-Authorization: Basic "));
  CHECK(HttpClient({}).send({.url = server.url("/key")}).status == 200);
  CHECK(server.requests().at(0).starts_with("GET /key HTTP/1.1\r\n"));
  const EnvironmentVariable exception("NO_PROXY", ".example.invalid");
  const auto failure = failure_of({.url = "http://bucket.example.invalid/key"});
  REQUIRE(failure);
  CHECK(contains(failure->what(), "cannot find bucket.example.invalid"));
}

TEST_CASE("what AWS's metadata services give is asked for directly, past any proxy") {
  for (const char* const host : {"127.0.0.1:80", "localhost", "s3.localhost:9", "[::1]:80", "169.254.169.254",
                                 "169.254.170.2:80", "[fd00:ec2::254]", "[fd00:ec2::23]:80"}) {
    CAPTURE(host);
    CHECK(is_on_this_link(host));
  }
  for (const char* const host : {"example.org", "localhost.example.org", "10.0.0.1", "[2001:db8::1]:80"}) {
    CAPTURE(host);
    CHECK_FALSE(is_on_this_link(host));
  }
}

TEST_CASE("a proxy that wants a password, or says no, is told apart from the server") {
  ScriptedServer proxy({{.answer = "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                         .then = Exchange::Then::close},
                        {.answer = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", .then = Exchange::Then::close}});
  const EnvironmentVariable variable("HTTPS_PROXY", "http://" + proxy.authority());
  const auto unknown = failure_of({.url = "https://bucket.example.invalid/key?secret"});
  REQUIRE(unknown);
  CHECK(unknown->kind() == ErrorKind::access);
  CHECK(contains(unknown->what(), "NO_PROXY"));
  const auto refused = failure_of({.url = "https://bucket.example.invalid/key?secret"});
  REQUIRE(refused);
  CHECK(refused->kind() == ErrorKind::temporary);
  CHECK(contains(refused->what(), "503"));
  CHECK_FALSE(contains(refused->what(), "secret"));
}

TEST_CASE("a proxy's address is never repeated: it may hold a password") {
  for (const char* const proxy :
       {"http://user:hunter2@[::", "gopher://user:hunter2@host", "http://user:hunter2@host:x"}) {
    CAPTURE(proxy);
    const EnvironmentVariable variable("HTTPS_PROXY", proxy);
    const auto failure = failure_of({.url = "https://bucket.example.invalid/key"});
    REQUIRE(failure);
    CHECK(failure->kind() == ErrorKind::configuration);
    CHECK(contains(failure->what(), "HTTPS_PROXY"));
    CHECK_FALSE(contains(failure->what(), "hunter2"));
  }
}

TEST_CASE("clients on several threads share names and TLS sessions") {
  test::TemporaryDirectory directory;
  const test::Certificate certificate = test::make_certificate(directory.path());
  test::LoopbackS3 server({"--tls", certificate.certificate, certificate.key});
  const std::string url = "https://localhost:" + std::to_string(server.port()) + "/_requests";
  const HttpOptions options{.ca_bundle = certificate.certificate, .sessions = std::make_shared<HttpSessions>()};
  std::atomic<int> granted{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < 6; ++number) {
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        HttpClient client(options);  // a new connection each time
        granted += client.send({.url = url}).status == 200 ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(granted == 30);
}

}  // namespace
}  // namespace docexport
