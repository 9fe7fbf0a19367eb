#include "storage/retry_policy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "storage/http_date.hpp"
#include "storage/object_range.hpp"
#include "storage/s3_failure.hpp"

namespace docexport {
namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 16> throttling_codes = {"BandwidthLimitExceeded",
                                                               "EC2ThrottledException",
                                                               "LimitExceededException",
                                                               "PriorRequestNotComplete",
                                                               "ProvisionedThroughputExceededException",
                                                               "RequestLimitExceeded",
                                                               "RequestThrottled",
                                                               "RequestThrottledException",
                                                               "SlowDown",
                                                               "SlowDownRead",
                                                               "SlowDownWrite",
                                                               "ThrottledException",
                                                               "Throttling",
                                                               "ThrottlingException",
                                                               "TooManyRequestsException",
                                                               "TransactionInProgressException"};
// The digests are here because what was damaged on the way arrives whole the next time.
constexpr std::array<std::string_view, 11> transient_codes = {"BadDigest",
                                                              "ConditionalRequestConflict",
                                                              "IncompleteBody",
                                                              "InternalError",
                                                              "InternalErrors",
                                                              "OperationAborted",
                                                              "RequestTimeout",
                                                              "RequestTimeoutException",
                                                              "ServiceUnavailable",
                                                              "XAmzContentSHA256Mismatch",
                                                              "XMinioServerNotInitialized"};
// 499 and 52x are what proxies in front of a server say.
constexpr std::array transient_statuses = {408, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524};

constexpr double transient_scale = 50;  // milliseconds
constexpr double throttling_scale = 1000;
constexpr double longest_backoff = 20'000;
constexpr milliseconds most_that_aws_adds{5000};
constexpr milliseconds longest_hint{30'000};  // nobody who waits can tell a longer one from hanging

constexpr int transient_cost = 14;
constexpr int throttling_cost = 5;
constexpr int quota_capacity = 500;

template <typename Values, typename Value>
bool contains(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Numbers that are absurd are as good as the longest hint.
std::optional<milliseconds> read_hint(const std::string& text, std::int64_t unit) {
  const std::optional<std::uint64_t> count = parse_decimal(text);
  return count
             ? std::optional(milliseconds(static_cast<std::int64_t>(std::min<std::uint64_t>(*count, 1'000'000)) * unit))
             : std::nullopt;
}

}  // namespace

std::optional<RetryCause> retry_cause(int status, std::string_view code) {
  if (contains(throttling_codes, code) || status == 429) {
    return RetryCause::throttling;
  }
  if (contains(transient_codes, code)) {
    return RetryCause::transient;
  }
  // A quota that is full stays so, whatever status it comes with.
  const bool may_pass = code.empty() || kind_of_failure(status, code) == ErrorKind::temporary;
  return may_pass && contains(transient_statuses, status) ? std::optional(RetryCause::transient) : std::nullopt;
}

RetryHint read_retry_hint(const HttpResponse& response, Timestamp now) {
  RetryHint hint{.http = read_hint(response.header("retry-after"), 1000),
                 .aws = read_hint(response.header("x-amz-retry-after"), 1)};
  if (const auto date = parse_http_date(response.header("retry-after"))) {
    hint.http = std::max(*date - now, milliseconds(0));
  }
  return hint;
}

milliseconds retry_delay(RetryCause cause, int retry, double random, const RetryHint& hint) {
  const double scale = cause == RetryCause::throttling ? throttling_scale : transient_scale;
  const double longest = std::min(scale * std::pow(2.0, retry - 1), longest_backoff);
  milliseconds delay(static_cast<std::int64_t>(random * longest));
  if (hint.aws) {
    delay = std::max(delay, std::min(*hint.aws, delay + most_that_aws_adds));
  }
  return hint.http ? std::max(delay, std::min(*hint.http, longest_hint)) : delay;
}

std::optional<int> RetryQuota::take(RetryCause cause) {
  const int cost = cause == RetryCause::throttling ? throttling_cost : transient_cost;
  const std::lock_guard lock(mutex_);
  if (left_ < cost) {
    return std::nullopt;
  }
  left_ -= cost;
  return cost;
}

void RetryQuota::give_back(int cost) {
  const std::lock_guard lock(mutex_);
  left_ = std::min(left_ + std::max(cost, 1), quota_capacity);
}

}  // namespace docexport
