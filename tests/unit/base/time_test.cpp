#include "docexport/base/time.hpp"

#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

using namespace std::chrono_literals;

Timestamp at(std::string_view text) {
  const auto time = parse_rfc3339(text);
  REQUIRE_MESSAGE(time, std::string(text));
  return *time;
}

std::string later(std::string_view time, std::string_view duration) {
  return format_rfc3339(add(at(time), parse_duration(duration)));
}

std::string earlier(std::string_view time, std::string_view duration) {
  return format_rfc3339(subtract(at(time), parse_duration(duration)));
}

}  // namespace

TEST_CASE("times are written in UTC with whole seconds") {
  CHECK(format_rfc3339(Timestamp{}) == "1970-01-01T00:00:00Z");
  CHECK(format_rfc3339(Timestamp{1705314600999ms}) == "2024-01-15T10:30:00Z");
  CHECK(format_rfc3339(Timestamp{-1ms}) == "1969-12-31T23:59:59Z");
  CHECK(format_rfc3339(at("2038-01-19T03:14:08Z")) == "2038-01-19T03:14:08Z");
  CHECK(format_rfc3339(at("9999-12-31T23:59:59Z")) == "9999-12-31T23:59:59Z");
}

TEST_CASE("dates and times are read, with fractions and offsets") {
  CHECK(at("2024-01-15") == at("2024-01-15T00:00:00Z"));
  CHECK(at("2024-01-15T10:30:00.5Z") - at("2024-01-15T10:30:00Z") == 500ms);
  CHECK(at("2024-01-15T10:30:00.123456Z") - at("2024-01-15T10:30:00Z") == 123ms);
  CHECK(at("2024-01-15T12:30:00+02:00") == at("2024-01-15T10:30:00Z"));
  CHECK(at("2024-01-15T05:00:00-05:30") == at("2024-01-15T10:30:00Z"));
  CHECK(at("2024-01-15t10:30:00z") == at("2024-01-15 10:30:00Z"));
  CHECK(at("2024-02-29T00:00:00Z") - at("2024-02-28T00:00:00Z") == 24h);
}

TEST_CASE("what is no date or time is not guessed at") {
  for (const char* text : {"",
                           "2024",
                           "2024-1-5",
                           "2024-00-10",
                           "2024-13-01",
                           "2024-01-00",
                           "2024-02-30",
                           "2023-02-29",
                           "2024-04-31",
                           "24-01-15",
                           "2024/01/15",
                           "2024-01-15T",
                           "2024-01-15T10:30",
                           "2024-01-15T10:30Z",
                           "2024-01-15T10:30:00",
                           "2024-01-15T24:00:00Z",
                           "2024-01-15T10:60:00Z",
                           "2024-01-15T10:30:61Z",
                           "2024-01-15T10:30:00.Z",
                           "2024-01-15T10:30:00+2",
                           "2024-01-15T10:30:00+24:00",
                           "2024-01-15T10:30:00+02:60",
                           "2024-01-15T10:30:00Zx",
                           " 2024-01-15",
                           "2024-01-15 ",
                           "-024-01-15",
                           "yesterday"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339(text));
  }
}

TEST_CASE("each unit of a duration means what people mean by it") {
  CHECK(parse_duration("90s").exact == 90s);
  CHECK(parse_duration("15m").exact == 15min);
  CHECK(parse_duration("12h").exact == 12h);
  CHECK(parse_duration("7d").exact == 168h);
  CHECK(parse_duration("2w").exact == 336h);
  CHECK(parse_duration("6mo").months == 6);
  CHECK(parse_duration("1y").months == 12);
  CHECK(parse_duration("6mo").exact == 0ms);
  CHECK(parse_duration("0d").exact == 0ms);
}

TEST_CASE("a duration without a unit, with an unknown one or with a fraction is a usage error") {
  for (const char* text : {"", "30", "d", "30 d", " 30d", "-1d", "+1d", "1.5h", "30D", "30M", "30days", "1d12h",
                           "30min", "999999999999999999999d", "2000000000s", "500000d", "2000y", "20000mo"}) {
    CAPTURE(text);
    try {
      parse_duration(text);
      FAIL("taken as a duration");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      const std::string message = error.what();
      CHECK(message.find('"' + std::string(text) + '"') != std::string::npos);
      CHECK(message.find("s m h d w mo y") != std::string::npos);
    }
  }
}

TEST_CASE("months and years follow the calendar and stay within their month") {
  CHECK(later("2024-01-15T10:30:00Z", "1mo") == "2024-02-15T10:30:00Z");
  CHECK(later("2024-01-31T10:30:00Z", "1mo") == "2024-02-29T10:30:00Z");
  CHECK(later("2023-01-31T10:30:00Z", "1mo") == "2023-02-28T10:30:00Z");
  CHECK(later("2024-02-29T00:00:00Z", "1y") == "2025-02-28T00:00:00Z");
  CHECK(later("2024-11-30T23:59:59Z", "3mo") == "2025-02-28T23:59:59Z");
  CHECK(earlier("2024-03-31T00:00:00Z", "1mo") == "2024-02-29T00:00:00Z");
  CHECK(earlier("2024-01-15T00:00:00Z", "2mo") == "2023-11-15T00:00:00Z");
  CHECK(earlier("2024-02-29T12:00:00Z", "1y") == "2023-02-28T12:00:00Z");
}

TEST_CASE("seconds to weeks are exact lengths") {
  CHECK(later("2024-02-28T23:59:59Z", "1s") == "2024-02-29T00:00:00Z");
  CHECK(later("2024-01-15T10:30:00Z", "30d") == "2024-02-14T10:30:00Z");
  CHECK(earlier("2024-03-01T00:00:00Z", "2w") == "2024-02-16T00:00:00Z");
}

TEST_CASE("the longest durations stay within the range of times") {
  CHECK(later("2024-01-15T00:00:00Z", "1000y") == "3024-01-15T00:00:00Z");
  CHECK(earlier("2024-01-15T00:00:00Z", "400000d") == "0928-11-16T00:00:00Z");
}

TEST_CASE("the system's time goes to the millisecond and does not stand still") {
  const Timestamp before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const Timestamp now = system_now();
  CHECK(now >= before);
  CHECK(now - before < 1min);
}

}  // namespace docexport
