#include "storage/s3_client.hpp"

#include <mutex>
#include <utility>
#include <vector>

#include "docexport/base/digest.hpp"
#include "storage/percent_encoding.hpp"

namespace docexport {
namespace {

/// A URL and the host that it names, before signing.
struct Address {
  std::string authority{};
  std::string path{};
};

Address address_of(const S3Settings& settings, const std::string& bucket, const std::string& key) {
  const bool is_path_style = settings.addressing == Addressing::path;
  const std::string folder = is_path_style ? "/" + bucket : "";
  const bool is_root = folder.empty() || !key.empty();
  return {.authority = is_path_style ? settings.endpoint.authority : bucket + "." + settings.endpoint.authority,
          .path = settings.endpoint.base_path + folder + (is_root ? "/" + key : "")};
}

std::string url_of(const S3Settings& settings, const Address& address, const std::string& encoded_query) {
  return settings.endpoint.scheme + "://" + address.authority + percent_encode(address.path, KeepSlash::yes) +
         (encoded_query.empty() ? "" : "?" + encoded_query);
}

}  // namespace

struct S3Client::State {
  std::string bucket{};
  S3Settings settings{};
  std::unique_ptr<CredentialsProvider> credentials{};
  Clock clock{};
  TransferOptions options{};
  std::mutex mutex{};
  std::vector<HttpClient> idle{};  ///< kept connections that no thread uses now
};

namespace {

/// Lends a kept connection, and takes it back at the end.
class BorrowedConnection {
 public:
  BorrowedConnection(std::mutex& mutex, std::vector<HttpClient>& idle, const HttpOptions& options)
      : mutex_(mutex), idle_(idle), client_(take(mutex, idle, options)) {}
  ~BorrowedConnection() {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(client_));
  }
  BorrowedConnection(const BorrowedConnection&) = delete;
  BorrowedConnection& operator=(const BorrowedConnection&) = delete;

  HttpClient& client() { return client_; }

 private:
  static HttpClient take(std::mutex& mutex, std::vector<HttpClient>& idle, const HttpOptions& options) {
    const std::lock_guard lock(mutex);
    if (idle.empty()) {
      return HttpClient(options);
    }
    HttpClient client = std::move(idle.back());
    idle.pop_back();
    return client;
  }

  std::mutex& mutex_;
  std::vector<HttpClient>& idle_;
  HttpClient client_;
};

}  // namespace

S3Client::S3Client(std::string bucket, S3Settings settings, std::unique_ptr<CredentialsProvider> credentials,
                   Clock clock, TransferOptions options)
    : state_(std::make_unique<State>()) {
  state_->bucket = std::move(bucket);
  state_->settings = std::move(settings);
  state_->credentials = std::move(credentials);
  state_->clock = std::move(clock);
  state_->options = std::move(options);
}

S3Client::~S3Client() = default;

HttpResponse S3Client::send(const S3Request& request, const HttpReceiver& receive) {
  const Address address = address_of(state_->settings, state_->bucket, request.key);
  RequestToSign to_sign{.method = request.method,
                        .path = address.path,
                        .query = request.query,
                        .headers = request.headers,
                        .payload_hash = request.payload_hash};
  if (request.file.descriptor < 0) {
    to_sign.payload_hash = hexadecimal(sha256(request.body));
  }
  to_sign.headers.emplace_back("host", address.authority);
  to_sign.headers.emplace_back("x-amz-content-sha256", to_sign.payload_hash);
  const SharedCredentials signer = credentials();
  BorrowedConnection connection(state_->mutex, state_->idle, {.ca_bundle = state_->settings.ca_bundle});
  return connection.client().send(
      {.method = request.method,
       .url = url_of(state_->settings, address, canonical_query(request.query)),
       .headers = sign_in_header(to_sign, *signer, {.time = now(), .region = state_->settings.region}),
       .body = request.body,
       .file = request.file},
      receive);
}

std::string S3Client::presign(const std::string& key, const NameValues& query, std::chrono::seconds lifetime,
                              const Credentials& credentials) const {
  const Address address = address_of(state_->settings, state_->bucket, key);
  const RequestToSign to_sign{.path = address.path,
                              .query = query,
                              .headers = {{"host", address.authority}},
                              .payload_hash = std::string(unsigned_payload)};
  const SigningScope scope{.time = now(), .region = state_->settings.region};
  return url_of(state_->settings, address, sign_in_query(to_sign, credentials, scope, lifetime));
}

SharedCredentials S3Client::credentials() const {
  return state_->credentials->current();
}

const std::string& S3Client::bucket() const {
  return state_->bucket;
}

const S3Settings& S3Client::settings() const {
  return state_->settings;
}

Timestamp S3Client::now() const {
  return state_->clock();
}

}  // namespace docexport
