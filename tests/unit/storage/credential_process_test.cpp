#include "storage/credential_process.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "loopback_aws.hpp"
#include "storage/command_words.hpp"
#include "stored_text.hpp"

namespace docexport {
namespace {

using test::AwsHome;
using test::contains;

using Words = std::vector<std::string>;

const Environment environment({{"PATH", "/nowhere:/usr/bin:/bin"}, {"NAME", "AKIDOFENVIRONMENT"}});

AwsSetting command_of(const std::string& text) {
  return {.value = Secret(text), .origin = "credential_process (config:2)"};
}

/// A program that a person could have written.
std::string script(const AwsHome& home, const std::string& lines) {
  home.write("a script", "#!/bin/sh\n" + lines + "\n");
  ::chmod(home.path("a script").c_str(), 0700);
  return "'" + home.path("a script") + "'";
}

std::optional<test::Failure> failure_of(const std::string& command) {
  return test::failure_of([&] { run_credential_process(command_of(command), environment); });
}

TEST_CASE("a command is split as a shell would, and nothing in it is expanded") {
  CHECK(split_command("  a  b\tc ") == Words{"a", "b", "c"});
  CHECK(split_command(R"(a 'b "c' "d 'e" f\ g)") == Words{"a", "b \"c", "d 'e", "f g"});
  CHECK(split_command(R"(a"b"'c' "" "x\"y\\z\w")") == Words{"abc", "", R"(x"y\z\w)"});
  CHECK(split_command("a $HOME * `b` > c ; d # e") == Words{"a", "$HOME", "*", "`b`", ">", "c", ";", "d", "#", "e"});
  CHECK(split_command("") == Words{});
  for (const char* const text : {"a 'b", "a \"b", "a \\", "a \"b\\"}) {
    CHECK_FALSE(split_command(text));
  }
}

TEST_CASE("a program's credentials are taken with their end, and it gets arguments and environment") {
  const AwsHome home;
  const Credentials credentials = run_credential_process(
      command_of(script(home, R"(echo "{\"Version\": 1, \"AccessKeyId\": \"$NAME\", \"SecretAccessKey\": \"$1\",)"
                              R"( \"SessionToken\": \"token\", \"Expiration\": \"2999-01-01T00:00:00+00:00\"}")") +
                 " 'a/secret;x'"),
      environment);
  CHECK(credentials.access_key_id == "AKIDOFENVIRONMENT");
  CHECK(credentials.secret_access_key.reveal() == "a/secret;x");
  CHECK(credentials.session_token.reveal() == "token");
  CHECK(credentials.expires_at == parse_rfc3339("2999-01-01T00:00:00Z"));
}

TEST_CASE("a program is found in PATH") {
  const AwsHome home;
  home.write("answer", R"({"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "s"})");
  CHECK(run_credential_process(command_of("cat '" + home.path("answer") + "'"), environment).access_key_id == "AKID");
}

TEST_CASE("an answer that is none is refused, and shown nowhere") {
  struct Row {
    const char* answer;
    const char* message;
  };
  const AwsHome home;
  for (const Row& row :
       {Row{"canary", "not a JSON object"}, Row{"", "not a JSON object"}, Row{"[\"canary\"]", "not a JSON object"},
        Row{R"({"AccessKeyId": "canary", "SecretAccessKey": "s"})", "\"Version\": 1"},
        Row{R"({"Version": 2, "AccessKeyId": "canary", "SecretAccessKey": "s"})", "\"Version\": 1"},
        Row{R"({"Version": "1", "AccessKeyId": "canary", "SecretAccessKey": "s"})", "\"Version\": 1"},
        Row{R"({"Version": 1, "AccessKeyId": "canary"})", "lacks"},
        Row{R"({"Version": 1, "AccessKeyId": "canary", "SecretAccessKey": 7})", "lacks"},
        Row{R"({"Version": 1, "AccessKeyId": "canary", "SecretAccessKey": "a\nb"})", "SecretAccessKey holds"},
        Row{R"({"Version": 1, "AccessKeyId": "canary", "SecretAccessKey": "s", "Expiration": "soon"})",
            "Expiration"}}) {
    CAPTURE(row.answer);
    home.write("answer", row.answer);
    const auto failure = failure_of("cat '" + home.path("answer") + "'");
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::access);
    CHECK(contains(failure->message, "credential_process (config:2)"));
    CHECK(contains(failure->message, row.message));
    CHECK_FALSE(contains(failure->message, "canary"));
  }
}

TEST_CASE("a program that fails is named, but not what it wrote") {
  const AwsHome home;
  const auto failed = failure_of(script(home, "echo canary; echo canary >&2; exit 3") + " canary");
  REQUIRE(failed);
  CHECK(failed->kind == ErrorKind::access);
  CHECK(contains(failed->message, "ended with status 3"));
  CHECK_FALSE(contains(failed->message, "canary"));
  CHECK(contains(failure_of(script(home, "kill -9 $$"))->message, "signal 9"));
  CHECK(contains(failure_of(script(home, "yes canary"))->message, "more than 64 KiB"));
  const auto missing = failure_of("/nowhere/tool canary");
  REQUIRE(missing);
  CHECK(missing->kind == ErrorKind::access);
  CHECK(contains(missing->message, "/nowhere/tool"));
  CHECK_FALSE(contains(missing->message, "canary"));
  const auto unclosed = failure_of("tool 'canary");
  REQUIRE(unclosed);
  CHECK(unclosed->kind == ErrorKind::configuration);
  CHECK_FALSE(contains(unclosed->message, "canary"));
}

}  // namespace
}  // namespace docexport
