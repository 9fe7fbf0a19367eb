#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "remote_credentials_fixture.hpp"
#include "storage/container_credentials.hpp"

namespace docexport {
namespace {

using Json = nlohmann::json;
using test::contains;
using test::RemoteFixture;
using test::Variables;

const std::string source_keys =
    "[source]\naws_access_key_id = AKIDSOURCE\naws_secret_access_key = sourceSecret/with+signs=\n";

TEST_CASE_FIXTURE(RemoteFixture, "a role is assumed with a signed request") {
  home.write(".aws/credentials", source_keys);
  home.write(".aws/config",
             "[profile nightly]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/nightly\nsource_profile = source\n"
             "external_id = a b+c\nrole_session_name = ann\nduration_seconds = 900\n");
  const SharedCredentials found = find(with_sts(), "nightly");
  CHECK(found->access_key_id == "ASIAnightly");
  CHECK(found->secret_access_key.reveal() == "secretnightly");
  CHECK(found->session_token.reveal() == "tokennightly");
  CHECK(found->expires_at == parse_rfc3339("2999-01-01T00:00:00Z"));
  const Json requests = aws.take_requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0]["form"] == Json{{"Action", "AssumeRole"},
                                    {"Version", "2011-06-15"},
                                    {"RoleArn", "arn:aws:iam::1:role/nightly"},
                                    {"RoleSessionName", "ann"},
                                    {"ExternalId", "a b+c"},
                                    {"DurationSeconds", "900"}});
  CHECK(contains(requests[0]["headers"]["authorization"].get<std::string>(), "/eu-west-1/sts/aws4_request"));
}

TEST_CASE_FIXTURE(RemoteFixture, "roles are assumed one after the other") {
  home.write(".aws/credentials", source_keys);
  home.write(".aws/config",
             "[profile outer]\nrole_arn = arn:aws:iam::1:role/outer\nsource_profile = inner\n"
             "[profile inner]\nrole_arn = arn:aws:iam::1:role/inner\nsource_profile = source\n"
             "[profile own]\nrole_arn = arn:aws:iam::1:role/own\nsource_profile = own\n"
             "aws_access_key_id = AKIDSOURCE\naws_secret_access_key = sourceSecret/with+signs=\n");
  CHECK(find(with_sts(), "outer")->access_key_id == "ASIAouter");
  const Json requests = aws.take_requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[1]["headers"]["x-amz-security-token"] == "tokeninner");
  CHECK(find(with_sts(), "own")->access_key_id == "ASIAown");
}

TEST_CASE_FIXTURE(RemoteFixture, "a role is assumed with what the environment, the container or the instance gives") {
  const std::string role = "role_arn = arn:aws:iam::1:role/worker\ncredential_source = ";
  home.write(".aws/config", "[profile a]\n" + role + "Environment\n[profile b]\n" + role +
                                "EcsContainer\n[profile c]\n" + role + "Ec2InstanceMetadata\n");
  CHECK(
      find(with_sts({{"AWS_ACCESS_KEY_ID", "AKIDSOURCE"}, {"AWS_SECRET_ACCESS_KEY", "sourceSecret/with+signs="}}), "a")
          ->access_key_id == "ASIAworker");
  CHECK(find(with_sts(with_container()), "b")->access_key_id == "ASIAworker");
  CHECK(find(with_sts(with_instance()), "c")->access_key_id == "ASIAworker");
}

TEST_CASE_FIXTURE(RemoteFixture, "a web identity is exchanged without a signature") {
  home.write("token", "web/identity+token==\n");
  const Variables pod = with_sts({{"AWS_WEB_IDENTITY_TOKEN_FILE", home.path("token")},
                                  {"AWS_ROLE_ARN", "arn:aws:iam::1:role/pod"},
                                  {"AWS_ROLE_SESSION_NAME", "pod-1"}});
  CHECK(find(pod)->access_key_id == "ASIApod");
  CHECK(aws.take_requests()[0]["form"]["RoleSessionName"] == "pod-1");

  home.write(".aws/config", "[profile web]\nrole_arn = arn:aws:iam::1:role/file\nweb_identity_token_file = " +
                                home.path("token") + "\n");
  CHECK(find(with_sts(), "web")->access_key_id == "ASIAfile");
  home.write("token", "another");
  const auto failure = failure_of(pod);
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::access);
  CHECK(contains(failure->message, "403 InvalidIdentityToken"));
  CHECK(contains(failure->message, "arn:aws:iam::1:role/pod"));
  CHECK_FALSE(contains(failure->message, "secret words"));
}

