#include "docexport/app/settings.hpp"

#include "app_fixture.hpp"
#include "docexport/app/exporting.hpp"

namespace docexport::test {

namespace {

using Variables = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("a flag wins over the environment, and that over the default") {
  const Environment environment(
      Variables{{"HOME", "/home/ann"}, {"DOCEXPORT_DB", "/env/a.db"}, {"DOCEXPORT_STORE", "s3://bucket/env"}});
  const Settings from_flags = resolve_settings({.database = "/flag/a.db", .store = "file:///flag"}, environment);
  CHECK(from_flags.database == "/flag/a.db");
  CHECK(from_flags.store == "file:///flag");
  const Settings from_environment = resolve_settings({}, environment);
  CHECK(from_environment.database == "/env/a.db");
  CHECK(from_environment.store == "s3://bucket/env");
  const Settings defaults = resolve_settings({}, Environment(Variables{{"HOME", "/home/ann"}}));
  CHECK(defaults.database == "/home/ann/.local/share/docexport/exports.db");
  CHECK(defaults.store == "file:///home/ann/.local/share/docexport/objects");
}

TEST_CASE("what S3 is told comes from flags, then from the environment") {
  const Environment environment(Variables{{"HOME", "/h"},
                                          {"DOCEXPORT_PROFILE", "env"},
                                          {"DOCEXPORT_REGION", "env-1"},
                                          {"DOCEXPORT_CHECKSUM", "md5"},
                                          {"DOCEXPORT_TIMEOUT", "90s"}});
  const Settings settings = resolve_settings({.profile = "flag", .checksum = "crc32"}, environment);
  CHECK(settings.profile == "flag");
  CHECK(settings.region == "env-1");
  CHECK(settings.transfer.checksum == ChecksumChoice::crc32);
  CHECK(settings.transfer.total_timeout == std::chrono::seconds(90));
  CHECK(kind_of_error([&] { resolve_settings({.checksum = "crc"}, environment); }) == ErrorKind::configuration);
  for (const char* timeout : {"5", "1mo", "0s", "soon"}) {
    CAPTURE(timeout);
    CHECK(kind_of_error([&] { resolve_settings({.timeout = timeout}, environment); }) == ErrorKind::configuration);
  }
}

TEST_CASE("an absolute XDG_DATA_HOME is used and a relative one is not") {
  CHECK(resolve_settings({}, Environment(Variables{{"HOME", "/h"}, {"XDG_DATA_HOME", "/data"}})).database ==
        "/data/docexport/exports.db");
  CHECK(resolve_settings({}, Environment(Variables{{"HOME", "/h"}, {"XDG_DATA_HOME", "data"}})).database ==
        "/h/.local/share/docexport/exports.db");
}

TEST_CASE("an empty environment still has a home and a user") {
  const Settings settings = resolve_settings({}, Environment());
  CHECK(settings.database.is_absolute());
  CHECK_FALSE(settings.actor.empty());
}

TEST_CASE("an expiry is a duration, a date or never") {
  const Timestamp now = parse_rfc3339("2026-01-31T00:00:00Z").value();
  CHECK(expiry_from(parse_expiry("1mo"), now) == parse_rfc3339("2026-02-28"));
  CHECK(expiry_from(parse_expiry("2027-01-01"), now) == parse_rfc3339("2027-01-01"));
  CHECK_FALSE(expiry_from(parse_expiry("never"), now));
  for (const char* text : {"30", "30x", "", "-1d", "2027-02-30", "Never"}) {
    CAPTURE(text);
    CHECK(kind_of_error([&] { parse_expiry(text); }) == ErrorKind::usage);
  }
}

}  // namespace docexport::test
