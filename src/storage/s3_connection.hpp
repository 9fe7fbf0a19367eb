#pragma once

#include <chrono>
#include <string>

#include "docexport/base/time.hpp"
#include "docexport/http/http_client.hpp"
#include "storage/credentials.hpp"
#include "storage/s3_settings.hpp"
#include "storage/sigv4.hpp"

namespace docexport {

/// A request to a bucket or to an object in it. Nothing is encoded yet.
struct S3Request {
  std::string method = "GET";
  std::string key{};  ///< whole; empty for the bucket itself
  NameValues query{};
  NameValues headers{};
  std::string body{};
  FileBody file{};
  std::string payload_hash{};  ///< of `file`; that of `body` is computed
};

/// Addresses, signs and sends requests to one bucket. Signed when sent, so that waiting does not make them stale.
class S3Connection {
 public:
  S3Connection(std::string bucket, S3Settings settings, Credentials credentials, Clock clock);

  HttpResponse send(const S3Request& request, const HttpReceiver& receive = {});

  /// A URL that whoever has it may GET until the lifetime ends.
  [[nodiscard]] std::string presign(const std::string& key, const NameValues& query,
                                    std::chrono::seconds lifetime) const;

  [[nodiscard]] const std::string& bucket() const { return bucket_; }
  [[nodiscard]] const std::string& host() const { return settings_.endpoint.authority; }
  [[nodiscard]] Timestamp now() const { return clock_(); }

 private:
  [[nodiscard]] std::string authority() const;
  [[nodiscard]] std::string path_of(const std::string& key) const;
  [[nodiscard]] std::string url_of(const std::string& path, const std::string& encoded_query) const;
  [[nodiscard]] SigningScope scope() const;

  std::string bucket_;
  S3Settings settings_;
  Credentials credentials_;
  Clock clock_;
  HttpClient client_;
};

}  // namespace docexport
