#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "docexport/base/time.hpp"
#include "docexport/http/http_client.hpp"
#include "docexport/storage/transfer_options.hpp"
#include "storage/credentials_provider.hpp"
#include "storage/s3_request.hpp"
#include "storage/s3_settings.hpp"
#include "storage/sigv4.hpp"
#include "storage/waiting.hpp"

namespace docexport {

class S3Session;

/// What a client is made of.
struct S3ClientParts {
  std::string bucket{};
  S3Settings settings{};
  std::unique_ptr<CredentialsProvider> credentials{};
  Clock clock = system_now;
  TransferOptions options{};
  /// Before a retry.
  std::function<void(std::chrono::milliseconds, const std::stop_token&)> wait = wait_interruptibly;
  std::function<double()> random = random_fraction;  ///< decides how long, from [0, 1)
};

/// Addresses, signs and sends requests to one bucket, with the one layer of retries that there is (s3.md §9, §10):
/// transient failures and throttling by the standard mode of AWS's SDKs, the clock's offset, the bucket's region,
/// expired credentials. Signed when sent, so that waiting does not make a request stale. Several threads may use one
/// client; each request borrows one of its kept connections.
class S3Client {
 public:
  S3Client(std::string bucket, S3Settings settings, std::unique_ptr<CredentialsProvider> credentials, Clock clock,
           TransferOptions options);
  explicit S3Client(S3ClientParts parts);
  ~S3Client();
  S3Client(const S3Client&) = delete;
  S3Client& operator=(const S3Client&) = delete;

  /// The answer that stands: success, or a refusal that no retry can change or that outlasted them; `attempts` says how
  /// often it was sent. Throws what HttpClient::send throws when no answer came at all, or none that S3 would give,
  /// after the retries; what the receiver, `before_resend` or the credentials throw passes through.
  HttpResponse send(const S3Request& request, const HttpReceiver& receive = {});

  /// Tells whoever listens (TransferOptions::notice): one line at a time, without control characters.
  void tell(const std::string& line) const;

  /// A URL that whoever has it may GET until the lifetime ends; `credentials` are what it is signed with.
  [[nodiscard]] std::string presign(const std::string& key, const NameValues& query, std::chrono::seconds lifetime,
                                    const Credentials& credentials) const;

  [[nodiscard]] SharedCredentials credentials() const;
  [[nodiscard]] const std::string& bucket() const;
  /// As they were given; requests go by the region that the bucket turned out to have.
  [[nodiscard]] const S3Settings& settings() const;
  /// Our clock, corrected by what the server's is known to differ.
  [[nodiscard]] Timestamp now() const;

 private:
  std::unique_ptr<S3Session> session_;
};

}  // namespace docexport
