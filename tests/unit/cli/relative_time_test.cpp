#include "cli/relative_time.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using docexport::relative_time;
using docexport::Timestamp;

TEST_CASE("times are said relative to now") {
  const Timestamp now{std::chrono::days{20000}};
  CHECK(relative_time(now, now) == "just now");
  CHECK(relative_time(now - 1s, now) == "1 second ago");
  CHECK(relative_time(now - 59s, now) == "59 seconds ago");
  CHECK(relative_time(now - 90s, now) == "1 minute ago");
  CHECK(relative_time(now - 2h, now) == "2 hours ago");
  CHECK(relative_time(now - std::chrono::days{1}, now) == "1 day ago");
  CHECK(relative_time(now - std::chrono::days{32}, now) == "32 days ago");
  CHECK(relative_time(now - std::chrono::days{90}, now) == "3 months ago");
  CHECK(relative_time(now - std::chrono::days{800}, now) == "2 years ago");
  CHECK(relative_time(now + std::chrono::days{29}, now) == "in 29 days");
}

TEST_CASE("what was set to 30 days a moment ago is in 30 days") {
  const Timestamp now{std::chrono::days{20000}};
  CHECK(relative_time(now + std::chrono::days{30} - 2s, now) == "in 30 days");
}
