#include "storage/s3_object_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "storage/batch_removal.hpp"
#include "storage/content_disposition.hpp"
#include "storage/multipart_upload.hpp"
#include "storage/object_download.hpp"
#include "storage/open_uploads.hpp"
#include "storage/s3_listing.hpp"
#include "storage/single_upload.hpp"
#include "storage/upload_state.hpp"

namespace docexport {
namespace {

constexpr std::chrono::seconds max_link_lifetime = std::chrono::hours(7 * 24);

}  // namespace

S3ObjectStore::S3ObjectStore(const StoreLocation& location, const StoreOptions& options,
                             std::unique_ptr<CredentialsProvider> credentials)
    : bucket_(location, options, std::move(credentials)) {}

std::string S3ObjectStore::put(const PutRequest& request) {
  const FailedRequest context = bucket_.describe(fmt::format("upload {} to {}", request.key, bucket_.name()));
  static_cast<void>(bucket_.whole_key(request.key));
  const bool is_large = request.size > 0 && request.size >= bucket_.client().settings().multipart_threshold;
  if (is_large && bucket_.capabilities().multipart) {
    try {
      return MultipartUpload(bucket_, context, request).run();
    } catch (const NoMultipart&) {
      bucket_.capabilities().multipart = false;
      bucket_.notice(context.host + " does not take objects in parts: each is sent at once");
    }
  }
  if (!request.upload_state.empty() && bucket_.capabilities().multipart) {
    abort_upload(request.key, request.upload_state);
  }
  return upload_in_one(bucket_, context, request);
}

void S3ObjectStore::get(const GetRequest& request, const std::function<void(std::string_view)>& take) {
  download_object(bucket_, bucket_.describe(fmt::format("download {} from {}", request.key, bucket_.name())), request,
                  take);
}

void S3ObjectStore::fetch(const FetchRequest& request) {
  download_ranges(bucket_, bucket_.describe(fmt::format("download {} from {}", request.key, bucket_.name())), request);
}

std::optional<ObjectInfo> S3ObjectStore::head(const std::string& key) {
  return bucket_.head(bucket_.describe(fmt::format("look up {} in {}", key, bucket_.name())), key);
}

void S3ObjectStore::remove(const std::string& key) {
  remove_object(bucket_, key);
}

std::vector<RemoveFailure> S3ObjectStore::remove_many(std::span<const std::string> keys) {
  return remove_objects(bucket_, keys);
}

ListPage S3ObjectStore::list(const std::string& prefix, const std::string& next, std::size_t limit) {
  return list_objects(bucket_, prefix, next, limit);
}

void S3ObjectStore::abort_upload(const std::string& key, const std::string& upload_state) {
  static_cast<void>(bucket_.whole_key(key));
  if (const std::optional<UploadState> state = parse_upload_state(upload_state)) {
    abort_upload({.key = key, .upload_id = state->upload_id});
  }
}

std::vector<OpenUpload> S3ObjectStore::open_uploads(const std::string& prefix) {
  return list_open_uploads(bucket_, bucket_.describe("list the open uploads of " + bucket_.name()), prefix);
}

void S3ObjectStore::abort_upload(const OpenUpload& upload) {
  docexport::abort_upload(bucket_,
                          bucket_.describe(fmt::format("abort the upload of {} to {}", upload.key, bucket_.name())),
                          UploadName{.key = upload.key, .upload_id = upload.upload_id});
}

PresignedLink S3ObjectStore::presign(const std::string& key, std::chrono::seconds lifetime,
                                     const std::string& file_name) {
  const std::string whole_key = bucket_.whole_key(key);
  if (lifetime < std::chrono::seconds(1) || lifetime > max_link_lifetime) {
    throw Error(ErrorKind::refused, fmt::format("cannot make a link to {} in {}: a link can last from 1 second to 7 "
                                                "days. Give another --expires.",
                                                key, bucket_.name()));
  }
  NameValues query;
  if (!file_name.empty()) {
    query.emplace_back("response-content-disposition", attachment_disposition(file_name));
  }
  const SharedCredentials credentials = bucket_.client().credentials();
  const Timestamp ends_at = bucket_.client().now() + lifetime;
  return {.url = bucket_.client().presign(whole_key, query, lifetime, *credentials),
          .ends_at = std::min(ends_at, credentials->expires_at.value_or(ends_at))};
}

}  // namespace docexport
