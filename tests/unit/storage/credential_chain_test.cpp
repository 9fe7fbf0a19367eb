#include "storage/credential_chain.hpp"

#include <doctest/doctest.h>

#include "loopback_aws.hpp"
#include "stored_text.hpp"

namespace docexport {
namespace {

using test::AwsHome;
using test::contains;
using test::Variables;

SharedCredentials find(const AwsHome& home, Variables variables = {}, const std::string& profile = "") {
  return make_credentials_provider({.profile = profile, .environment = home.environment(std::move(variables))},
                                   "s3://bucket")
      ->current();
}

std::string key_of(const AwsHome& home, Variables variables = {}, const std::string& profile = "") {
  return find(home, std::move(variables), profile)->access_key_id;
}

std::optional<test::Failure> failure_of(const AwsHome& home, Variables variables = {},
                                        const std::string& profile = "") {
  return test::failure_of([&] { find(home, std::move(variables), profile); });
}

const Variables environment_keys{{"AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"}, {"AWS_SECRET_ACCESS_KEY", "canary"}};

std::string keys_of(const std::string& name) {
  return "aws_access_key_id = AKID" + name + "\naws_secret_access_key = canary" + name + "\n";
}

TEST_CASE("the environment comes first, unless a profile is asked for") {
  const AwsHome home;
  home.write(".aws/credentials",
             "[default]\n" + keys_of("DEFAULT") + "[other]\n" + keys_of("OTHER") + "aws_session_token = token\n");
  CHECK(key_of(home, environment_keys) == "AKIDENVIRONMENT");
  CHECK(key_of(home) == "AKIDDEFAULT");
  CHECK(key_of(home, environment_keys, "other") == "AKIDOTHER");
  CHECK(key_of(home, {{"AWS_PROFILE", "other"}}) == "AKIDOTHER");
  Variables both = environment_keys;
  both["AWS_PROFILE"] = "other";
  CHECK(key_of(home, both) == "AKIDENVIRONMENT");
  const SharedCredentials other = find(home, {}, "other");
  CHECK(other->secret_access_key.reveal() == "canaryOTHER");
  CHECK(other->session_token.reveal() == "token");
  CHECK(contains(other->source, home.path(".aws/credentials")));
}

TEST_CASE("the credentials file comes before the config file") {
  const AwsHome home;
  home.write(".aws/config", "[default]\n" + keys_of("CONFIG") + "[profile x]\n" + keys_of("X"));
  CHECK(key_of(home) == "AKIDCONFIG");
  CHECK(key_of(home, {}, "x") == "AKIDX");
  home.write("shared", "[default]\n" + keys_of("SHARED"));
  CHECK(key_of(home, {{"AWS_SHARED_CREDENTIALS_FILE", home.path("shared")}}) == "AKIDSHARED");
}

TEST_CASE("a program comes between the two files") {
  const AwsHome home;
  home.write("answer", R"({"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "canary"})");
  home.write(".aws/config",
             "[default]\n" + keys_of("CONFIG") + "credential_process = cat \"" + home.path("answer") + "\"\n");
  CHECK(key_of(home, {{"PATH", "/usr/bin:/bin"}}) == "AKIDPROCESS");
  home.write(".aws/credentials", "[default]\n" + keys_of("SHARED"));
  CHECK(key_of(home) == "AKIDSHARED");
}

TEST_CASE("where there is nothing, each source says why, in one line with the next step") {
  const AwsHome home;
  home.write(".aws/config", "[default]\nregion = eu-west-1\n");
  const auto failure = failure_of(home);
  REQUIRE(failure);
  CHECK(failure->kind == ErrorKind::access);
  CHECK(failure->message ==
        "no credentials for s3://bucket: environment: AWS_ACCESS_KEY_ID is not set; profile default: no keys in " +
            home.path(".aws/credentials") + " (missing) or " + home.path(".aws/config") +
            "; container: AWS_CONTAINER_CREDENTIALS_FULL_URI is not set; instance: AWS_EC2_METADATA_DISABLED is true. "
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of the AWS configuration.");
  const auto homeless = test::failure_of([] {
    make_credentials_provider({.environment = Environment(Variables{{"AWS_EC2_METADATA_DISABLED", "true"}})},
                              "s3://bucket");
  });
  REQUIRE(homeless);
  CHECK(contains(homeless->message, "~/.aws/credentials (HOME is not set)"));
}

TEST_CASE("what is missing is said when the store is opened, if nobody has to be asked for it") {
  const AwsHome home;
  const auto open = [&](Variables variables) {
    return test::kind_of([&] {
      open_store(parse_store_location("s3://bucket"), {.environment = home.environment(std::move(variables))});
    });
  };
  CHECK(open({}) == ErrorKind::access);
  CHECK(open({{"AWS_ACCESS_KEY_ID", "AKID"}}) == ErrorKind::access);
  CHECK_FALSE(open(environment_keys));
  // These would be asked at the first request.
  CHECK_FALSE(open({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/"}}));
  CHECK_FALSE(open({{"AWS_EC2_METADATA_DISABLED", "false"}}));
  for (const char* const line : {"credential_process = /nowhere", "sso_session = work", "sso_start_url = https://x"}) {
    home.write(".aws/config", std::string("[default]\n") + line + "\n");
    CHECK_FALSE(open({}));
  }
}

TEST_CASE("credentials that are not whole, or hold a line end, are refused without being shown") {
  struct Row {
    const char* credentials;
    ErrorKind kind;
    const char* message;
  };
  const AwsHome home;
  for (const Row& row : {Row{"aws_access_key_id = AKID", ErrorKind::access, "set aws_secret_access_key"},
                         Row{"aws_secret_access_key = canary", ErrorKind::access, "set aws_access_key_id"},
                         Row{"aws_access_key_id = AKID\naws_secret_access_key = canary # mine",
                             ErrorKind::configuration, "aws_secret_access_key ("},
                         Row{"aws_access_key_id = AKID\naws_secret_access_key = canary\n  canary",
                             ErrorKind::configuration, "aws_secret_access_key ("}}) {
    CAPTURE(row.credentials);
    home.write(".aws/credentials", std::string("[default]\n") + row.credentials + "\n");
    const auto failure = failure_of(home);
    REQUIRE(failure);
    CHECK(failure->kind == row.kind);
    CHECK(contains(failure->message, row.message));
    CHECK(contains(failure->message, home.path(".aws/credentials")));
    CHECK_FALSE(contains(failure->message, "canary"));
  }
}

TEST_CASE("keys that were changed in the file are read after the old ones were refused") {
  const AwsHome home;
  home.write(".aws/credentials", "[default]\n" + keys_of("OLD"));
  const auto provider = make_credentials_provider({.environment = home.environment()}, "s3://bucket");
  const SharedCredentials old = provider->current();
  CHECK(provider->renew(old) == old);
  home.write(".aws/credentials", "[default]\n" + keys_of("NEW"));
  CHECK(provider->current() == old);
  CHECK(provider->renew(old)->access_key_id == "AKIDNEW");
  CHECK(provider->current()->access_key_id == "AKIDNEW");
}

TEST_CASE("a file that may not be read is none, and said so") {
  const AwsHome home;
  std::filesystem::create_directories(home.path(".aws/config"));
  CHECK(key_of(home, environment_keys) == "AKIDENVIRONMENT");
  CHECK(contains(failure_of(home)->message, ".aws/config (not readable)"));
}

TEST_CASE("sign-in that only AWS's own tools can make is told its way out") {
  const AwsHome home;
  home.write(".aws/config", "[profile login]\nlogin_session = x\n[profile source]\n" + keys_of("SOURCE") +
                                "[profile mfa]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = source\n"
                                "mfa_serial = arn:aws:iam::1:mfa/ann\n");
  for (const std::string profile : {"login", "mfa"}) {
    const auto failure = failure_of(home, {}, profile);
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK(contains(failure->message,
                   "credential_process = aws configure export-credentials --format process --profile " + profile));
  }
}

TEST_CASE("profiles in a circle, and ones that lack something, are named") {
  struct Row {
    const char* profile;
    const char* message;
  };
  const AwsHome home;
  const std::string role = "role_arn = arn:aws:iam::1:role/r\n";
  home.write(".aws/config", "[profile a]\n" + role + "source_profile = b\n[profile b]\n" + role +
                                "source_profile = a\n[profile own]\n" + role +
                                "source_profile = own\n[profile lone]\n" + role + "[profile both]\n" + role +
                                "source_profile = a\ncredential_source = Environment\n[profile lost]\n" + role +
                                "source_profile = nobody\n[profile odd]\n" + role +
                                "credential_source = Moon\n[profile bare]\n[profile poor]\n" + role +
                                "source_profile = bare\n[profile env]\n" + role +
                                "credential_source = Environment\n[profile web]\nweb_identity_token_file = /x\n"
                                "[profile webfile]\nweb_identity_token_file = /nowhere/token\n" +
                                role);
  for (const Row& row :
       {Row{"a", "profile b: its source_profile a leads back"}, Row{"own", "profile own: its source_profile own"},
        Row{"lone", "needs source_profile or credential_source"}, Row{"both", "both source_profile and"},
        Row{"lost", "its source_profile nobody does not exist; profiles: a, b, bare"},
        Row{"odd", "environment, ec2instancemetadata, ecscontainer"},
        Row{"poor", "its source_profile bare has no credentials"}, Row{"env", "AWS_ACCESS_KEY_ID is not set"},
        Row{"web", "Set AWS_ROLE_ARN or role_arn"}, Row{"webfile", "/nowhere/token"}}) {
    CAPTURE(row.profile);
    const auto failure = failure_of(home, {}, row.profile);
    REQUIRE(failure);
    CHECK((failure->kind == ErrorKind::configuration || failure->kind == ErrorKind::access));
    CHECK(contains(failure->message, row.message));
  }
}

}  // namespace
}  // namespace docexport
