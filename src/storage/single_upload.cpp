#include "storage/single_upload.hpp"

#include "docexport/base/digest.hpp"
#include "storage/upload_headers.hpp"
#include "storage/upload_outcome.hpp"

namespace docexport {
namespace {

// Hashing more takes longer than a look at the object.
constexpr std::uint64_t largest_to_hash = std::uint64_t{1} << 20;
constexpr std::size_t md5_digits = 32;
constexpr std::uint64_t max_put_bytes = std::uint64_t{5} << 30;

/// Whether the request says that it must not replace an object.
enum class Condition { none, if_none_match };

class SingleUpload {
 public:
  SingleUpload(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request)
      : bucket_(bucket), context_(context), request_(request), file_{request.descriptor, 0, request.size} {}

  std::string run() {
    const HttpResponse response = negotiate();
    if (response.status == 412) {
      return settle_existing(bucket_, context_, request_);
    }
    if (!is_success(response)) {
      throw upload_refusal(bucket_, context_, response);
    }
    const std::string etag = response.header("etag");
    if (etag.empty()) {
      throw answer_error(context_, response.status, "without an ETag");
    }
    note_echo(bucket_, context_, response, algorithm_, checksum_);
    if (request_.on_progress) {
      request_.on_progress(request_.size);
    }
    return is_proven(response, etag) ? etag : verify_stored(bucket_, context_, request_, etag);
  }

 private:
  /// Whether the answer itself proves what was stored: the server's own checksum, or an ETag that is the file's MD5,
  /// which no other ETag is by accident. That the SHA-256 is kept with the object has to be seen once.
  [[nodiscard]] bool is_proven(const HttpResponse& response, const std::string& etag) const {
    if (!bucket_.capabilities().keeps_metadata) {
      return false;
    }
    const bool has_echo = is_object_checksum(algorithm_) && response.header(header_of(algorithm_)) == checksum_;
    const std::string_view tag = without_quotes(etag);
    const bool may_be_md5 = tag.size() == md5_digits && request_.size <= largest_to_hash;
    return has_echo || (may_be_md5 && tag == file_md5(request_.descriptor, "the export file"));
  }

  /// Leaves out what the server refuses, one thing after the other, and remembers what it took in the end.
  HttpResponse negotiate() {
    HttpResponse response;
    RefusedFeature refused = RefusedFeature::unnamed;
    for (std::optional algorithm = std::optional(bucket_.capabilities().checksum.load()); algorithm;
         algorithm = next_algorithm(bucket_.checksum_choice(), *algorithm)) {
      use(*algorithm);
      if (bucket_.capabilities().conditional_writes) {
        response = send(Condition::if_none_match);
        refused = refused_feature(response);
      }
      if (!bucket_.capabilities().conditional_writes || refused == RefusedFeature::condition ||
          refused == RefusedFeature::unnamed) {
        response = send_after_look();
        refused = refused_feature(response);
        bucket_.capabilities().conditional_writes = bucket_.capabilities().conditional_writes && !is_success(response);
      }
      if (refused == RefusedFeature::none) {
        if (is_success(response)) {
          settle_on(bucket_, algorithm_);
        }
        break;
      }
    }
    return response;
  }

  void use(ChecksumAlgorithm algorithm) {
    algorithm_ = algorithm;
    checksum_ = algorithm == ChecksumAlgorithm::none ? std::string()
                                                     : prove(file_, {.algorithm = algorithm}, context_.action).checksum;
  }

  /// Two that look at once can still both write; keys that are never used twice rule that out.
  HttpResponse send_after_look() {
    return bucket_.head(context_, request_.key) ? HttpResponse{.status = 412} : send(Condition::none);
  }

  HttpResponse send(Condition condition) {
    HttpResponse response = send_once(condition);
    if (!arrived_damaged(response) || file_sha256(request_.descriptor, "the export file") != request_.sha256) {
      return response;
    }
    bucket_.notice(request_.key + " arrived damaged: it is sent once more");
    return send_once(condition);
  }

  HttpResponse send_once(Condition condition) {
    // The file's hash is known anyway, so it is signed over TLS too.
    S3Request upload{.method = "PUT",
                     .key = bucket_.whole_key(request_.key),
                     .headers = upload_headers(request_, bucket_.object()),
                     .file = file_,
                     .payload_hash = request_.sha256,
                     .needs_etag = true};
    if (!checksum_.empty()) {
      upload.headers.emplace_back(header_of(algorithm_), checksum_);
    }
    switch (condition) {
      case Condition::if_none_match:
        upload.headers.emplace_back("if-none-match", "*");
        break;
      case Condition::none:
        break;
    }
    return bucket_.send(context_, upload);
  }

  S3Bucket& bucket_;
  const FailedRequest& context_;
  const PutRequest& request_;
  FileBody file_;
  ChecksumAlgorithm algorithm_ = ChecksumAlgorithm::none;
  std::string checksum_;
};

}  // namespace

std::string upload_in_one(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request) {
  if (request.size > max_put_bytes) {
    throw Error(ErrorKind::limit, context.action +
                                      ": it is larger than 5 GiB, and the server takes nothing larger at "
                                      "once. Export less at once.");
  }
  return SingleUpload(bucket, context, request).run();
}

}  // namespace docexport
