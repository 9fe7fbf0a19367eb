#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/error.hpp"
#include "storage/retry_policy.hpp"
#include "storage/s3_corrections.hpp"
#include "storage/s3_session.hpp"

namespace docexport {

/// One request until its answer stands: sends it, corrects what a refusal says is wrong with it (each thing once),
/// waits and sends it again.
class S3Sending {
 public:
  S3Sending(S3Session& session, S3Request request, const HttpReceiver& receive);

  HttpResponse run();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  /// An answer, or why there is none that S3 would give.
  struct Outcome {
    HttpResponse answer{};
    std::optional<Error> error{};
  };

  Outcome send_once();
  [[nodiscard]] HttpRequest next_request() const;
  [[nodiscard]] std::chrono::milliseconds time_limit() const;
  void take(const HttpResponse& answer, std::string_view piece);
  void check_answer(Outcome& outcome) const;
  void note_outcome(const Outcome& outcome);

  [[nodiscard]] std::optional<RetryCause> cause_of(const Outcome& outcome) const;
  std::optional<std::chrono::milliseconds> plan_retry(RetryCause cause, const Outcome& outcome);
  void prepare_resend();
  [[nodiscard]] std::string describe(const Outcome& outcome) const;
  [[nodiscard]] HttpResponse finish(Outcome outcome) const;

  [[nodiscard]] const std::string& host() const { return terms_.place->endpoint.authority; }
  [[nodiscard]] std::string what() const;

  S3Session& session_;
  S3Request request_;
  const HttpReceiver& receive_;
  int max_attempts_ = 1;
  std::optional<SteadyTime> deadline_{};

  S3Corrections corrections_;
  SigningTerms terms_{};  ///< of the latest time that it was sent
  int sent_ = 0;
  int retries_ = 0;
  int retry_cost_ = 0;
  std::uint64_t delivered_ = 0;
  std::exception_ptr receiver_failure_;
};

}  // namespace docexport
