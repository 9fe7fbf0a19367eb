#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <nlohmann/json.hpp>

#include "docexport/base/file.hpp"
#include "remote_credentials_fixture.hpp"

namespace docexport {
namespace {

using Json = nlohmann::json;
using test::contains;
using test::RemoteFixture;
using test::Variables;

TEST_CASE_FIXTURE(RemoteFixture, "an EC2 machine gives the credentials of its role, by version 2 of its service") {
  const SharedCredentials found = find(with_instance());
  CHECK(found->access_key_id == "ASIAinstance-role");
  CHECK(found->session_token.reveal() == "tokeninstance-role");
  CHECK(contains(found->source, "role instance-role"));
  const Json requests = aws.take_requests();
  REQUIRE(requests.size() == 3);
  CHECK(requests[0]["method"] == "PUT");
}

TEST_CASE_FIXTURE(RemoteFixture, "a machine without a role, or with version 1 alone, has nothing, and says so") {
  aws.set({{"role", ""}});
  CHECK(contains(failure_of(with_instance())->message, "instance: it has no role"));
  aws.set({{"status", {{"/latest/api/token", 404}}}});
  CHECK(contains(failure_of(with_instance())->message, "instance: the metadata service answers 404 to version 2"));
  aws.set({{"status", Json::object()}, {"role", "../../user-data"}});
  CHECK(contains(failure_of(with_instance())->message, "instance: it has no role"));
  Variables away = with_instance();
  away["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://127.0.0.1:9";
  CHECK(contains(failure_of(away)->message, "instance: no metadata service answers"));
}

/// Takes connections and says nothing.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    auto* const address = reinterpret_cast<sockaddr*>(&address_);
    REQUIRE(::bind(socket_.get(), address, size) == 0);
    REQUIRE(::listen(socket_.get(), 8) == 0);
    REQUIRE(::getsockname(socket_.get(), address, &size) == 0);
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(::ntohs(address_.sin_port)); }

 private:
  FileDescriptor socket_;
  sockaddr_in address_{};
};

TEST_CASE_FIXTURE(RemoteFixture, "a metadata service that does not answer costs a second, and only once") {
  const SilentServer silent;
  Variables variables = with_instance();
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = silent.url();
  const auto provider =
      make_credentials_provider({.environment = home.environment(std::move(variables))}, "s3://bucket");
  const auto begin = std::chrono::steady_clock::now();
  for (int each = 0; each < 5; ++each) {
    CHECK(test::kind_of([&] { provider->current(); }) == ErrorKind::access);
  }
  const auto taken = std::chrono::steady_clock::now() - begin;
  CHECK(taken >= std::chrono::milliseconds(900));
  CHECK(taken < std::chrono::seconds(2));
}

}  // namespace
}  // namespace docexport
