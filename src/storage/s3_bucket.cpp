#include "storage/s3_bucket.hpp"

#include <exception>
#include <utility>

#include "docexport/base/interruption.hpp"
#include "storage/http_date.hpp"
#include "storage/object_key.hpp"
#include "storage/object_range.hpp"
#include "storage/s3_answers.hpp"

namespace docexport {
namespace {

ObjectInfo read_object_headers(const std::string& key, const HttpResponse& response) {
  return {.key = key,
          .size = parse_decimal(response.header("content-length")).value_or(0),
          .etag = response.header("etag"),
          .sha256 = response.header("x-amz-meta-sha256"),
          .modified_at = parse_http_date(response.header("last-modified"))};
}

}  // namespace

bool is_success(const HttpResponse& response) {
  return response.status >= 200 && response.status < 300 && !parse_error_answer(response.body);
}

S3Bucket::S3Bucket(const StoreLocation& location, const StoreOptions& options,
                   std::unique_ptr<CredentialsProvider> credentials)
    : name_(to_string(location)),
      prefix_(location.prefix.empty() ? "" : location.prefix + "/"),
      object_(options.object),
      client_(location.bucket, read_s3_settings(location.bucket, options), std::move(credentials), options.clock,
              options.transfer),
      capabilities_(client_.settings().checksum),
      budget_(client_.settings().max_concurrent_requests) {}

std::string S3Bucket::whole_key(const std::string& key) const {
  check_object_key(key);
  return prefix_ + key;
}

FailedRequest S3Bucket::describe(const std::string& action) const {
  return {.action = "cannot " + action, .bucket = client_.bucket(), .host = client_.settings().endpoint.authority};
}

HttpResponse S3Bucket::send(const FailedRequest& context, const S3Request& request, const HttpReceiver& receive) {
  throw_if_interrupted();
  std::exception_ptr taker_failure;
  const HttpReceiver guarded = [&](const HttpResponse& answer, std::string_view piece) {
    try {
      receive(answer, piece);
    } catch (...) {
      taker_failure = std::current_exception();
      throw;
    }
  };
  try {
    return client_.send(request, receive ? guarded : HttpReceiver());
  } catch (const Error& error) {
    if (taker_failure || error.kind() == ErrorKind::interrupted) {
      throw;
    }
    throw Error(error.kind(), context.action + ": " + error.what());
  }
}

Error S3Bucket::refusal(const FailedRequest& context, const HttpResponse& response) const {
  return failure_error(context, describe_failure(response, client_.now()));
}

std::optional<ObjectInfo> S3Bucket::head(const FailedRequest& context, const std::string& key) {
  const HttpResponse response = send(context, {.method = "HEAD", .key = whole_key(key), .needs_etag = true});
  if (response.status == 404) {
    return std::nullopt;
  }
  if (!is_success(response)) {
    throw refusal(context, response);
  }
  if (response.header("etag").empty() || !parse_decimal(response.header("content-length"))) {
    throw answer_error(context, response.status, "without an ETag and a length");
  }
  return read_object_headers(key, response);
}

void S3Bucket::notice(const std::string& line) const {
  client_.tell(line);
}

}  // namespace docexport
