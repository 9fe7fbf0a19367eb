#include <fmt/format.h>

#include "storage/multipart_upload.hpp"
#include "storage/open_uploads.hpp"
#include "storage/s3_answers.hpp"
#include "storage/upload_outcome.hpp"

// The part of MultipartUpload that makes one object of the parts.
namespace docexport {

std::string MultipartUpload::complete() {
  report_state();
  const HttpResponse response = send_complete();
  if (response.status == 412) {
    std::string etag = settle_existing(bucket_, context_, request_);
    abandon();
    return etag;
  }
  check_complete_answer(response);
  const std::optional<CompleteAnswer> answer = parse_complete_answer(response.body);
  if (!answer) {
    throw answer_error(context_, response.status, "with something that is not the end of an upload");
  }
  const auto told = answer->checksums.find(state_.algorithm);
  const std::string whole = whole_checksum(state_.algorithm, proofs_);
  if (!whole.empty() && told != answer->checksums.end() && told->second != whole) {
    throw Error(ErrorKind::integrity, fmt::format("{}: {} computed another {} of the whole. Try again.",
                                                  context_.action, context_.host, name_of(state_.algorithm)));
  }
  return verify_stored(bucket_, context_, request_, answer->etag);
}

S3Request MultipartUpload::complete_request() const {
  std::vector<CompletePart> parts;
  for (std::size_t index = 0; index < plan_.count(); ++index) {
    parts.push_back({.etag = etags_[index], .checksum = proofs_[index].checksum});
  }
  return {.method = "POST",
          .key = bucket_.whole_key(request_.key),
          .query = {{"uploadId", state_.upload_id}},
          .headers = {{"content-type", "application/xml"}},
          .body = write_complete_request(parts, state_.algorithm),
          .may_fail_in_body = true,
          .may_take_long = true};
}

/// With all that guards the end; without what the server refuses of it.
HttpResponse MultipartUpload::send_complete() {
  const S3Request bare = complete_request();
  S3Request guarded = bare;
  guarded.headers.emplace_back("x-amz-mp-object-size", std::to_string(request_.size));
  const std::string whole = whole_checksum(state_.algorithm, proofs_);
  if (!whole.empty()) {
    guarded.headers.emplace_back(header_of(state_.algorithm), whole);
    guarded.headers.emplace_back("x-amz-checksum-type", type_of(state_.algorithm));
  }
  HttpResponse response;
  RefusedFeature refused = RefusedFeature::unnamed;
  if (bucket_.capabilities().conditional_writes) {
    S3Request conditional = guarded;
    conditional.headers.emplace_back("if-none-match", "*");
    response = bucket_.send(context_, conditional);
    refused = refused_feature(response);
  }
  if (refused == RefusedFeature::none) {
    return response;
  }
  if (bucket_.head(context_, request_.key)) {
    return {.status = 412};
  }
  response = refused == RefusedFeature::checksum ? response : bucket_.send(context_, guarded);
  if (is_success(response)) {
    bucket_.capabilities().conditional_writes = false;
  }
  return refused_feature(response) == RefusedFeature::none ? response : bucket_.send(context_, bare);
}

void MultipartUpload::check_complete_answer(const HttpResponse& response) {
  const std::string code = parse_error_answer(response.body).value_or(ErrorAnswer{}).code;
  if (is_upload_gone(response)) {
    throw StaleUpload{.upload = StaleUpload::Upload::gone, .reason = "its upload is gone"};
  }
  if (code == "EntityTooSmall") {
    throw StaleUpload{.reason = "the server wants larger parts", .least_part_size = 8 * plan_.part_size};
  }
  if (code == "InvalidPart" || code == "InvalidPartOrder" || code == "BadDigest") {
    throw StaleUpload{.reason = "its parts do not fit together at the server"};
  }
  if (code == "ConditionalRequestConflict") {
    throw StaleUpload{.reason = "another upload of the key ended at the same time"};
  }
  if (!is_success(response)) {
    throw upload_refusal(bucket_, context_, response);
  }
}

}  // namespace docexport
