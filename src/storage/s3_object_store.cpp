#include "storage/s3_object_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>

#include "docexport/base/file.hpp"
#include "docexport/base/interruption.hpp"
#include "storage/content_disposition.hpp"
#include "storage/http_date.hpp"
#include "storage/object_key.hpp"
#include "storage/object_range.hpp"
#include "storage/s3_answers.hpp"

namespace docexport {
namespace {

constexpr std::uint64_t max_put_bytes = std::uint64_t{5} << 30;
constexpr std::chrono::seconds max_link_lifetime = std::chrono::hours(7 * 24);
constexpr std::string_view sha256_header = "x-amz-meta-sha256";

bool is_success(const HttpResponse& response) {
  return response.status >= 200 && response.status < 300;
}

std::string header(const HttpResponse& response, std::string_view name) {
  const auto found = response.headers.find(std::string(name));
  return found == response.headers.end() ? std::string() : found->second;
}

/// S3 answers 200 and then fails, now and then; and a proxy may answer 200 in its own name.
bool is_error_in_disguise(const HttpResponse& response) {
  return parse_error_answer(response.body).has_value();
}

/// How servers that do not know `If-None-Match` on a PUT say so.
bool refuses_condition(const HttpResponse& response) {
  const std::string code = parse_error_answer(response.body).value_or(ErrorAnswer{}).code;
  return response.status == 501 || (response.status == 400 && (code == "NotImplemented" || code == "InvalidArgument" ||
                                                               code == "InvalidRequest"));
}

ObjectInfo read_object_headers(const std::string& key, const HttpResponse& response) {
  return {.key = key,
          .size = parse_decimal(header(response, "content-length")).value_or(0),
          .etag = header(response, "etag"),
          .sha256 = header(response, sha256_header),
          .modified_at = parse_http_date(header(response, "last-modified"))};
}

bool is_same_content(const ObjectInfo& object, const PutRequest& request) {
  return object.size == request.size && object.sha256 == request.sha256;
}

}  // namespace

S3ObjectStore::S3ObjectStore(const StoreLocation& location, const StoreOptions& options,
                             std::unique_ptr<CredentialsProvider> credentials)
    : name_(to_string(location)),
      prefix_(location.prefix.empty() ? "" : location.prefix + "/"),
      client_(location.bucket, read_s3_settings(location.bucket, options), std::move(credentials), options.clock,
              options.transfer) {}

std::string S3ObjectStore::whole_key(const std::string& key) const {
  check_object_key(key);
  return prefix_ + key;
}

FailedRequest S3ObjectStore::describe(const std::string& action) const {
  return {.action = action, .bucket = client_.bucket(), .host = client_.settings().endpoint.authority};
}

HttpResponse S3ObjectStore::send(const FailedRequest& context, const S3Request& request, const HttpReceiver& receive) {
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

Error S3ObjectStore::refusal(const FailedRequest& context, const HttpResponse& response) const {
  return failure_error(context, describe_failure(response, client_.now()));
}

std::string S3ObjectStore::put(const PutRequest& request) {
  const FailedRequest context = describe(fmt::format("cannot upload {} to {}", request.key, name_));
  if (request.size > max_put_bytes) {
    throw Error(ErrorKind::limit, context.action + ": it is larger than 5 GiB. Export less at once.");
  }
  const HttpResponse response = send_object(context, request);
  if (response.status == 412) {
    return settle_existing(context, request);
  }
  if (!is_success(response) || is_error_in_disguise(response)) {
    throw refusal(context, response);
  }
  const std::string etag = header(response, "etag");
  if (etag.empty()) {
    throw answer_error(context, response.status, "without an ETag");
  }
  return verify(context, request, etag);
}

HttpResponse S3ObjectStore::send_object(const FailedRequest& context, const PutRequest& request) {
  S3Request upload{.method = "PUT",
                   .key = whole_key(request.key),
                   .headers = {{std::string(sha256_header), request.sha256}},
                   .file = {.descriptor = request.descriptor, .offset = 0, .size = request.size},
                   .payload_hash = request.sha256};
  if (!request.content_type.empty()) {
    upload.headers.emplace_back("content-type", request.content_type);
  }
  if (!request.file_name.empty()) {
    upload.headers.emplace_back("content-disposition", attachment_disposition(request.file_name));
  }
  if (conditional_writes_ == ConditionalWrites::expected) {
    S3Request conditional = upload;
    conditional.headers.emplace_back("if-none-match", "*");
    HttpResponse response = send(context, conditional);
    if (!refuses_condition(response)) {
      return response;
    }
  }
  // Next best: look first. Two that look at once can still both write; keys that are never used twice rule that out.
  if (head_for(context, request.key)) {
    return {.status = 412};
  }
  HttpResponse response = send(context, upload);
  if (is_success(response)) {
    conditional_writes_ = ConditionalWrites::refused;
  }
  return response;
}

/// The key exists: it may be our own upload, whose answer was lost.
std::string S3ObjectStore::settle_existing(const FailedRequest& context, const PutRequest& request) {
  const std::optional<ObjectInfo> existing = head_for(context, request.key);
  if (!existing) {
    throw answer_error(context, 412, "and yet has no such object");
  }
  if (!is_same_content(*existing, request)) {
    throw Error(ErrorKind::conflict,
                context.action + ": there is another object of that key. It stays; retry under a new key.");
  }
  return existing->etag;
}

std::string S3ObjectStore::verify(const FailedRequest& context, const PutRequest& request, const std::string& etag) {
  const std::optional<ObjectInfo> stored = head_for(context, request.key);
  if (!stored) {
    throw Error(ErrorKind::temporary, context.action + ": the upload succeeded, but there is no object. Try again.");
  }
  if (!is_same_content(*stored, request)) {
    throw Error(
        ErrorKind::integrity,
        fmt::format("{}: the object there has {} bytes and SHA-256 {}, not {} and {}. Try again.", context.action,
                    stored->size, stored->sha256.empty() ? "unknown" : stored->sha256, request.size, request.sha256));
  }
  if (stored->etag != etag) {
    throw Error(ErrorKind::conflict, context.action + ": another upload took the key meanwhile. Try again.");
  }
  return etag;
}

void S3ObjectStore::get(const GetRequest& request, const std::function<void(std::string_view)>& take) {
  const FailedRequest context = describe(fmt::format("cannot download {} from {}", request.key, name_));
  S3Request download{.key = whole_key(request.key)};
  if (request.offset > 0) {
    download.headers.emplace_back("range", fmt::format("bytes={}-", request.offset));
  }
  if (!request.etag.empty()) {
    download.headers.emplace_back("if-match", request.etag);
  }
  const auto promised_bytes = [&](const HttpResponse& answer) {
    if (header(answer, "etag").empty()) {
      throw answer_error(context, answer.status, "without an ETag");
    }
    const std::optional<std::uint64_t> bytes = answered_bytes(answer, request.offset);
    if (!bytes) {
      throw answer_error(context, answer.status, "with another part of the object than asked for");
    }
    return *bytes;
  };
  std::exception_ptr taker_failure;
  std::uint64_t received = 0;
  HttpResponse response = send(context, download, [&](const HttpResponse& answer, std::string_view piece) {
    if (received == 0) {
      static_cast<void>(promised_bytes(answer));
    }
    received += piece.size();
    take(piece);
  });
  if (response.status == 416) {
    return check_end(context, request);
  }
  if (response.status == 412) {
    throw Error(ErrorKind::expired, context.action + ": the object is no longer the one that was stored. Begin anew.");
  }
  if (!is_success(response)) {
    throw refusal(context, response);
  }
  if (received != promised_bytes(response)) {
    throw answer_error(context, response.status, "with fewer or more bytes than promised");
  }
}

void S3ObjectStore::fetch(const FetchRequest& request) {
  std::uint64_t offset = 0;
  get({.key = request.key, .etag = request.etag}, [&](std::string_view piece) {
    write_all_at(request.descriptor, piece, offset, "the download");
    offset += piece.size();
  });
  if (request.on_range) {
    request.on_range(0, offset);
  }
}

/// S3 has no part that begins at the object's end, but a download that was cut off there is complete.
void S3ObjectStore::check_end(const FailedRequest& context, const GetRequest& request) {
  const std::optional<ObjectInfo> object = head_for(context, request.key);
  if (!object || object->size != request.offset) {
    throw Error(ErrorKind::integrity,
                fmt::format("{}: the object ends before byte {}. Begin anew.", context.action, request.offset));
  }
}

std::optional<ObjectInfo> S3ObjectStore::head(const std::string& key) {
  return head_for(describe(fmt::format("cannot look up {} in {}", key, name_)), key);
}

std::optional<ObjectInfo> S3ObjectStore::head_for(const FailedRequest& context, const std::string& key) {
  const HttpResponse response = send(context, {.method = "HEAD", .key = whole_key(key)});
  if (response.status == 404) {
    return std::nullopt;
  }
  if (!is_success(response)) {
    throw refusal(context, response);
  }
  if (header(response, "etag").empty() || !parse_decimal(header(response, "content-length"))) {
    throw answer_error(context, response.status, "without an ETag and a length");
  }
  return read_object_headers(key, response);
}

void S3ObjectStore::abort_upload(const std::string&, const std::string&) {}
std::vector<OpenUpload> S3ObjectStore::open_uploads(const std::string&) {
  return {};
}
void S3ObjectStore::abort_upload(const OpenUpload&) {}

PresignedLink S3ObjectStore::presign(const std::string& key, std::chrono::seconds lifetime,
                                     const std::string& file_name) {
  if (lifetime < std::chrono::seconds(1) || lifetime > max_link_lifetime) {
    throw Error(ErrorKind::refused, fmt::format("cannot make a link to {} in {}: a link can last from 1 second to 7 "
                                                "days. Give another --expires.",
                                                key, name_));
  }
  NameValues query;
  if (!file_name.empty()) {
    query.emplace_back("response-content-disposition", attachment_disposition(file_name));
  }
  const SharedCredentials credentials = client_.credentials();
  const Timestamp ends_at = client_.now() + lifetime;
  return {.url = client_.presign(whole_key(key), query, lifetime, *credentials),
          .ends_at = std::min(ends_at, credentials->expires_at.value_or(ends_at))};
}

}  // namespace docexport
