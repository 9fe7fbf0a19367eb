#include "docexport/http/http_client.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "scripted_server.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {
namespace {

using test::Exchange;
using test::ScriptedServer;

const std::string plain_answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-One: 1\r\n\r\nhello";
const std::string empty_answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct OpenFile {
  explicit OpenFile(const std::string& content) {
    const auto path = directory.path() / "body";
    std::ofstream(path) << content;
    file = FileDescriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  }
  test::TemporaryDirectory directory;
  FileDescriptor file;
};

TEST_CASE("an answer comes with status, lower-case header names and body") {
  ScriptedServer server({{.answer = plain_answer}});
  const HttpResponse response = HttpClient({}).send({.url = server.url("/a")});
  CHECK(response.status == 200);
  CHECK(response.headers.at("x-one") == "1");
  CHECK(response.body == "hello");
}

TEST_CASE("a request is sent as HTTP/1.1, with its path as it is and its headers") {
  ScriptedServer server({{.answer = plain_answer}});
  HttpClient({}).send({.url = server.url("/a/../b//c?q=%2F"), .headers = {{"X-Name", "a  b"}, {"X-Empty", ""}}});
  const std::string request = server.requests().at(0);
  CHECK(request.starts_with("GET /a/../b//c?q=%2F HTTP/1.1\r\n"));
  CHECK(contains(request, "\r\nX-Name: a  b\r\n"));
  CHECK(contains(request, "\r\nX-Empty:\r\n"));
  CHECK(contains(request, "\r\nHost: " + server.authority() + "\r\n"));
}

TEST_CASE("a body is sent with its length and without waiting for a 100-continue") {
  ScriptedServer server({{.answer = empty_answer}, {.answer = empty_answer}});
  HttpClient client({});
  client.send({.method = "PUT", .url = server.url("/k"), .body = std::string(3'000'000, 'x')});
  client.send({.method = "POST", .url = server.url("/empty")});
  const std::vector<std::string> requests = server.requests();
  CHECK(contains(requests.at(0), "\r\nContent-Length: 3000000\r\n"));
  CHECK(requests.at(0).ends_with("\r\n\r\n" + std::string(3'000'000, 'x')));
  CHECK(contains(requests.at(1), "\r\nContent-Length: 0\r\n"));
  for (const std::string& request : requests) {
    CHECK_FALSE(contains(request, "Expect"));
    CHECK_FALSE(contains(request, "Transfer-Encoding"));
  }
}

TEST_CASE("a file's part is sent without moving the descriptor") {
  OpenFile body("0123456789");
  ::lseek(body.file.get(), 7, SEEK_SET);
  ScriptedServer server({{.answer = empty_answer}});
  HttpClient({}).send(
      {.method = "PUT", .url = server.url("/k"), .file = {.descriptor = body.file.get(), .offset = 2, .size = 5}});
  CHECK(server.requests().at(0).ends_with("\r\n\r\n23456"));
  CHECK(::lseek(body.file.get(), 0, SEEK_CUR) == 7);
}

TEST_CASE("a file that is shorter than announced is an integrity error") {
  OpenFile body("0123");
  ScriptedServer server({{.answer = empty_answer}});
  try {
    HttpClient({}).send(
        {.method = "PUT", .url = server.url("/k"), .file = {.descriptor = body.file.get(), .offset = 0, .size = 10}});
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::integrity);
    CHECK(contains(error.what(), "4 of 10 bytes"));
  }
}

TEST_CASE("one connection serves several requests") {
  ScriptedServer server({{.answer = plain_answer}, {.answer = plain_answer}, {.answer = plain_answer}});
  HttpClient client({});
  for (int request = 0; request < 3; ++request) {
    CHECK(client.send({.url = server.url("/")}).status == 200);
  }
  CHECK(server.connections() == 1);
}

TEST_CASE("a kept connection that died is replaced, and the body is sent again from its beginning") {
  OpenFile body("the body");
  ScriptedServer server({{.answer = plain_answer, .then = Exchange::Then::close}, {.answer = plain_answer}});
  HttpClient client({});
  client.send({.url = server.url("/")});
  const HttpResponse response = client.send(
      {.method = "PUT", .url = server.url("/k"), .file = {.descriptor = body.file.get(), .offset = 0, .size = 8}});
  CHECK(response.status == 200);
  CHECK(server.requests().back().ends_with("\r\n\r\nthe body"));
  CHECK(server.connections() == 2);
}

TEST_CASE("a redirect is an answer and is not followed") {
  ScriptedServer server(
      {{.answer = "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n"}});
  const HttpResponse response = HttpClient({}).send({.url = server.url("/")});
  CHECK(response.status == 307);
  CHECK(response.headers.at("location") == "http://127.0.0.1:1/x");
}

TEST_CASE("the headers of interim answers do not count") {
  ScriptedServer server({{.answer = "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + plain_answer}});
  const HttpResponse response = HttpClient({}).send({.url = server.url("/")});
  CHECK(response.status == 200);
  CHECK(response.headers.count("x-early") == 0);
}

TEST_CASE("a receiver gets the body of a success, with status and headers already there") {
  ScriptedServer server({{.answer = plain_answer}});
  std::string received;
  const HttpResponse response =
      HttpClient({}).send({.url = server.url("/")}, [&](const HttpResponse& answer, std::string_view piece) {
        CHECK(answer.status == 200);
        CHECK(answer.headers.at("x-one") == "1");
        received += piece;
      });
  CHECK(received == "hello");
  CHECK(response.body.empty());
}

TEST_CASE("a receiver does not get the body of an error") {
  ScriptedServer server({{.answer = "HTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\nwhy"}});
  const HttpResponse response =
      HttpClient({}).send({.url = server.url("/")},
                          [](const HttpResponse&, std::string_view) { FAIL("an error's body is not the object"); });
  CHECK(response.body == "why");
}

TEST_CASE("what a receiver throws passes through, and the client works on") {
  ScriptedServer server({{.answer = plain_answer}, {.answer = plain_answer}});
  HttpClient client({});
  CHECK_THROWS_AS(client.send({.url = server.url("/")},
                              [](const HttpResponse&, std::string_view) { throw std::out_of_range("mine"); }),
                  std::out_of_range);
  CHECK(client.send({.url = server.url("/")}).status == 200);
}

TEST_CASE("an answer to HEAD has the length it tells and no body") {
  ScriptedServer server({{.answer = "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n"}});
  const HttpResponse response = HttpClient({}).send({.method = "HEAD", .url = server.url("/")});
  CHECK(response.headers.at("content-length") == "1234");
  CHECK(response.body.empty());
}

TEST_CASE("a value that would begin another header is refused") {
  ScriptedServer server({});
  CHECK_THROWS_AS(HttpClient({}).send({.url = server.url("/"), .headers = {{"X-A", "b\r\nX-C: d"}}}), Error);
}

TEST_CASE("the library's version names libcurl and its TLS") {
  CHECK(contains(http_library_version(), "libcurl/7."));
  CHECK(contains(http_library_version(), "OpenSSL/"));
}

}  // namespace
}  // namespace docexport
