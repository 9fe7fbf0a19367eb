#include "storage/credential_request.hpp"

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "storage/retry_policy.hpp"
#include "storage/waiting.hpp"

namespace docexport {
namespace {

constexpr std::size_t largest_answer = std::size_t{64} << 10;

}  // namespace

HttpResponse send_credential_request(const HttpRequest& request, const CredentialPatience& patience) {
  HttpClient client({.connect_timeout = patience.timeout,
                     .stall_timeout = patience.timeout,
                     .body_limit = largest_answer,
                     .ca_bundle = patience.ca_bundle});
  for (int attempt = 1;; ++attempt) {
    throw_if_interrupted();
    const bool is_last = attempt >= patience.attempts;
    try {
      HttpResponse response = client.send(request);
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
