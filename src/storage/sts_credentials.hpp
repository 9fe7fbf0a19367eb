#pragma once

#include <optional>
#include <string>

#include "storage/credential_search.hpp"

namespace docexport {

/// A role that is to be assumed, as a profile or the environment describes it.
struct RoleRequest {
  std::string arn{};
  std::string session_name{};  ///< empty: one of our own
  std::string external_id{};
  std::optional<int> duration_seconds{};
  std::string purpose{};  ///< for messages: "profile nightly"
};

/// Temporary credentials from the Security Token Service (`sts` of the search's region, or the endpoint configured for
/// it): a request signed with `source`. Throws Error: `access` when it is refused, `temporary`, `configuration`.
Credentials assume_role(const CredentialSearch& search, const RoleRequest& role, const Credentials& source);

/// The same for whoever has a token of an identity provider; the request is not signed.
Credentials assume_role_with_web_identity(const CredentialSearch& search, const RoleRequest& role, const Secret& token);

}  // namespace docexport
