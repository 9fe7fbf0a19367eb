#include "docexport/app/identifiers.hpp"

#include "app_fixture.hpp"

namespace docexport::test {

TEST_CASE_FIXTURE(AppFixture,
                  "a unique prefix of four characters names an export, eight where something is destroyed") {
  const Export row = complete();
  CHECK(resolve_export(services(), row.id, PrefixRule::destructive).id == row.id);
  CHECK(resolve_export(services(), row.id.substr(0, 4), PrefixRule::ordinary).id == row.id);
  CHECK(resolve_export(services(), row.id.substr(0, 8), PrefixRule::destructive).id == row.id);
  CHECK(kind_of_error([&] { resolve_export(services(), row.id.substr(0, 3), PrefixRule::ordinary); }) ==
        ErrorKind::ambiguous);
  CHECK(kind_of_error([&] { resolve_export(services(), row.id.substr(0, 7), PrefixRule::destructive); }) ==
        ErrorKind::ambiguous);
}

TEST_CASE_FIXTURE(AppFixture, "an id that fits nothing is not found, also where there is no catalog") {
  CHECK(kind_of_error([&] { resolve_export(services(), "abcd", PrefixRule::ordinary); }) == ErrorKind::not_found);
  CHECK_FALSE(std::filesystem::exists(services().settings().database));
  complete();
  CHECK(kind_of_error([&] { resolve_export(services(), "zzzz", PrefixRule::ordinary); }) == ErrorKind::not_found);
}

TEST_CASE_FIXTURE(AppFixture, "a prefix of several documents is ambiguous and an exact id wins over a prefix") {
  add_document("report");
  add_document("report-2");
  add_document("report-3");
  CHECK(resolve_document(services(), "report").id == "report");
  CHECK(kind_of_error([&] { resolve_document(services(), "repo"); }) == ErrorKind::ambiguous);
  CHECK(resolve_document(services(), "report-2").id == "report-2");
}

}  // namespace docexport::test
