#include "storage/multipart_upload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "docexport/base/digest.hpp"
#include "docexport/base/interruption.hpp"
#include "storage/open_uploads.hpp"
#include "storage/parallel_work.hpp"
#include "storage/s3_answers.hpp"
#include "storage/upload_headers.hpp"
#include "storage/upload_outcome.hpp"

namespace docexport {
namespace {

constexpr int max_rounds = 3;
constexpr auto report_interval = std::chrono::seconds(1);

/// Whether the same upload can be gone on with later.
bool may_go_on(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::temporary:
    case ErrorKind::access:
    case ErrorKind::interrupted:
    case ErrorKind::no_space:
    case ErrorKind::busy:
      return true;
    case ErrorKind::usage:
    case ErrorKind::configuration:
    case ErrorKind::refused:
    case ErrorKind::not_found:
    case ErrorKind::ambiguous:
    case ErrorKind::not_completed:
    case ErrorKind::expired:
    case ErrorKind::retry_limit:
    case ErrorKind::conflict:
    case ErrorKind::nothing_matched:
    case ErrorKind::integrity:
    case ErrorKind::input:
    case ErrorKind::unsupported:
    case ErrorKind::limit:
    case ErrorKind::internal:
      return false;
  }
  return false;
}

}  // namespace

MultipartUpload::MultipartUpload(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request)
    : bucket_(bucket), context_(context), request_(request), wanted_part_size_(bucket.client().settings().part_size) {}

std::string MultipartUpload::run() {
  std::string reason;
  for (int round = 1; round <= max_rounds; ++round) {
    try {
      if (round == 1) {
        adopt();
      } else {
        bucket_.notice(fmt::format("{}: {}; it is uploaded anew", request_.key, reason));
      }
      if (state_.upload_id.empty()) {
        begin();
      }
      send_missing_parts();
      return complete();
    } catch (const StaleUpload& stale) {
      if (const std::optional<std::string> etag = give_up(stale)) {
        return *etag;
      }
      reason = stale.reason;
    } catch (const Error& error) {
      if (!may_go_on(error.kind())) {
        abandon();
      }
      throw;
    }
  }
  throw Error(ErrorKind::temporary, fmt::format("{}: {}. Try again later.", context_.action, reason));
}

/// The ETag when the object turns out to be there.
std::optional<std::string> MultipartUpload::give_up(const StaleUpload& stale) {
  if (stale.upload == StaleUpload::Upload::open) {
    abandon();
  } else if (std::optional<std::string> etag = find_own_object(bucket_, context_, request_)) {
    // The answer to an earlier Complete was lost.
    return etag;
  }
  state_ = {};
  expected_.clear();
  wanted_part_size_ = std::max(wanted_part_size_, stale.least_part_size);
  return std::nullopt;
}

/// What is left behind after a failure is removed as far as that is possible now; the failure is what counts.
void MultipartUpload::abandon() {
  if (state_.upload_id.empty() || interruption_signal() != 0) {
    return;
  }
  try {
    abort_upload(bucket_, context_, {request_.key, state_.upload_id});
  } catch (const Error& error) {
    bucket_.notice(error.what());
  }
}

FileBody MultipartUpload::body_of(std::size_t index) const {
  return {.descriptor = request_.descriptor, .offset = plan_.offset_of(index), .size = plan_.size_of(index)};
}

void MultipartUpload::send_missing_parts() {
  report_state();
  // The hash of the whole cannot come from those of its parts, so one thread more reads the file from end to end.
  const std::size_t first_part = request_.crc64nvme ? 0 : 1;
  const WorkerShare share(bucket_.budget(), plan_.count());
  try {
    run_parallel({.count = plan_.count() + first_part,
                  .threads = share.workers() + first_part,
                  .run =
                      [&](const ParallelStep& job) {
                        job.index < first_part ? check_whole_file(job.stop) : do_part(job.index - first_part, job.stop);
                      },
                  .finished =
                      [&](std::size_t job) {
                        if (job >= first_part) {
                          note_finished(job - first_part);
                        }
                      }});
  } catch (...) {
    report_state();
    throw;
  }
  if (request_.crc64nvme && whole_crc64(proofs_) != *request_.crc64nvme) {
    throw Error(ErrorKind::integrity, context_.action + ": the export file changed while it was read. Try again.");
  }
}

