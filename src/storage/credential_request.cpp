#include "storage/credential_request.hpp"

#include <algorithm>
#include <thread>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"

namespace docexport {
namespace {

constexpr std::chrono::milliseconds first_pause{200};
// How late an interruption may be noticed.
constexpr std::chrono::milliseconds slice{50};
constexpr std::size_t largest_answer = std::size_t{64} << 10;

void pause_for(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    throw_if_interrupted();
    std::this_thread::sleep_for(slice);
  }
}

}  // namespace

HttpResponse send_credential_request(const HttpRequest& request, const CredentialPatience& patience) {
  HttpClient client({.connect_timeout = patience.timeout,
                     .stall_timeout = patience.timeout,
                     .body_limit = largest_answer,
                     .ca_bundle = patience.ca_bundle});
  std::chrono::milliseconds pause = first_pause;
  for (int attempt = 1;; ++attempt, pause *= 2) {
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
    pause_for(pause);
  }
}

}  // namespace docexport