TEST_CASE_FIXTURE(RemoteFixture, "an STS that refuses, fails or is away is told apart") {
  home.write(".aws/credentials", "[source]\naws_access_key_id = AKIDSOURCE\naws_secret_access_key = wrongcanary\n");
  home.write(".aws/config", "[profile x]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = source\n");
  const auto refused = failure_of(with_sts(), "x");
  REQUIRE(refused);
  CHECK(refused->kind == ErrorKind::access);
  CHECK(contains(refused->message,
                 "cannot assume the role arn:aws:iam::1:role/x of profile x: 403 "
                 "SignatureDoesNotMatch from 127.0.0.1"));
  CHECK_FALSE(contains(refused->message, "canary"));
  aws.set({{"status", {{"/", 503}}}});
  static_cast<void>(aws.take_requests());
  CHECK(failure_of(with_sts(), "x")->kind == ErrorKind::temporary);
  CHECK(aws.take_requests().size() == 3);
  aws.set({{"status", {{"/", 200}}}, {"body", {{"/", "<html>a proxy</html>"}}}});
  CHECK(failure_of(with_sts(), "x")->kind == ErrorKind::temporary);
  CHECK(failure_of({{"AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9"}}, "x")->kind == ErrorKind::temporary);
  CHECK(contains(failure_of({{"AWS_ENDPOINT_URL_STS", "nowhere"}}, "x")->message, "AWS_ENDPOINT_URL_STS: nowhere"));
}

