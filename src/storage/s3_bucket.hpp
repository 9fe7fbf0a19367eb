#pragma once

#include <memory>
#include <optional>
#include <string>

#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"
#include "storage/s3_capabilities.hpp"
#include "storage/s3_client.hpp"
#include "storage/s3_failure.hpp"

namespace docexport {

/// What the parts of S3ObjectStore share: requests to one bucket, under one prefix, whose failures are Errors that name
/// what was tried, and what is known of the server. Several threads may use it.
class S3Bucket {
 public:
  S3Bucket(const StoreLocation& location, const StoreOptions& options,
           std::unique_ptr<CredentialsProvider> credentials);

  /// With the location's prefix. Throws Error (`refused`) for what is no key.
  [[nodiscard]] std::string whole_key(const std::string& key) const;
  /// For `cannot <what>`, as in "upload a/b.json to s3://bucket/prefix".
  [[nodiscard]] FailedRequest describe(const std::string& action) const;

  /// Throws Error when no answer came. What `receive` throws passes through.
  HttpResponse send(const FailedRequest& context, const S3Request& request, const HttpReceiver& receive = {});
  /// What an answer that is no success means.
  [[nodiscard]] Error refusal(const FailedRequest& context, const HttpResponse& response) const;
  /// nullopt for a missing key.
  std::optional<ObjectInfo> head(const FailedRequest& context, const std::string& key);

  /// Tells whoever listens (TransferOptions::notice).
  void notice(const std::string& line) const;

  [[nodiscard]] const std::string& name() const { return name_; }      ///< the location as people know it
  [[nodiscard]] const std::string& prefix() const { return prefix_; }  ///< with its slash, or empty
  [[nodiscard]] bool is_encrypted() const { return client_.settings().endpoint.scheme == "https"; }
  [[nodiscard]] S3Client& client() { return client_; }
  [[nodiscard]] S3Capabilities& capabilities() { return capabilities_; }
  [[nodiscard]] WorkerBudget& budget() { return budget_; }
  [[nodiscard]] const ObjectOptions& object() const { return object_; }
  [[nodiscard]] ChecksumChoice checksum_choice() const { return client_.settings().checksum; }

 private:
  std::string name_;
  std::string prefix_;
  ObjectOptions object_;
  S3Client client_;
  S3Capabilities capabilities_;
  WorkerBudget budget_;
};

/// A 2xx answer that is not an error in disguise: S3 says 200 and then fails, now and then, and so do proxies.
bool is_success(const HttpResponse& response);

}  // namespace docexport
