#include <doctest/doctest.h>

#include <type_traits>

#include "storage/content_disposition.hpp"
#include "storage/credentials.hpp"
#include "storage/http_date.hpp"
#include "storage/object_key.hpp"
#include "storage/object_range.hpp"
#include "storage/percent_encoding.hpp"
#include "stored_text.hpp"

namespace docexport {
namespace {

TEST_CASE("every byte survives percent-encoding, and only unreserved ones stay as they are") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
  }
  const std::string encoded = percent_encode(all);
  CHECK(percent_decode(encoded) == all);
  CHECK(encoded.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%") ==
        std::string::npos);
  CHECK(percent_encode("a/b c", KeepSlash::yes) == "a/b%20c");
  CHECK(percent_encode("a/b") == "a%2Fb");
}

TEST_CASE("a percent sign without two digits cannot be decoded") {
  for (const char* const text : {"%", "%4", "a%zz", "%+1", "%4g", "%%"}) {
    CAPTURE(text);
    CHECK_FALSE(percent_decode(text));
  }
}

TEST_CASE("a file name is an attachment's, in ASCII and whole") {
  CHECK(attachment_disposition("report.json") == "attachment; filename=\"report.json\"");
  CHECK(attachment_disposition("a b.txt") == "attachment; filename=\"a b.txt\"");
  CHECK(attachment_disposition("Gr\xc3\xbc\xc3\x9f"
                               "e.md") == "attachment; filename=\"Gr__e.md\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.md");
  CHECK(attachment_disposition("\xe6\x97\xa5.txt") == "attachment; filename=\"_.txt\"; filename*=UTF-8''%E6%97%A5.txt");
  CHECK(attachment_disposition("a\"b\\c%d\r\ne  f") ==
        "attachment; filename=\"a_b_c_d__e _f\"; filename*=UTF-8''a%22b%5Cc%25d%0D%0Ae%20%20f");
}

TEST_CASE("HTTP's dates are read, and nothing like them") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == parse_rfc3339("1994-11-06T08:49:37Z"));
  CHECK(parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT") == parse_rfc3339("2024-02-29T23:59:59Z"));
  for (const char* const text : {"", "Sun, 06 Nov 1994 08:49:37 CET", "Sunday, 06-Nov-94 08:49:37 GMT",
                                 "Sun, 06 ovD 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text));
  }
}

TEST_CASE("an answer promises the bytes that were asked for, or none") {
  const auto answer = [](int status, const std::string& length, const std::string& range) {
    HttpResponse response{.status = status, .headers = {{"content-length", length}}};
    if (!range.empty()) {
      response.headers["content-range"] = range;
    }
    return response;
  };
  CHECK(answered_bytes(answer(200, "10", ""), 0) == 10U);
  CHECK(answered_bytes(answer(206, "10", "bytes 0-9/10"), 0) == 10U);
  CHECK(answered_bytes(answer(206, "5", "bytes 5-9/10"), 5) == 5U);
  CHECK_FALSE(answered_bytes(answer(200, "10", ""), 5));
  CHECK_FALSE(answered_bytes(answer(206, "5", ""), 5));
  CHECK_FALSE(answered_bytes(answer(206, "4", "bytes 5-8/10"), 5));
  CHECK_FALSE(answered_bytes(answer(206, "5", "bytes 4-9/10"), 5));
  CHECK_FALSE(answered_bytes(answer(206, "6", "bytes 5-9/10"), 5));
  CHECK_FALSE(answered_bytes(answer(206, "5", "bytes 5-9/*"), 5));
  CHECK_FALSE(answered_bytes(answer(206, "5", "items 5-9/10"), 5));
  CHECK_FALSE(answered_bytes(answer(200, "", ""), 0));
  CHECK_FALSE(answered_bytes(answer(204, "0", ""), 0));
}

TEST_CASE("a key has plain components") {
  CHECK_NOTHROW(check_object_key("a"));
  CHECK_NOTHROW(check_object_key("a/.hidden/..x/x..y"));
  CHECK(test::kind_of([] { check_object_key("a/.docexport-1"); }) == ErrorKind::refused);
}

template <typename Value>
concept Printable = requires(std::ostream& stream, const Value& value) {
  stream << value;
};

TEST_CASE("a secret has no printed form and cannot be turned into text by accident") {
  static_assert(!Printable<Secret>);
  static_assert(!std::is_convertible_v<Secret, std::string>);
  static_assert(!std::is_convertible_v<Secret, std::string_view>);
  static_assert(!std::is_convertible_v<std::string, Secret>);
  Secret secret("short");
  const Secret moved(std::move(secret));
  CHECK(moved.reveal() == "short");
  CHECK(secret.is_empty());  // NOLINT(bugprone-use-after-move): no copy may stay behind
}

}  // namespace
}  // namespace docexport