TEST_CASE_FIXTURE(RemoteFixture, "a container's service is asked with its token, from the file first") {
  CHECK(find(with_container())->access_key_id == "ASIAcontainer");
  aws.set({{"container_token", "Bearer abc"}});
  CHECK(failure_of(with_container())->kind == ErrorKind::access);
  Variables with_token = with_container();
  with_token["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "Bearer abc";
  CHECK(find(with_token)->access_key_id == "ASIAcontainer");
  with_token["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "canary\r\nX: y";
  const auto broken = failure_of(with_token);
  REQUIRE(broken);
  CHECK(broken->kind == ErrorKind::configuration);
  CHECK_FALSE(contains(broken->message, "canary"));
  home.write("token", "Bearer abc");
  with_token["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = home.path("token");
  CHECK(find(with_token)->access_key_id == "ASIAcontainer");
  home.write("token", "canary\nX: y");
  CHECK(failure_of(with_token)->kind == ErrorKind::configuration);
  with_token["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = home.path("missing");
  CHECK(contains(failure_of(with_token)->message, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"));
  aws.set({{"status", {{"/container", 500}}}});
  CHECK(failure_of(with_container())->kind == ErrorKind::temporary);
}

TEST_CASE("container credentials come over https, or from this machine and AWS's own addresses") {
  for (const char* const url :
       {"https://anywhere.example.org/x", "http://localhost/x", "http://LOCALHOST:80/x", "http://127.0.0.1:99/x?y=z",
        "http://127.9.9.9", "http://[::1]:80/x", "http://169.254.170.2/x", "http://169.254.170.23/v1/credentials",
        "http://[fd00:ec2::23]/v1/credentials"}) {
    CAPTURE(url);
    CHECK(is_allowed_credential_url(url));
  }
  for (const char* const url :
       {"http://example.org/x", "http://127.0.0.1.example.org/x", "http://127.evil.org/x",
        "http://127.0.0.1@evil.org/x", "http://evil.org\\@127.0.0.1/x", "http://localhost.evil.org/x",
        "http://169.254.170.20/x", "ftp://localhost/x", "localhost/x", "http://", "https://a@b/x",
        "http://localhost/\r\nX: y", "http://[fd00:ec2::23].evil.org/"}) {
    CAPTURE(url);
    CHECK_FALSE(is_allowed_credential_url(url));
  }
}

TEST_CASE_FIXTURE(RemoteFixture, "a container address that is not allowed is a configuration error") {
  CHECK(failure_of({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.org/x"}})->kind == ErrorKind::configuration);
  CHECK(failure_of({{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@evil.org/x"}})->kind == ErrorKind::configuration);
}

TEST_CASE_FIXTURE(RemoteFixture, "the sign-in that aws sso login left is exchanged for the role's credentials") {
  home.write(".aws/config",
             "[profile new]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = ReadOnly\n"
             "[profile old]\nsso_start_url = https://work\nsso_region = eu-west-1\nsso_account_id = 123456789012\n"
             "sso_role_name = worker\n"
             "[profile poor]\nsso_session = work\n"
             "[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://work\n");
  const Variables portal{{"AWS_ENDPOINT_URL_SSO", aws.url()}};
  const auto failure_with = [&](const std::string& token) {
    home.write(".aws/sso/cache/abc.json", token);
    return failure_of(portal, "new");
  };
  CHECK(contains(failure_of(portal, "new")->message, "nobody has signed in"));
  CHECK(contains(failure_of(portal, "new")->message, "Run: aws sso login --profile new"));
  CHECK(contains(failure_of(portal, "poor")->message, "sso_account_id is missing"));
  home.write(".aws/sso/cache/other.json",
             R"({"startUrl": "https://other", "accessToken": "x", "expiresAt": "2999-01-01T00:00:00Z"})");
  home.write(".aws/sso/cache/botocore-client-id.json", R"({"clientId": "x", "expiresAt": "2999-01-01T00:00:00Z"})");
  home.write(".aws/sso/cache/damaged.json", "{");
  CHECK(contains(failure_of(portal, "new")->message, "nobody has signed in"));
  CHECK(contains(
      failure_with(R"({"startUrl": "https://work", "accessToken": "canary", "expiresAt": "2020-01-01T00:00:00Z"})")
          ->message,
      "its sign-in has ended"));
  const auto revoked =
      failure_with(R"({"startUrl": "https://work", "accessToken": "canary", "expiresAt": "2999-01-01T00:00:00Z"})");
  CHECK(revoked->kind == ErrorKind::access);
  CHECK(contains(revoked->message, "not valid any more"));
  CHECK_FALSE(contains(revoked->message, "canary"));
  home.write(".aws/sso/cache/def.json",
             R"({"startUrl": "https://work", "accessToken": "signInToken", "expiresAt": "2999-01-02T00:00:00UTC"})");
  CHECK(contains(failure_of(portal, "new")->message, "not valid any more"));
  home.write(".aws/sso/cache/def.json",
             R"({"startUrl": "https://work", "accessToken": "signInToken", "expiresAt": "2999-01-02T00:00:00Z"})");
  const SharedCredentials found = find(portal, "new");
  CHECK(found->access_key_id == "ASIAReadOnly");
  CHECK(found->expires_at == parse_rfc3339("2999-01-01T00:00:00Z"));
  CHECK(find(portal, "old")->access_key_id == "ASIAworker");
  aws.set({{"status", {{"/federation/credentials?account_id=123456789012&role_name=worker", 503}}}});
  CHECK(failure_of(portal, "old")->kind == ErrorKind::temporary);
}

TEST_CASE_FIXTURE(RemoteFixture, "nobody is asked when something before it has credentials") {
  Variables all = with_sts(with_instance());
  all.merge(with_container());
  all.insert({{"AWS_ACCESS_KEY_ID", "AKID"}, {"AWS_SECRET_ACCESS_KEY", "s"}});
  CHECK(find(all)->access_key_id == "AKID");
  CHECK(aws.take_requests().empty());
}

TEST_CASE_FIXTURE(RemoteFixture,
                  "temporary credentials are fetched again before they end, and after they were refused") {
  Timestamp now = system_now();
  aws.set({{"expiration", format_rfc3339(now + std::chrono::hours(1))}});
  const auto provider = make_credentials_provider(
      {.environment = home.environment(with_container()), .clock = [&] { return now; }}, "s3://bucket");
  CHECK(aws.take_requests().empty());  // not before it is needed
  const SharedCredentials first = provider->current();
  now += std::chrono::minutes(30);
  CHECK(provider->current() == first);
  CHECK(aws.take_requests().size() == 1);
  now += std::chrono::minutes(16);
  aws.set({{"expiration", format_rfc3339(now + std::chrono::hours(1))}});
  const SharedCredentials second = provider->current();
  CHECK(second != first);
  CHECK(second->expires_at > first->expires_at);
  CHECK(provider->renew(first) == second);
  CHECK(aws.take_requests().size() == 1);
}

}  // namespace
}  // namespace docexport
