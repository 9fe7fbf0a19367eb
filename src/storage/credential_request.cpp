#include "storage/credential_request.hpp"

#include <utility>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "storage/credentials.hpp"
#include "storage/retry_policy.hpp"
#include "storage/waiting.hpp"

namespace docexport {
namespace {

constexpr std::size_t largest_credential_answer = std::size_t{64} << 10;

/// A request that leaves nothing behind.
class SecretRequest {
 public:
  explicit SecretRequest(HttpRequest request) : request_(std::move(request)) {}
  SecretRequest(const SecretRequest&) = delete;
  SecretRequest& operator=(const SecretRequest&) = delete;
  ~SecretRequest() {
    wipe(request_.body);
    for (auto& [name, value] : request_.headers) {
      wipe(value);
    }
  }

  [[nodiscard]] const HttpRequest& get() const { return request_; }

 private:
  HttpRequest request_;
};

}  // namespace

HttpResponse send_credential_request(HttpRequest request, const CredentialPatience& patience) {
  request.time_limit = patience.timeout;
  const SecretRequest secret(std::move(request));
  HttpClient client(
      {.connect_timeout = patience.timeout, .body_limit = largest_credential_answer, .ca_bundle = patience.ca_bundle});
  for (int attempt = 1;; ++attempt) {
    throw_if_interrupted();
    const bool is_last = attempt >= patience.attempts;
    try {
      HttpResponse response = client.send(secret.get());
      if (response.status < 500 || is_last) {
        return response;
      }
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::temporary || is_last) {
        throw;
      }
    }
    wait_interruptibly(retry_delay(RetryCause::transient, attempt, random_fraction(), {}));
  }
}

}  // namespace docexport
