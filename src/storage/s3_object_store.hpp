#pragma once

#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"
#include "storage/s3_answers.hpp"
#include "storage/s3_client.hpp"
#include "storage/s3_failure.hpp"

namespace docexport {

/// Objects in an S3 bucket, under the location's prefix. Each is one PUT of at most 5 GiB.
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
  /// Whether this server takes `If-None-Match: *`, as far as we know.
  enum class ConditionalWrites { expected, refused };

  [[nodiscard]] std::string whole_key(const std::string& key) const;
  [[nodiscard]] FailedRequest describe(const std::string& action) const;
  HttpResponse send(const FailedRequest& context, const S3Request& request, const HttpReceiver& receive = {});
  [[nodiscard]] Error refusal(const FailedRequest& context, const HttpResponse& response) const;

  HttpResponse send_object(const FailedRequest& context, const PutRequest& request);
  std::string settle_existing(const FailedRequest& context, const PutRequest& request);
  std::string verify(const FailedRequest& context, const PutRequest& request, const std::string& etag);
  std::optional<ObjectInfo> head_for(const FailedRequest& context, const std::string& key);
  void check_end(const FailedRequest& context, const GetRequest& request);
  std::vector<RemoveFailure> remove_batch(std::span<const std::string> keys);
  void remove_at_once(const std::vector<std::string>& whole_keys, std::vector<RemoveFailure>& failures);
  ListAnswer fetch_list(const FailedRequest& context, const std::string& prefix, const std::string& token,
                        std::size_t limit);

  std::string name_;    ///< the location as people know it
  std::string prefix_;  ///< with its slash, or empty
  S3Client client_;
  ConditionalWrites conditional_writes_ = ConditionalWrites::expected;
};

}  // namespace docexport