void MultipartUpload::check_whole_file(const std::stop_token& stop) {
  const Proof proof =
      prove({request_.descriptor, 0, request_.size}, {.with_sha256 = true, .stop = stop}, context_.action);
  if (proof.sha256 != request_.sha256) {
    throw Error(ErrorKind::integrity, context_.action + ": the export file changed while it was read. Try again.");
  }
}

void MultipartUpload::do_part(std::size_t index, const std::stop_token& stop) {
  const ProofRequest wanted{.algorithm = state_.algorithm,
                            .with_sha256 = etags_[index].empty() && needs_payload_hash(bucket_, state_.algorithm),
                            .with_crc64 = request_.crc64nvme.has_value(),
                            .stop = stop};
  proofs_[index] = prove(body_of(index), wanted, context_.action);
  if (!is_there(index, proofs_[index])) {
    send_part(index, stop);
  }
}

bool MultipartUpload::is_there(std::size_t index, const Proof& proof) const {
  if (etags_[index].empty()) {
    return false;
  }
  const auto expected = expected_.find(static_cast<int>(index) + 1);
  return expected == expected_.end() ||
         std::all_of(expected->second.begin(), expected->second.end(),
                     [&](const std::string& checksum) { return checksum == proof.checksum; });
}

void MultipartUpload::send_part(std::size_t index, const std::stop_token& stop) {
  HttpResponse response = send_bytes(index, stop);
  if (arrived_damaged(response)) {
    bucket_.notice(fmt::format("part {} of {} arrived damaged: it is sent once more", index + 1, request_.key));
    response = send_bytes(index, stop);
  }
  check_part_answer(response, index);
  note_echo(bucket_, context_, response, state_.algorithm, proofs_[index].checksum);
  etags_[index] = response.header("etag");
}

HttpResponse MultipartUpload::send_bytes(std::size_t index, const std::stop_token& stop) {
  const Proof& proof = proofs_[index];
  S3Request request{.method = "PUT",
                    .key = bucket_.whole_key(request_.key),
                    .query = {{"partNumber", std::to_string(index + 1)}, {"uploadId", state_.upload_id}},
                    .file = body_of(index),
                    .payload_hash = proof.sha256.empty() ? std::string(unsigned_payload) : proof.sha256,
                    .needs_etag = true,
                    .stop = stop};
  if (!proof.checksum.empty()) {
    request.headers.emplace_back(header_of(state_.algorithm), proof.checksum);
  }
  return bucket_.send(context_, request);
}

void MultipartUpload::check_part_answer(const HttpResponse& response, std::size_t index) {
  if (is_upload_gone(response)) {
    throw StaleUpload{.upload = StaleUpload::Upload::gone, .reason = "its upload ended before its parts were there"};
  }
  const std::optional<ChecksumAlgorithm> next = next_algorithm(bucket_.checksum_choice(), state_.algorithm);
  if (refused_feature(response) != RefusedFeature::none && next) {
    settle_on(bucket_, *next);
    throw StaleUpload{.reason = "the server refuses " + name_of(state_.algorithm) + " checksums"};
  }
  if (!is_success(response)) {
    throw upload_refusal(bucket_, context_, response);
  }
  if (response.header("etag").empty()) {
    throw answer_error(context_, response.status, fmt::format("to part {} without an ETag", index + 1));
  }
}

void MultipartUpload::note_finished(std::size_t index) {
  state_.parts[static_cast<int>(index) + 1] = {.etag = etags_[index], .checksum = proofs_[index].checksum};
  arrived_ += plan_.size_of(index);
  if (request_.on_progress) {
    request_.on_progress(arrived_);
  }
  if (std::chrono::steady_clock::now() - reported_at_ >= report_interval) {
    report_state();
  }
}

void MultipartUpload::report_state() {
  if (request_.on_upload_state) {
    request_.on_upload_state(write_upload_state(state_));
  }
  reported_at_ = std::chrono::steady_clock::now();
}

}  // namespace docexport
