#include "storage/s3_refusal.hpp"

#include <doctest/doctest.h>

namespace docexport {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

const Timestamp now = parse_rfc3339("2024-01-15T10:30:00Z").value();
constexpr const char* near_date = "Mon, 15 Jan 2024 10:33:00 GMT";
constexpr const char* far_date = "Mon, 15 Jan 2024 11:30:00 GMT";

HttpResponse refusal(int status, const std::string& code, std::map<std::string, std::string> headers = {},
                     const std::string& more = "") {
  return {.status = status,
          .headers = std::move(headers),
          .body = code.empty() ? "" : "<Error><Code>" + code + "</Code>" + more + "</Error>"};
}

TEST_CASE("the clock is corrected where the server says so, or refuses and its time is far from ours") {
  CHECK(clock_correction(refusal(403, "RequestTimeTooSkewed", {{"date", far_date}}), now) == minutes(60));
  CHECK(clock_correction(refusal(403, "RequestTimeTooSkewed", {{"date", near_date}}), now) == minutes(3));
  CHECK(clock_correction(refusal(403, "RequestTimeTooSkewed", {}, "<ServerTime>2024-01-15T10:10:00Z</ServerTime>"),
                         now) == minutes(-20));
  CHECK(clock_correction(refusal(403, "AccessDenied", {{"date", far_date}}), now) == minutes(60));
  CHECK(clock_correction(refusal(403, "", {{"date", far_date}}), now) == minutes(60));
  CHECK_FALSE(clock_correction(refusal(403, "RequestTimeTooSkewed"), now));
  CHECK_FALSE(clock_correction(refusal(403, "RequestTimeTooSkewed", {{"date", "yesterday"}}), now));
  CHECK_FALSE(clock_correction(refusal(403, "AccessDenied", {{"date", near_date}}), now));
  CHECK_FALSE(clock_correction(refusal(503, "SlowDown", {{"date", far_date}}), now));
  CHECK_FALSE(clock_correction(refusal(404, "NoSuchKey", {{"date", far_date}}), now));
}

TEST_CASE("credentials have expired where the server says so, or where it cannot and they are temporary") {
  const Credentials lasting{.access_key_id = "A"};
  const Credentials temporary{.access_key_id = "A", .session_token = Secret("token")};
  const Credentials ended{.access_key_id = "A", .session_token = Secret("token"), .expires_at = now};
  for (const char* const code : {"ExpiredToken", "TokenRefreshRequired", "ExpiredTokenException"}) {
    CHECK(says_credentials_expired(refusal(400, code), "PUT", lasting, now));
    CHECK(says_credentials_expired(refusal(403, code), "GET", temporary, now));
  }
  CHECK(says_credentials_expired(refusal(400, ""), "HEAD", temporary, now));
  CHECK(says_credentials_expired(refusal(403, "AccessDenied"), "PUT", ended, now));
  CHECK_FALSE(says_credentials_expired(refusal(400, ""), "HEAD", lasting, now));
  CHECK_FALSE(says_credentials_expired(refusal(403, ""), "HEAD", temporary, now));
  CHECK_FALSE(says_credentials_expired(refusal(403, "AccessDenied"), "PUT", temporary, now));
  CHECK_FALSE(says_credentials_expired(refusal(403, "AccessDenied"), "PUT", ended, now - minutes(1)));
  CHECK_FALSE(says_credentials_expired(refusal(400, "InvalidRequest"), "PUT", temporary, now));
}

TEST_CASE("the bucket's region is looked for where the answer is about it") {
  const std::string region = "<Region>eu-west-3</Region>";
  const std::map<std::string, std::string> header{{"x-amz-bucket-region", "eu-west-3"}};
  for (const int status : {301, 302, 307, 308}) {
    CHECK(region_hint(refusal(status, "", header), "HEAD") == RegionHint::told);
    CHECK(region_hint(refusal(status, "", {{"location", "http://evil"}}), "GET") == RegionHint::somewhere_else);
  }
  CHECK(region_hint(refusal(400, "AuthorizationHeaderMalformed", {}, region), "PUT") == RegionHint::told);
  CHECK(region_hint(refusal(400, "AuthorizationHeaderMalformed"), "PUT") == RegionHint::none);
  CHECK(region_hint(refusal(400, "IllegalLocationConstraintException"), "PUT") == RegionHint::somewhere_else);
  CHECK(region_hint(refusal(400, "", header), "HEAD") == RegionHint::told);
  CHECK(region_hint(refusal(403, "", header), "HEAD") == RegionHint::told);
  CHECK(region_hint(refusal(400, ""), "HEAD") == RegionHint::somewhere_else);
  CHECK(region_hint(refusal(403, ""), "HEAD") == RegionHint::none);
  CHECK(region_hint(refusal(403, "AccessDenied", header), "GET") == RegionHint::none);
  CHECK(region_hint(refusal(404, "", header), "HEAD") == RegionHint::none);
  CHECK(told_region(refusal(301, "", {{"x-amz-bucket-region", "evil.example.org/"}})).empty());
}

TEST_CASE("another region moves AWS's hosts within their partition, and others not at all") {
  struct Row {
    const char* host;
    const char* region;
    const char* moved;
  };
  for (const Row& row :
       {Row{"s3.us-east-1.amazonaws.com", "eu-west-3", "s3.eu-west-3.amazonaws.com"},
        Row{"s3.dualstack.us-east-1.amazonaws.com", "eu-west-3", "s3.dualstack.eu-west-3.amazonaws.com"},
        Row{"s3-fips.us-east-1.amazonaws.com", "us-west-2", "s3-fips.us-west-2.amazonaws.com"},
        Row{"s3.amazonaws.com", "eu-west-3", "s3.eu-west-3.amazonaws.com"},
        Row{"s3.us-east-1.amazonaws.com.cn", "cn-north-1", "s3.cn-north-1.amazonaws.com.cn"},
        Row{"minio.example.org:9000", "eu-west-3", "minio.example.org:9000"},
        Row{"s3.us-east-1.example.org", "eu-west-3", "s3.us-east-1.example.org"},
        Row{"127.0.0.1:8000", "cn-north-1", "127.0.0.1:8000"}}) {
    CAPTURE(row.host);
    const auto moved =
        settings_in_region({.endpoint = {.scheme = "https", .authority = row.host}, .region = "us-east-1"}, row.region);
    REQUIRE(moved);
    CHECK(moved->region == row.region);
    CHECK(moved->endpoint.authority == row.moved);
  }
  for (const Row& row :
       {Row{"s3.us-east-1.amazonaws.com", "cn-north-1", ""}, Row{"s3.cn-north-1.amazonaws.com.cn", "eu-west-3", ""}}) {
    CHECK_FALSE(settings_in_region({.endpoint = {.authority = row.host}, .region = "us-east-1"}, row.region));
  }
}

}  // namespace
}  // namespace docexport
