#include "storage/open_uploads.hpp"

#include "storage/object_range.hpp"
#include "storage/s3_answers.hpp"

namespace docexport {
namespace {

constexpr int max_abort_rounds = 10;

UploadsAnswer fetch_uploads(S3Bucket& bucket, const FailedRequest& context, const std::string& prefix,
                            const UploadsAnswer& before) {
  S3Request request{.query = {{"uploads", ""}, {"prefix", bucket.prefix() + prefix}}, .may_fail_in_body = true};
  // Not url-encoded: Ceph's gateway then encodes the keys without saying so, which nobody can tell from a key with %.
  if (!before.next_key.empty()) {
    request.query.emplace_back("key-marker", before.next_key);
    request.query.emplace_back("upload-id-marker", before.next_upload_id);
  }
  const HttpResponse response = bucket.send(context, request);
  if (!is_success(response)) {
    throw bucket.refusal(context, response);
  }
  std::optional<UploadsAnswer> answer = parse_uploads_answer(response.body);
  if (!answer) {
    throw answer_error(context, response.status, "with something that is not a whole list of uploads");
  }
  const bool stands_still = answer->next_key.empty() ||
                            (answer->next_key == before.next_key && answer->next_upload_id == before.next_upload_id);
  if (answer->is_truncated && stands_still) {
    throw answer_error(context, response.status, "with a list that has no next page and no end");
  }
  return std::move(*answer);
}

}  // namespace

bool is_upload_gone(const HttpResponse& response) {
  // Ceph's gateway says NoSuchKey now and then.
  const std::string code = error_code(response.body);
  return response.status == 404 && (code == "NoSuchUpload" || code == "NoSuchKey");
}

std::optional<std::map<int, ListedPart>> list_parts(S3Bucket& bucket, const FailedRequest& context,
                                                    const UploadName& upload) {
  std::map<int, ListedPart> parts;
  std::uint64_t marker = 0;
  while (true) {
    S3Request request{
        .key = bucket.whole_key(upload.key), .query = {{"uploadId", upload.upload_id}}, .may_fail_in_body = true};
    if (marker > 0) {
      request.query.emplace_back("part-number-marker", std::to_string(marker));
    }
    const HttpResponse response = bucket.send(context, request);
    if (is_upload_gone(response)) {
      return std::nullopt;
    }
    if (!is_success(response)) {
      throw bucket.refusal(context, response);
    }
    std::optional<PartsAnswer> answer = parse_parts_answer(response.body);
    if (!answer) {
      throw answer_error(context, response.status, "with something that is not a whole list of parts");
    }
    parts.merge(answer->parts);
    if (!answer->is_truncated) {
      return parts;
    }
    const std::uint64_t next = parse_decimal(answer->next_marker).value_or(0);
    if (next <= marker) {
      throw answer_error(context, response.status, "with a list that has no next page and no end");
    }
    marker = next;
  }
}

namespace {

bool has_parts(S3Bucket& bucket, const FailedRequest& context, const UploadName& upload) {
  try {
    return !list_parts(bucket, context, upload).value_or(std::map<int, ListedPart>()).empty();
  } catch (const Error& error) {
    // To see the parts is a right of its own, and the upload was aborted.
    if (error.kind() == ErrorKind::access) {
      return false;
    }
    throw;
  }
}

}  // namespace

void abort_upload(S3Bucket& bucket, const FailedRequest& context, const UploadName& upload) {
  for (int round = 0; round < max_abort_rounds; ++round) {
    const HttpResponse response = bucket.send(
        context, {.method = "DELETE", .key = bucket.whole_key(upload.key), .query = {{"uploadId", upload.upload_id}}});
    if (is_upload_gone(response)) {
      return;
    }
    if (!is_success(response)) {
      throw bucket.refusal(context, response);
    }
    if (!has_parts(bucket, context, upload)) {
      return;
    }
  }
  throw Error(ErrorKind::temporary,
              context.action + ": parts of it keep arriving at " + context.host + ". Try again later.");
}

std::vector<OpenUpload> list_open_uploads(S3Bucket& bucket, const FailedRequest& context, const std::string& prefix) {
  std::vector<OpenUpload> uploads;
  UploadsAnswer answer;
  do {
    answer = fetch_uploads(bucket, context, prefix, answer);
    for (OpenUpload& each : answer.uploads) {
      if (each.key.starts_with(bucket.prefix() + prefix)) {
        each.key.erase(0, bucket.prefix().size());
        uploads.push_back(std::move(each));
      }
    }
  } while (answer.is_truncated);
  return uploads;
}

}  // namespace docexport
