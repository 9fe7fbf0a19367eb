#include "storage/upload_outcome.hpp"

#include <fmt/format.h>

#include "storage/s3_answers.hpp"
#include "storage/upload_headers.hpp"

namespace docexport {
namespace {

bool is_same_content(const ObjectInfo& object, const PutRequest& request) {
  return object.size == request.size && object.sha256 == request.sha256;
}

}  // namespace

std::string_view without_quotes(std::string_view etag) {
  return etag.size() >= 2 && etag.starts_with('"') && etag.ends_with('"') ? etag.substr(1, etag.size() - 2) : etag;
}

RefusedFeature refused_feature(const HttpResponse& response) {
  const ErrorAnswer answer = parse_error_answer(response.body).value_or(ErrorAnswer{});
  const bool is_refusal =
      response.status == 501 ||
      (response.status == 400 &&
       (answer.code == "NotImplemented" || answer.code == "InvalidArgument" || answer.code == "InvalidRequest"));
  if (!is_refusal) {
    return RefusedFeature::none;
  }
  if (answer.subject.find("if-none-match") != std::string::npos) {
    return RefusedFeature::condition;
  }
  const bool names_checksum =
      answer.subject.find("checksum") != std::string::npos || answer.subject.find("content-md5") != std::string::npos;
  return names_checksum ? RefusedFeature::checksum : RefusedFeature::unnamed;
}

bool arrived_damaged(const HttpResponse& response) {
  const std::string code = parse_error_answer(response.body).value_or(ErrorAnswer{}).code;
  return code == "BadDigest" || code == "XAmzContentSHA256Mismatch" || code == "XAmzContentChecksumMismatch";
}

Error upload_refusal(const S3Bucket& bucket, const FailedRequest& context, const HttpResponse& response) {
  Error error = bucket.refusal(context, response);
  if (response.status != 400 && response.status != 501 && response.status != 403) {
    return error;
  }
  const std::string options = blamed_options(bucket.object(), response);
  if (!options.empty()) {
    return {error.kind(), fmt::format("{} The server may not take {}.", error.what(), options)};
  }
  if (refused_feature(response) == RefusedFeature::checksum && bucket.checksum_choice() != ChecksumChoice::automatic) {
    return {error.kind(), fmt::format("{} The server does not take this --checksum: give auto.", error.what())};
  }
  return error;
}

bool needs_payload_hash(S3Bucket& bucket, ChecksumAlgorithm algorithm) {
  if (!bucket.is_encrypted() || bucket.client().settings().signs_payload_over_tls) {
    return true;
  }
  switch (algorithm) {
    case ChecksumAlgorithm::crc64nvme:
    case ChecksumAlgorithm::crc32:
      return bucket.capabilities().checksum_echo != ChecksumEcho::comes;
    case ChecksumAlgorithm::md5:
      return false;
    case ChecksumAlgorithm::sha256:
    case ChecksumAlgorithm::none:
      return true;
  }
  return true;
}

void note_echo(S3Bucket& bucket, const FailedRequest& context, const HttpResponse& response,
               ChecksumAlgorithm algorithm, const std::string& checksum) {
  if (!is_object_checksum(algorithm)) {
    return;
  }
  const std::string echo = response.header(header_of(algorithm));
  bucket.capabilities().checksum_echo = echo.empty() ? ChecksumEcho::missing : ChecksumEcho::comes;
  if (!echo.empty() && echo != checksum) {
    throw Error(ErrorKind::integrity, fmt::format("{}: {} computed another {} of what arrived. Try again.",
                                                  context.action, context.host, name_of(algorithm)));
  }
}

void settle_on(S3Bucket& bucket, ChecksumAlgorithm algorithm) {
  const ChecksumAlgorithm before = bucket.capabilities().checksum.exchange(algorithm);
  if (before != algorithm) {
    bucket.notice(fmt::format("{} does not take {} checksums: {} is sent instead",
                              bucket.client().settings().endpoint.authority, name_of(before),
                              algorithm == ChecksumAlgorithm::md5 ? "Content-MD5" : name_of(algorithm)));
  }
}

std::optional<std::string> find_own_object(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request) {
  const std::optional<ObjectInfo> existing = bucket.head(context, request.key);
  return existing && is_same_content(*existing, request) ? std::optional(existing->etag) : std::nullopt;
}

std::string settle_existing(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request) {
  const std::optional<ObjectInfo> existing = bucket.head(context, request.key);
  if (!existing) {
    throw answer_error(context, 412, "and yet has no such object");
  }
  if (!is_same_content(*existing, request)) {
    throw Error(ErrorKind::conflict,
                context.action + ": there is another object of that key. It stays; retry under a new key.");
  }
  return existing->etag;
}

std::string verify_stored(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request,
                          const std::string& etag) {
  const std::optional<ObjectInfo> stored = bucket.head(context, request.key);
  if (!stored) {
    throw Error(ErrorKind::temporary, context.action + ": the upload succeeded, but there is no object. Try again.");
  }
  if (!is_same_content(*stored, request)) {
    throw Error(
        ErrorKind::integrity,
        fmt::format("{}: the object there has {} bytes and SHA-256 {}, not {} and {}. Try again.", context.action,
                    stored->size, stored->sha256.empty() ? "unknown" : stored->sha256, request.size, request.sha256));
  }
  if (!etag.empty() && without_quotes(stored->etag) != without_quotes(etag)) {
    throw Error(ErrorKind::conflict, context.action + ": another upload took the key meanwhile. Try again.");
  }
  bucket.capabilities().keeps_metadata = true;
  return stored->etag;
}

}  // namespace docexport
