#include "app/bundle_members.hpp"

#include <doctest/doctest.h>

#include "app/member_names.hpp"
#include "app_fixture.hpp"

using namespace docexport;

TEST_CASE("a bundle remembers its documents, and why some could not be found") {
  const std::string kept = write_bundle_members(
      R"({"view":"auto"})",
      {{.id = "doc-1", .name = "a.md"},
       {.name = "b.md", .refusal = Failure{.kind = ErrorKind::not_found, .message = "no file b.md"}}});
  const std::vector<BundleMember> members = bundle_members(kept);
  REQUIRE(members.size() == 2);
  CHECK(members[0].id == "doc-1");
  CHECK(members[0].name == "a.md");
  CHECK_FALSE(members[0].refusal);
  CHECK(members[1].id.empty());
  CHECK(members[1].refusal.value().kind == ErrorKind::not_found);
  CHECK(members[1].refusal.value().message == "no file b.md");
  CHECK(options_of_members(kept) == R"({"view":"auto"})");
}

TEST_CASE("options without documents, or with others, are the catalog's damage") {
  for (const std::string options : {"{}", "", R"({"documents":[{"id":7}]})", R"({"documents":[{"id":"x"}]})"}) {
    CHECK(test::kind_of_error([&] { bundle_members(options); }) == ErrorKind::integrity);
  }
}

TEST_CASE("names in a bundle differ from each other on every system") {
  MemberNames names("manifest.json");
  CHECK(names.take("report.json", ".json") == "report.json");
  CHECK(names.take("Report.json", ".json") == "Report-2.json");
  CHECK(names.take("report.json", ".json") == "report-3.json");
  CHECK(names.take("manifest.json", ".json") == "manifest-2.json");
  CHECK(names.take("a.csv.gz", ".csv.gz") == "a.csv.gz");
  CHECK(names.take("a.csv.gz", ".csv.gz") == "a-2.csv.gz");
}

TEST_CASE("names in a bundle have no character that some system forbids, and are never too long") {
  MemberNames names("manifest.json");
  CHECK(names.take("what? <now>: \"a|b\".json", ".json") == "what_ _now__ _a_b_.json");
  CHECK(names.take("end. .json", ".json") == "end.json");
  CHECK(names.take(".json", ".json") == "document.json");
  std::string name;
  for (int count = 0; count < 150; ++count) {
    name += "ä";
  }
  const std::string first = names.take(name + ".json", ".json");
  const std::string second = names.take(name + ".json", ".json");
  CHECK(first != second);
  CHECK(second.size() <= 255);
  CHECK(second.ends_with("-2.json"));
}
