#include "storage/retry_policy.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

namespace docexport {
namespace {

using std::chrono::milliseconds;

const Timestamp now = parse_rfc3339("2024-01-15T10:30:00Z").value();

TEST_CASE("what passes is retried, what stands is not, and throttling is told apart") {
  struct Row {
    int status;
    const char* code;
    std::optional<RetryCause> cause;
  };
  constexpr auto transient = RetryCause::transient;
  constexpr auto throttling = RetryCause::throttling;
  for (const Row& row : {Row{500, "InternalError", transient},
                         Row{500, "", transient},
                         Row{500, "Unheard", transient},
                         Row{502, "", transient},
                         Row{503, "", transient},
                         Row{503, "ServiceUnavailable", transient},
                         Row{504, "", transient},
                         Row{408, "", transient},
                         Row{499, "", transient},
                         Row{520, "", transient},
                         Row{400, "RequestTimeout", transient},
                         Row{400, "RequestTimeoutException", transient},
                         Row{400, "IncompleteBody", transient},
                         Row{400, "BadDigest", transient},
                         Row{400, "XAmzContentSHA256Mismatch", transient},
                         Row{409, "OperationAborted", transient},
                         Row{409, "ConditionalRequestConflict", transient},
                         Row{503, "SlowDown", throttling},
                         Row{503, "SlowDownWrite", throttling},
                         Row{429, "", throttling},
                         Row{400, "ThrottlingException", throttling},
                         Row{400, "RequestLimitExceeded", throttling},
                         Row{503, "BandwidthLimitExceeded", throttling},
                         Row{400, "PriorRequestNotComplete", throttling},
                         Row{200, "", {}},
                         Row{301, "PermanentRedirect", {}},
                         Row{400, "", {}},
                         Row{400, "InvalidPart", {}},
                         Row{400, "EntityTooLarge", {}},
                         Row{400, "ExpiredToken", {}},
                         Row{401, "", {}},
                         Row{403, "AccessDenied", {}},
                         Row{403, "SignatureDoesNotMatch", {}},
                         Row{403, "InvalidAccessKeyId", {}},
                         Row{403, "QuotaExceeded", {}},
                         Row{507, "XMinioStorageFull", {}},
                         Row{500, "QuotaExceeded", {}},
                         Row{404, "NoSuchBucket", {}},
                         Row{404, "NoSuchUpload", {}},
                         Row{409, "BucketAlreadyExists", {}},
                         Row{412, "PreconditionFailed", {}},
                         Row{416, "InvalidRange", {}},
                         Row{501, "NotImplemented", {}}}) {
    CAPTURE(row.status);
    CAPTURE(row.code);
    CHECK((retry_cause(row.status, row.code) == row.cause));
  }
}

TEST_CASE("the wait doubles up to twenty seconds, and is anything below that") {
  struct Row {
    RetryCause cause;
    int retry;
    double random;
    int milliseconds;
  };
  for (const Row& row : {Row{RetryCause::transient, 1, 0.5, 25}, Row{RetryCause::transient, 2, 0.5, 50},
                         Row{RetryCause::transient, 5, 0.5, 400}, Row{RetryCause::transient, 30, 0.5, 10'000},
                         Row{RetryCause::transient, 1, 0.0, 0}, Row{RetryCause::throttling, 1, 0.5, 500},
                         Row{RetryCause::throttling, 3, 0.25, 1000}, Row{RetryCause::throttling, 10, 0.5, 10'000},
                         Row{RetryCause::throttling, 2000, 0.5, 10'000}}) {
    CAPTURE(row.retry);
    CHECK(retry_delay(row.cause, row.retry, row.random, {}) == milliseconds(row.milliseconds));
  }
}

TEST_CASE("a server's wish for a longer wait is granted, within bounds") {
  const auto delay = [](const RetryHint& hint) { return retry_delay(RetryCause::transient, 1, 0.5, hint); };
  CHECK(delay({.http = milliseconds(3000)}) == milliseconds(3000));
  CHECK(delay({.http = milliseconds(1)}) == milliseconds(25));
  CHECK(delay({.http = std::chrono::hours(24)}) == milliseconds(30'000));
  CHECK(delay({.aws = milliseconds(1500)}) == milliseconds(1500));
  CHECK(delay({.aws = milliseconds(60'000)}) == milliseconds(5025));
  CHECK(delay({.http = milliseconds(2000), .aws = milliseconds(1500)}) == milliseconds(2000));
}

TEST_CASE("a wish for a wait is read in each of its forms, and nonsense is none") {
  const auto hint = [](const char* name, const char* value) {
    return read_retry_hint({.headers = {{name, value}}}, now);
  };
  CHECK(hint("retry-after", "7").http == milliseconds(7000));
  CHECK(hint("retry-after", "Mon, 15 Jan 2024 10:30:05 GMT").http == milliseconds(5000));
  CHECK(hint("retry-after", "Mon, 15 Jan 2024 10:29:00 GMT").http == milliseconds(0));
  CHECK(hint("x-amz-retry-after", "250").aws == milliseconds(250));
  CHECK(hint("retry-after", "99999999999999999").http.value() > milliseconds(0));
  for (const char* const nonsense : {"soon", "-1", "1.5", ""}) {
    CHECK_FALSE(hint("retry-after", nonsense).http);
    CHECK_FALSE(hint("x-amz-retry-after", nonsense).aws);
  }
}

TEST_CASE("the quota ends retries when too much fails, and success fills it again") {
  RetryQuota quota;
  int taken = 0;
  while (quota.take(RetryCause::transient)) {
    ++taken;
  }
  CHECK(taken == 35);  // 35 * 14 = 490
  CHECK(quota.take(RetryCause::throttling) == 5);
  CHECK(quota.take(RetryCause::throttling) == 5);
  CHECK_FALSE(quota.take(RetryCause::throttling));
  for (int success = 0; success < 4; ++success) {
    quota.give_back(0);
  }
  CHECK_FALSE(quota.take(RetryCause::throttling));
  quota.give_back(14);
  CHECK(quota.take(RetryCause::transient) == 14);
}

TEST_CASE("the quota never holds more than at the beginning") {
  RetryQuota quota;
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&] {
      for (int round = 0; round < 1000; ++round) {
        quota.give_back(quota.take(RetryCause::throttling).value_or(0));
        quota.give_back(0);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  int taken = 0;
  while (quota.take(RetryCause::throttling)) {
    ++taken;
  }
  CHECK(taken == 100);
}

}  // namespace
}  // namespace docexport
