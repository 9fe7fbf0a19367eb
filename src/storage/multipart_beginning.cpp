#include <utility>

#include "storage/multipart_upload.hpp"
#include "storage/open_uploads.hpp"
#include "storage/upload_headers.hpp"
#include "storage/upload_outcome.hpp"

// The part of MultipartUpload that begins an upload, or goes on with an earlier one.
namespace docexport {

void MultipartUpload::use(const UploadState& state) {
  state_ = state;
  plan_ = {.size = state.size, .part_size = state.part_size};
  proofs_.assign(plan_.count(), {});
  etags_.assign(plan_.count(), {});
  arrived_ = 0;
}

/// Goes on with an earlier put's upload if it is of this very file.
void MultipartUpload::adopt() {
  const std::optional<UploadState> earlier = parse_upload_state(request_.upload_state);
  if (!earlier) {
    return;
  }
  use(*earlier);
  if (earlier->size != request_.size || earlier->sha256 != request_.sha256) {
    throw StaleUpload{.reason = "what was uploaded of it before is of another file"};
  }
  std::optional<std::map<int, ListedPart>> listed;
  try {
    listed = list_parts(bucket_, context_, {request_.key, state_.upload_id});
  } catch (const Error& error) {
    // To see the parts is a right of its own. Without it our own record has to do; Complete finds what is wrong in it.
    if (error.kind() != ErrorKind::access) {
      throw;
    }
    listed = recorded_parts();
  }
  if (!listed) {
    throw StaleUpload{.upload = StaleUpload::Upload::gone, .reason = "its earlier upload is gone"};
  }
  take_over(*listed);
}

std::map<int, ListedPart> MultipartUpload::recorded_parts() const {
  std::map<int, ListedPart> parts;
  for (const auto& [number, part] : state_.parts) {
    const auto index = static_cast<std::size_t>(number) - 1;
    parts[number] = {.size = index < plan_.count() ? plan_.size_of(index) : 0, .etag = part.etag};
  }
  return parts;
}

/// The server's list decides what is there; what we know besides decides whether to believe it.
void MultipartUpload::take_over(const std::map<int, ListedPart>& listed) {
  const std::map<int, FinishedPart> recorded = std::exchange(state_.parts, {});
  for (const auto& [number, part] : listed) {
    const auto index = static_cast<std::size_t>(number) - 1;
    const auto found = recorded.find(number);
    const bool is_other = found != recorded.end() && !found->second.etag.empty() && found->second.etag != part.etag;
    if (index >= plan_.count() || part.size != plan_.size_of(index) || is_other) {
      continue;
    }
    etags_[index] = part.etag;
    if (found != recorded.end() && !found->second.checksum.empty()) {
      expected_[number].push_back(found->second.checksum);
    }
    if (const auto checksum = part.checksums.find(state_.algorithm); checksum != part.checksums.end()) {
      expected_[number].push_back(checksum->second);
    }
  }
}

void MultipartUpload::begin() {
  HttpResponse response;
  for (std::optional algorithm = std::optional(bucket_.capabilities().checksum.load()); algorithm;
       algorithm = next_algorithm(bucket_.checksum_choice(), *algorithm)) {
    response = create(*algorithm);
    if (is_success(response)) {
      const std::optional<std::string> upload_id = parse_create_answer(response.body);
      if (!upload_id) {
        throw answer_error(context_, response.status, "without an upload's id");
      }
      settle_on(bucket_, *algorithm);
      const PartPlan plan = plan_parts(request_.size, wanted_part_size_);
      return use({.upload_id = *upload_id,
                  .size = request_.size,
                  .sha256 = request_.sha256,
                  .part_size = plan.part_size,
                  .algorithm = *algorithm});
    }
    if (refused_feature(response) == RefusedFeature::none) {
      break;
    }
  }
  if (response.status == 501 || response.status == 405) {
    throw NoMultipart{};
  }
  throw upload_refusal(bucket_, context_, response);
}

HttpResponse MultipartUpload::create(ChecksumAlgorithm algorithm) {
  S3Request request{.method = "POST",
                    .key = bucket_.whole_key(request_.key),
                    .query = {{"uploads", ""}},
                    .headers = upload_headers(request_, bucket_.object()),
                    .may_fail_in_body = true};
  if (is_object_checksum(algorithm)) {
    request.headers.emplace_back("x-amz-checksum-algorithm", name_of(algorithm));
    request.headers.emplace_back("x-amz-checksum-type", type_of(algorithm));
  }
  return bucket_.send(context_, request);
}

}  // namespace docexport
