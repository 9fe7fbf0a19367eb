#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string_view>

#include "docexport/base/time.hpp"
#include "docexport/http/http_client.hpp"

namespace docexport {

// The standard mode of AWS's SDKs, as it is from 2026 on, with what other clients know besides (s3.md §9).

/// Why the same request may be granted later: the network or the server failed, or it asks us to slow down.
enum class RetryCause { transient, throttling };

/// nullopt when the same again would be refused again. `code` is S3's, empty where there was none.
std::optional<RetryCause> retry_cause(int status, std::string_view code);

/// How long a server asks us to wait.
struct RetryHint {
  std::optional<std::chrono::milliseconds> http{};  ///< Retry-After: seconds or a date
  std::optional<std::chrono::milliseconds> aws{};   ///< x-amz-retry-after: milliseconds
};
RetryHint read_retry_hint(const HttpResponse& response, Timestamp now);

/// The wait before the first retry (1), the second … Full jitter: `random` is from [0, 1).
std::chrono::milliseconds retry_delay(RetryCause cause, int retry, double random, const RetryHint& hint);

/// What keeps many requests from retrying against a server that is down: each retry takes from a common store, success
/// gives back. Several threads may use it.
class RetryQuota {
 public:
  /// What the retry costs; nullopt when that much is not left, and then nothing is taken.
  std::optional<int> take(RetryCause cause);
  /// After a success: what its last retry cost, or 0 when there was none.
  void give_back(int cost);

 private:
  std::mutex mutex_;
  int left_ = 500;
};

}  // namespace docexport
