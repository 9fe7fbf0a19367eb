#pragma once

#include <optional>
#include <string>

#include "storage/credential_search.hpp"

namespace docexport {

/// Whether the profile is one of IAM Identity Center: it has `sso_session` or `sso_start_url`.
bool is_sso_profile(const AwsConfiguration& configuration, const std::string& profile);

/// Credentials of `sso_role_name` in `sso_account_id`, for the token that `aws sso login` left in ~/.aws/sso/cache.
/// nullopt where the profile is of another kind. Throws Error: `access` that says how to sign in when there is no token
/// or it has ended and was not renewed, `configuration` when a setting is missing, `temporary`.
std::optional<Credentials> find_sso_credentials(const CredentialSearch& search, const std::string& profile);

}  // namespace docexport
