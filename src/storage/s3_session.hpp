#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "storage/connection_pool.hpp"
#include "storage/retry_policy.hpp"
#include "storage/s3_client.hpp"

namespace docexport {

/// Where a request goes and what signs it.
struct SigningTerms {
  std::shared_ptr<const S3Settings> place{};
  SharedCredentials credentials{};
  std::chrono::milliseconds clock_offset{0};
};

/// What the requests of one client share and learn from each other. Several threads use it at once.
class S3Session {
 public:
  explicit S3Session(S3ClientParts parts);

  [[nodiscard]] const S3ClientParts& parts() const { return parts_; }
  ConnectionPool& connections() { return connections_; }
  RetryQuota& quota() { return quota_; }

  /// The settings, with the region that the bucket turned out to have.
  [[nodiscard]] std::shared_ptr<const S3Settings> place() const;
  void move_to(S3Settings place);

  /// Those in force now. Throws what the credentials' provider does.
  [[nodiscard]] SigningTerms terms() const;
  [[nodiscard]] HttpRequest sign(const S3Request& request, const SigningTerms& terms) const;

  [[nodiscard]] Timestamp now() const { return parts_.clock() + clock_offset(); }
  [[nodiscard]] std::chrono::milliseconds clock_offset() const { return std::chrono::milliseconds(clock_offset_); }
  /// Returns the offset that it replaces.
  std::chrono::milliseconds set_clock_offset(std::chrono::milliseconds offset);

  /// Whether a large body is announced before it is sent. That costs a round trip, and pays where the answer may be no:
  /// at the first one, and after a refusal.
  [[nodiscard]] bool asks_first() const { return asking_ != Asking::no && asking_ != Asking::never; }
  void note_large_upload(bool was_granted);
  /// This server does not know how to be asked.
  void never_ask() { asking_ = Asking::never; }

  /// A line for whoever wants to know; one at a time, and without control characters.
  void tell(const std::string& line);

 private:
  enum class Asking { yes, no, never };

  S3ClientParts parts_;
  ConnectionPool connections_;
  RetryQuota quota_;
  std::atomic<std::chrono::milliseconds::rep> clock_offset_{0};
  std::atomic<Asking> asking_{Asking::yes};
  mutable std::mutex place_mutex_;
  std::shared_ptr<const S3Settings> place_;
  std::mutex notice_mutex_;
};

}  // namespace docexport
