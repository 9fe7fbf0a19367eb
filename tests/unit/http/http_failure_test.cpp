#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/http/http_client.hpp"
#include "http/curl_error.hpp"
#include "scripted_server.hpp"
#include "support/loopback_s3.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {
namespace {

using test::Exchange;
using test::ScriptedServer;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Failure {
  ErrorKind kind{};
  std::string message{};
};

std::optional<Failure> failure_of(const HttpRequest& request, HttpOptions options = {},
                                  const HttpReceiver& receive = {}) {
  try {
    HttpClient(std::move(options)).send(request, receive);
    return std::nullopt;
  } catch (const Error& error) {
    return Failure{error.kind(), error.what()};
  }
}

TEST_CASE("a refused connection is temporary and names the host, but not the query") {
  const std::string authority = "127.0.0.1:" + std::to_string(test::unused_port());
  const auto failure = failure_of({.url = "http://" + authority + "/key?X-Amz-Signature=c0ffee",
                                   .headers = {{"authorization", "AWS4-HMAC-SHA256 secret-thing"}}});
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(contains(failure->message, authority));
  CHECK_FALSE(contains(failure->message, "c0ffee"));
  CHECK_FALSE(contains(failure->message, "secret-thing"));
  CHECK_FALSE(contains(failure->message, "\n"));
}

TEST_CASE("a name that does not resolve is temporary") {
  const auto failure = failure_of({.url = "http://no-such-host.invalid/key"});
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(contains(failure->message, "no-such-host.invalid"));
}

TEST_CASE("an address that is not http or https is a configuration error") {
  for (const char* const url : {"file:///etc/passwd", "ftp://host/x", "not a url", "", "http://"}) {
    CAPTURE(url);
    const auto failure = failure_of({.url = url});
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
  }
}

TEST_CASE("a connection that ends before the answer does is temporary") {
  const std::string cut = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc";
  for (const Exchange& exchange :
       {Exchange{.answer = "", .then = Exchange::Then::close}, Exchange{.answer = "", .then = Exchange::Then::reset},
        Exchange{.answer = cut, .then = Exchange::Then::close},
        Exchange{.answer = "garbage that is not HTTP\r\n\r\n", .then = Exchange::Then::close},
        Exchange{.answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        .then = Exchange::Then::close}}) {
    CAPTURE(exchange.answer);
    ScriptedServer server({exchange});
    const auto failure = failure_of({.url = server.url("/")});
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::temporary);
    CHECK(contains(failure->message, server.authority()));
  }
}

TEST_CASE("a server that says nothing is given up after the stall timeout") {
  ScriptedServer server({{.answer = "", .pause = std::chrono::seconds(10)}});
  const auto begin = std::chrono::steady_clock::now();
  const auto failure = failure_of({.url = server.url("/")}, {.stall_timeout = std::chrono::seconds(1)});
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(contains(failure->message, "stalled"));
}

TEST_CASE("of a long error only the beginning is kept") {
  const std::string body(10'000'000, 'e');
  ScriptedServer server({{.answer = "HTTP/1.1 500 No\r\nContent-Length: 10000000\r\n\r\n" + body}});
  const HttpResponse response = HttpClient({}).send({.url = server.url("/")});
  CHECK(response.status == 500);
  CHECK(response.body.size() == std::size_t{64} << 10);
}

