#include "docexport/app/object_options.hpp"

#include "app_fixture.hpp"

namespace docexport::test {

namespace {

using Variables = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("object options come back from an export's options as they were") {
  ObjectOptions options{.storage_class = "STANDARD_IA", .server_side_encryption = "aws:kms", .kms_key_id = "key"};
  options.acl = "private";
  options.cache_control = "no-store";
  options.tags = {{"team", "billing"}, {"empty", ""}};
  const std::string json = write_object_options(R"({"view":"auto"})", options);
  const ObjectOptions read = parse_object_options(json);
  CHECK(read.storage_class == options.storage_class);
  CHECK(read.server_side_encryption == options.server_side_encryption);
  CHECK(read.kms_key_id == options.kms_key_id);
  CHECK(read.acl == options.acl);
  CHECK(read.cache_control == options.cache_control);
  CHECK(read.tags == options.tags);
  CHECK(json.find(R"("view":"auto")") != std::string::npos);
  CHECK(write_object_options(R"({"view":"auto"})", {}) == R"({"view":"auto"})");
  CHECK(kind_of_error([] { parse_object_options(R"({"object":{"acl":3}})"); }) == ErrorKind::integrity);
}

TEST_CASE("an override takes the place of the one option that it gives") {
  const ObjectOptions merged = merge_object_options({.storage_class = "A", .acl = "private"}, {.acl = "public-read"});
  CHECK(merged.storage_class == "A");
  CHECK(merged.acl == "public-read");
}

TEST_CASE("tags and values that no server takes are refused") {
  CHECK(parse_object_tag("a=b=c") == std::pair<std::string, std::string>("a", "b=c"));
  CHECK(kind_of_error([] { parse_object_tag("=b"); }) == ErrorKind::usage);
  CHECK(kind_of_error([] { check_object_options({.cache_control = "a\r\nx: y"}); }) == ErrorKind::usage);
  CHECK(kind_of_error([] { check_object_options({.kms_key_id = "k"}); }) == ErrorKind::usage);
  const Environment environment(Variables{{"DOCEXPORT_TAGS", "a=1,b"}});
  CHECK(kind_of_error([&] { object_options_from(environment); }) == ErrorKind::configuration);
  CHECK(object_options_from(Environment(Variables{{"DOCEXPORT_TAGS", "a=1,b="}})).tags.size() == 2);
}

}  // namespace docexport::test
