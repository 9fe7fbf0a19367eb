#include "storage/sso_token.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "docexport/base/file.hpp"
#include "remote_credentials_fixture.hpp"

namespace docexport {
namespace {

using Json = nlohmann::json;
using test::contains;
using test::RemoteFixture;
using test::Variables;

const std::string cache_file = ".aws/sso/cache/0123abcd.json";

/// A profile of a session, whose token ends as the test wants it.
struct SignedIn : RemoteFixture {
  SignedIn() {
    home.write(".aws/config",
               "[profile new]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = ReadOnly\n"
               "[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://work\n");
  }

  void write_token(std::chrono::seconds life, const std::string& text, const Json& changes = Json::object()) const {
    Json token = {{"startUrl", "https://work"},
                  {"region", "eu-west-1"},
                  {"accessToken", text},
                  {"expiresAt", format_rfc3339(system_now() + life)},
                  {"clientId", "client"},
                  {"clientSecret", "clientSecret"},
                  {"registrationExpiresAt", "2999-01-01T00:00:00Z"},
                  {"refreshToken", "refresh"}};
    token.update(changes);
    home.write(cache_file, token.dump());
  }
  [[nodiscard]] Json read_token() const { return Json::parse(read_file(home.path(cache_file), 10000)); }
  [[nodiscard]] Variables servers() const {
    return {{"AWS_ENDPOINT_URL_SSO", aws.url()}, {"AWS_ENDPOINT_URL_SSO_OIDC", aws.url()}};
  }
  [[nodiscard]] std::size_t renewals() const {
    const Json requests = aws.take_requests();
    return static_cast<std::size_t>(
        std::count_if(requests.begin(), requests.end(), [](const Json& each) { return each["path"] == "/token"; }));
  }
};

constexpr std::chrono::hours ended{-1};
constexpr std::chrono::minutes about_to_end{10};

TEST_CASE_FIXTURE(SignedIn, "a sign-in that has ended, or is about to, is renewed and kept for AWS's tools") {
  for (const std::chrono::seconds life : {std::chrono::seconds(ended), std::chrono::seconds(about_to_end)}) {
    CAPTURE(life.count());
    aws.set({{"refresh_token", "refresh"}});
    write_token(life, "old");
    CHECK(find(servers(), "new")->access_key_id == "ASIAReadOnly");
    CHECK(renewals() == 1);
    const Json kept = read_token();
    CHECK(kept["accessToken"] == "signInToken");
    CHECK(kept["refreshToken"] == "refresh+");
    CHECK(kept["clientSecret"] == "clientSecret");
    CHECK(kept["startUrl"] == "https://work");
    const auto ends_at = parse_rfc3339(kept["expiresAt"].get<std::string>());
    REQUIRE(ends_at);
    CHECK(*ends_at > system_now() + std::chrono::hours(7));
    CHECK(*ends_at <= system_now() + std::chrono::hours(8));
    struct stat status {};
    REQUIRE(stat(home.path(cache_file).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(find(servers(), "new")->access_key_id == "ASIAReadOnly");
    CHECK(renewals() == 0);
  }
}

TEST_CASE_FIXTURE(SignedIn, "a sign-in is not renewed early, nor without what renewing takes") {
  write_token(std::chrono::hours(1), "signInToken");
  CHECK(find(servers(), "new")->access_key_id == "ASIAReadOnly");
  for (const Json& changes : {Json{{"refreshToken", nullptr}}, Json{{"clientId", nullptr}}, Json{{"clientSecret", ""}},
                              Json{{"registrationExpiresAt", "2020-01-01T00:00:00Z"}}}) {
    CAPTURE(changes.dump());
    write_token(ended, "old", changes);
    const auto failure = failure_of(servers(), "new");
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::access);
    CHECK(contains(failure->message, "its sign-in has ended. Run: aws sso login --profile new"));
  }
  CHECK(renewals() == 0);
}

TEST_CASE_FIXTURE(SignedIn, "a renewal that is refused asks to sign in again and shows no secret") {
  write_token(ended, "canary", {{"refreshToken", "canary"}});
  const auto refused = failure_of(servers(), "new");
  REQUIRE(refused);
  CHECK(refused->kind == ErrorKind::access);
  CHECK(contains(refused->message, "its sign-in has ended. Run: aws sso login --profile new"));
  for (const char* const secret : {"canary", "secret words", "clientSecret"}) {
    CHECK_FALSE(contains(refused->message, secret));
  }
  CHECK(read_token()["accessToken"] == "canary");
}

TEST_CASE_FIXTURE(SignedIn, "trouble while renewing is temporary, and none as long as the old sign-in lasts") {
  aws.set({{"status", {{"/token", 503}}}});
  write_token(ended, "old");
  const auto failure = failure_of(servers(), "new");
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::temporary);
  CHECK(contains(failure->message, "profile new: its sign-in has ended and cannot be renewed"));
  write_token(about_to_end, "signInToken");
  CHECK(find(servers(), "new")->access_key_id == "ASIAReadOnly");
  aws.set({{"status", {{"/token", 200}}}, {"body", {{"/token", R"({"accessToken": "a b", "expiresIn": 1})"}}}});
  CHECK(find(servers(), "new")->access_key_id == "ASIAReadOnly");
  CHECK(read_token()["accessToken"] == "signInToken");
}

}  // namespace
}  // namespace docexport
