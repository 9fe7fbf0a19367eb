#pragma once

#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"
#include "storage/s3_bucket.hpp"

namespace docexport {

/// Objects in an S3 bucket, under the location's prefix. Large ones go and come in parts, side by side.
class S3ObjectStore : public ObjectStore {
 public:
  S3ObjectStore(const StoreLocation& location, const StoreOptions& options,
                std::unique_ptr<CredentialsProvider> credentials);

  std::string put(const PutRequest& request) override;
  void get(const GetRequest& request, const std::function<void(std::string_view)>& take) override;
  void fetch(const FetchRequest& request) override;
  std::optional<ObjectInfo> head(const std::string& key) override;
  void remove(const std::string& key) override;
  std::vector<RemoveFailure> remove_many(std::span<const std::string> keys) override;
  ListPage list(const std::string& prefix, const std::string& next, std::size_t limit) override;
  void abort_upload(const std::string& key, const std::string& upload_state) override;
  std::vector<OpenUpload> open_uploads(const std::string& prefix) override;
  void abort_upload(const OpenUpload& upload) override;
  PresignedLink presign(const std::string& key, std::chrono::seconds lifetime, const std::string& file_name) override;

 private:
  S3Bucket bucket_;
};

}  // namespace docexport
