#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "storage/multipart_answers.hpp"
#include "storage/part_plan.hpp"
#include "storage/s3_bucket.hpp"
#include "storage/upload_state.hpp"

namespace docexport {

/// The server has no multipart uploads.
struct NoMultipart {};

/// One put in several parts: goes on with what an earlier one left, sends the missing parts side by side, completes and
/// verifies. After a failure that a retry can mend the upload stays open, and its state has been told.
class MultipartUpload {
 public:
  MultipartUpload(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request);

  /// As ObjectStore::put has it. Throws NoMultipart before anything was sent.
  std::string run();

 private:
  /// The upload cannot go on, but another one may.
  struct StaleUpload {
    enum class Upload { open, gone };
    Upload upload = Upload::open;
    std::string reason{};
    std::uint64_t least_part_size = 0;  ///< for the next one
  };

  void adopt();
  [[nodiscard]] std::map<int, ListedPart> recorded_parts() const;
  void take_over(const std::map<int, ListedPart>& listed);
  void begin();
  HttpResponse create(ChecksumAlgorithm algorithm);
  void use(const UploadState& state);

  void send_missing_parts();
  void do_part(std::size_t index, const std::stop_token& stop);
  [[nodiscard]] bool is_there(std::size_t index, const Proof& proof) const;
  void send_part(std::size_t index, const std::stop_token& stop);
  HttpResponse send_bytes(std::size_t index, const std::stop_token& stop);
  void check_part_answer(const HttpResponse& response, std::size_t index);
  void check_whole_file(const std::stop_token& stop);
  void note_finished(std::size_t index);
  void report_state();

  std::string complete();
  HttpResponse send_complete();
  [[nodiscard]] S3Request complete_request() const;
  void check_complete_answer(const HttpResponse& response);
  std::optional<std::string> give_up(const StaleUpload& stale);
  void abandon();
  [[nodiscard]] FileBody body_of(std::size_t index) const;

  S3Bucket& bucket_;
  const FailedRequest& context_;
  const PutRequest& request_;
  std::uint64_t wanted_part_size_;
  UploadState state_;
  PartPlan plan_;
  // One for each part. A worker writes only its own part's; the caller's thread reads them once the worker is done.
  std::vector<Proof> proofs_;
  std::vector<std::string> etags_;
  std::map<int, std::vector<std::string>> expected_;  ///< checksums of parts that the server has, by number
  std::uint64_t arrived_ = 0;
  std::chrono::steady_clock::time_point reported_at_{};
};

}  // namespace docexport
