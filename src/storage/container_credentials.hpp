#pragma once

#include <optional>
#include <string_view>

#include "storage/credential_search.hpp"

namespace docexport {

/// What the container's credential service gives: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI (ECS) or _FULL_URI (EKS and
/// others), with the token of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE or AWS_CONTAINER_AUTHORIZATION_TOKEN. nullopt
/// where neither is set. Throws Error: `configuration` for a URI that is not allowed or a token that cannot be one,
/// `access`, `temporary`.
std::optional<Credentials> find_container_credentials(CredentialSearch& search);

/// Whether credentials may come from there: over https from anywhere, over http only from this machine and from the
/// addresses that the container services of AWS have.
bool is_allowed_credential_url(std::string_view url);

}  // namespace docexport
