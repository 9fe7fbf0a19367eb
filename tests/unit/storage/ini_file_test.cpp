#include "storage/ini_file.hpp"

#include <doctest/doctest.h>

#include "stored_text.hpp"

namespace docexport {
namespace {

using test::contains;

std::string value_of(const std::vector<IniSection>& sections, const std::string& section, const std::string& name) {
  for (const IniSection& each : sections) {
    if (each.name == section && each.entries.contains(name)) {
      return std::string(each.entries.at(name).value.text.reveal());
    }
  }
  return "(absent)";
}

TEST_CASE("sections, names and values are read as AWS's tools read them") {
  const auto sections = parse_ini(
      "\xef\xbb\xbf# a comment\r\n"
      "[default]\r\n"
      "Region = eu-west-1\r\n"
      "aws_secret_access_key=a=b+c/d==   \r\n"
      "; another\r\n"
      "output: json\r\n"
      "empty =\r\n"
      "not_a_comment = a # b ; c\r\n"
      "\r\n"
      "[profile x] # what stands behind it does not count\n"
      "  region = us-east-2\n"
      "last = 1",
      "config");
  REQUIRE(sections.size() == 2);
  CHECK(sections[1].name == "profile x");
  CHECK(value_of(sections, "default", "region") == "eu-west-1");
  CHECK(value_of(sections, "default", "aws_secret_access_key") == "a=b+c/d==");
  CHECK(value_of(sections, "default", "output") == "json");
  CHECK(value_of(sections, "default", "empty").empty());
  CHECK(value_of(sections, "default", "not_a_comment") == "a # b ; c");
  CHECK(value_of(sections, "profile x", "region") == "us-east-2");
  CHECK(value_of(sections, "profile x", "last") == "1");
  CHECK(sections[1].entries.at("last").value.line == 12);
}

TEST_CASE("deeper lines belong to the entry above them") {
  const auto sections = parse_ini(
      "[default]\n"
      "s3 =\n"
      "    addressing_style = path\n"
      "# between\n"
      "\n"
      "\tmultipart_threshold=64MB\n"
      "region = eu-west-1\n"
      "long = one\n"
      "  two = 2\n",
      "config");
  const IniEntry& s3 = sections.at(0).entries.at("s3");
  CHECK(s3.nested.at("addressing_style").text.reveal() == "path");
  CHECK(s3.nested.at("multipart_threshold").text.reveal() == "64MB");
  CHECK(s3.nested.at("multipart_threshold").line == 6);
  CHECK(value_of(sections, "default", "region") == "eu-west-1");
  CHECK(value_of(sections, "default", "long") == "one\ntwo = 2");
  CHECK(sections.at(0).entries.at("long").nested.empty());
}

TEST_CASE("a damaged file is refused with its line and nothing of what stands there") {
  struct Row {
    std::string text;
    const char* place;
  };
  for (const Row& row : {Row{"[default]\nx = 1\ncanary\n", "file:3: "}, Row{"canary = 1\n", "file:1: "},
                         Row{"[default\ncanary = 1\n", "file:1: "}, Row{"[]\ncanary = 1\n", "file:1: "},
                         Row{"[a]\nx = canary\n[a]\n", "file:3: "}, Row{"[a]\nx = 1\nX = canary\n", "file:3: "},
                         Row{"[a]\ns3 =\n  canary\n", "file:3: "}, Row{"[a]\n= canary\n", "file:2: "},
                         Row{"[a]\nx = canary\xff\n", "file "}, Row{std::string("[a]\nx = canary\0\n", 16), "file "}}) {
    CAPTURE(row.text);
    const auto failure = test::failure_of([&] { parse_ini(row.text, "file"); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK(failure->message.starts_with(row.place));
    CHECK_FALSE(contains(failure->message, "canary"));
    CHECK_FALSE(contains(failure->message, "\n"));
  }
}

TEST_CASE("many sections do not take long") {
  std::string text;
  for (int each = 0; each < 100'000; ++each) {
    text += "[" + std::to_string(each) + "]\n";
  }
  CHECK(parse_ini(text, "file").size() == 100'000);
}

}  // namespace
}  // namespace docexport
