#pragma once

#include <optional>
#include <string>

#include "storage/object_checksum.hpp"
#include "storage/s3_bucket.hpp"

namespace docexport {

// What the answers to an upload mean, whether it went in one request or in several.

/// Which optional header of a request a server refuses by this answer.
enum class RefusedFeature {
  none,       ///< it is success, or a refusal for another reason
  unnamed,    ///< some header; the server does not say which
  condition,  ///< If-None-Match
  checksum,
};
RefusedFeature refused_feature(const HttpResponse& response);

/// The bytes that arrived are not those that were sent: once more may help.
bool arrived_damaged(const HttpResponse& response);

/// Like S3Bucket::refusal; names the options that the server may have refused.
Error upload_refusal(const S3Bucket& bucket, const FailedRequest& context, const HttpResponse& response);

/// S3 writes ETags in quotes; some servers leave them out.
std::string_view without_quotes(std::string_view etag);

/// Whether a PUT or a part has to be signed with the hash of its bytes, because nothing else is known to prove them:
/// without encryption anybody may change them, and not every server looks at a checksum.
bool needs_payload_hash(S3Bucket& bucket, ChecksumAlgorithm algorithm);

/// Remembers whether the server answers checksums. Throws Error (`integrity`) when it computed another.
void note_echo(S3Bucket& bucket, const FailedRequest& context, const HttpResponse& response,
               ChecksumAlgorithm algorithm, const std::string& checksum);

/// Remembers the algorithm that a server takes after it refused better ones, and says so.
void settle_on(S3Bucket& bucket, ChecksumAlgorithm algorithm);

/// The ETag of an object that is just what the request would make; nullopt when there is none or another.
std::optional<std::string> find_own_object(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request);

/// The key exists: our own earlier success, whose answer was lost, gives its ETag, another object Error (`conflict`).
std::string settle_existing(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request);

/// Looks whether the object that the server stored is the request's, and returns its ETag. `etag` is what the answer to
/// the upload said, or empty.
std::string verify_stored(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request,
                          const std::string& etag);

}  // namespace docexport
