#pragma once

#include <chrono>
#include <string>

#include "docexport/http/http_client.hpp"

namespace docexport {

/// How patient a request for credentials is.
struct CredentialPatience {
  std::chrono::seconds timeout{10};  ///< of each attempt as a whole
  int attempts = 3;                  ///< where the network or the server fails
  std::string ca_bundle{};
};

/// Sends a request that holds secrets and wipes it. The answer, whatever its status, once it is not one of server
/// trouble any more or the attempts are used up. Throws what HttpClient::send throws.
HttpResponse send_credential_request(HttpRequest request, const CredentialPatience& patience);

}  // namespace docexport
