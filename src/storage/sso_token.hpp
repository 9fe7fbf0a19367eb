#pragma once

#include <optional>
#include <string>

#include "storage/credential_search.hpp"

namespace docexport {

/// An IAM Identity Center, as a profile or its sso-session names it.
struct SsoPortal {
  std::string start_url{};
  std::string region{};
};

struct SsoToken {
  Secret text{};
  Timestamp ends_at{};
};

/// The token of the portal that lasts longest of those that `aws sso login` left in ~/.aws/sso/cache; nullopt where
/// there is none. One that has ended, or will within minutes, is renewed if the file says how, and the file is replaced
/// as AWS's own tools do it; one that cannot be renewed is given as it is. Throws Error where an ended token could not
/// be renewed for now: `temporary`, `interrupted`, `configuration`.
std::optional<SsoToken> find_sso_token(const CredentialSearch& search, const SsoPortal& portal);

}  // namespace docexport
