#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "docexport/base/time.hpp"
#include "docexport/http/http_client.hpp"
#include "docexport/storage/transfer_options.hpp"
#include "storage/credentials_provider.hpp"
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
  std::string payload_hash{};  ///< of `file`: SHA-256 in hexadecimal, or UNSIGNED-PAYLOAD; that of `body` is computed
  /// S3 may answer 200 and then an <Error> (Complete, DeleteObjects, Copy): it counts as the error that it is.
  bool may_fail_in_body = false;
  /// The server may be silent for minutes while it works (Complete): only the total deadline ends it.
  bool may_take_long = false;
  /// Called before the request is sent again, to change it: a download goes on behind the bytes that its receiver has.
  /// Without it a request whose receiver got bytes is not sent again.
  std::function<void(S3Request& request)> before_resend{};
};

/// Addresses, signs and sends requests to one bucket, with the one layer of retries that there is (s3.md §9, §10):
/// transient failures and throttling by the standard mode of AWS's SDKs, the clock's offset, the bucket's region,
/// expired credentials. Signed when sent, so that waiting does not make a request stale. Several threads may use one
/// client; each request borrows one of its kept connections.
class S3Client {
 public:
  S3Client(std::string bucket, S3Settings settings, std::unique_ptr<CredentialsProvider> credentials, Clock clock,
           TransferOptions options);
  ~S3Client();
  S3Client(const S3Client&) = delete;
  S3Client& operator=(const S3Client&) = delete;

  /// The answer that stands: success, or a refusal that no retry can change or that outlasted them. Throws what
  /// HttpClient::send throws when no answer came at all, after the retries.
  HttpResponse send(const S3Request& request, const HttpReceiver& receive = {});

  /// A URL that whoever has it may GET until the lifetime ends; `credentials` are what it is signed with.
  [[nodiscard]] std::string presign(const std::string& key, const NameValues& query, std::chrono::seconds lifetime,
                                    const Credentials& credentials) const;

  [[nodiscard]] SharedCredentials credentials() const;
  [[nodiscard]] const std::string& bucket() const;
  [[nodiscard]] const S3Settings& settings() const;
  /// Our clock, corrected by what the server's is known to differ.
  [[nodiscard]] Timestamp now() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace docexport