TEST_CASE("an answer larger than the limit is an error") {
  ScriptedServer server({{.answer = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890"}});
  const auto failure = failure_of({.url = server.url("/")}, {.body_limit = 10});
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
}

TEST_CASE("headers without end are cut off") {
  std::string answer = "HTTP/1.1 200 OK\r\n";
  for (int line = 0; line < 2000; ++line) {
    answer += "X-Line-" + std::to_string(line) + ": " + std::string(80, 'x') + "\r\n";
  }
  ScriptedServer server({{.answer = answer + "Content-Length: 0\r\n\r\n"}});
  const auto failure = failure_of({.url = server.url("/")});
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(contains(failure->message, "header bytes"));
}

TEST_CASE("a signal ends a request that waits") {
  ScriptedServer server({{.answer = "", .pause = std::chrono::seconds(10)}});
  // In a process of its own, for the flag that a signal sets stays set.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    install_interruption_handlers();
    const auto failure = failure_of({.url = server.url("/")});
    ::_exit(failure && failure->kind == ErrorKind::interrupted ? 0 : 1);
  }
  const auto begin = std::chrono::steady_clock::now();
  for (int wait = 0; wait < 200 && server.requests().empty(); ++wait) {
    ::usleep(10'000);
  }
  REQUIRE(server.requests().size() == 1);
  ::kill(child, SIGTERM);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("a certificate that nobody vouches for is a configuration error, and a trusted one is not") {
  test::TemporaryDirectory directory;
  const test::Certificate certificate = test::make_certificate(directory.path());
  test::LoopbackS3 server({"--tls", certificate.certificate, certificate.key});
  const std::string url = "https://localhost:" + std::to_string(server.port()) + "/_requests";

  const auto failure = failure_of({.url = url});
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::configuration);
  CHECK(contains(failure->message, "certificate of localhost"));

  CHECK_FALSE(failure_of({.url = url}, {.ca_bundle = certificate.certificate}));

  const auto wrong_name = failure_of({.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/_requests"},
                                     {.ca_bundle = certificate.certificate});
  REQUIRE(wrong_name);
  CHECK(wrong_name->kind == ErrorKind::configuration);

  const auto missing_bundle = failure_of({.url = url}, {.ca_bundle = directory.path() / "none.pem"});
  REQUIRE(missing_bundle);
  CHECK(missing_bundle->kind == ErrorKind::configuration);
  CHECK(contains(missing_bundle->message, "AWS_CA_BUNDLE"));
}

TEST_CASE("TLS to a server that does not speak it is a configuration error") {
  test::LoopbackS3 server;
  const auto failure = failure_of({.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/"});
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::configuration);
}

TEST_CASE("each failure of a transfer has its kind") {
  struct Row {
    CURLcode code;
    const char* detail;
    ErrorKind kind;
  };
  for (const Row& row :
       {Row{CURLE_COULDNT_RESOLVE_HOST, "", ErrorKind::temporary},
        Row{CURLE_COULDNT_RESOLVE_PROXY, "", ErrorKind::temporary},
        Row{CURLE_COULDNT_CONNECT, "", ErrorKind::temporary}, Row{CURLE_OPERATION_TIMEDOUT, "", ErrorKind::temporary},
        Row{CURLE_PARTIAL_FILE, "", ErrorKind::temporary}, Row{CURLE_GOT_NOTHING, "", ErrorKind::temporary},
        Row{CURLE_SEND_ERROR, "", ErrorKind::temporary}, Row{CURLE_RECV_ERROR, "", ErrorKind::temporary},
        Row{CURLE_WEIRD_SERVER_REPLY, "", ErrorKind::temporary},
        Row{CURLE_SSL_CONNECT_ERROR, "Connection reset by peer", ErrorKind::temporary},
        Row{CURLE_SSL_CONNECT_ERROR, "tlsv1 alert protocol version", ErrorKind::configuration},
        Row{CURLE_PEER_FAILED_VERIFICATION, "", ErrorKind::configuration},
        Row{CURLE_SSL_CACERT_BADFILE, "", ErrorKind::configuration},
        Row{CURLE_URL_MALFORMAT, "", ErrorKind::configuration}}) {
    CAPTURE(row.code);
    const Error error = transfer_error(row.code, "s3.example.org", row.detail);
    CHECK(error.kind() == row.kind);
    CHECK_FALSE(contains(error.what(), "\n"));
  }
}

}  // namespace
}  // namespace docexport
