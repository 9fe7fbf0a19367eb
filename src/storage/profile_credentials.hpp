#pragma once

#include <optional>

#include "storage/credential_search.hpp"

namespace docexport {

/// The role that the profile in force names (`role_arn` with `source_profile` or `credential_source`), assumed. nullopt
/// where it names none. Throws Error: `configuration` for profiles that are in a circle or lack something, `access`,
/// `temporary`.
std::optional<Credentials> find_assumed_role(CredentialSearch& search);

/// Whether variables that describe an identity count beside the profile's own settings.
enum class IdentityVariables { ignored, used };

/// What a profile gives without another one: a web identity, a sign-in to IAM Identity Center, its keys in the
/// credentials file, the program of `credential_process`, its keys in the config file, in this order. nullopt, with the
/// reasons, where it has none. Throws Error like the above, and `configuration` for a sign-in that only AWS's own tools
/// can make.
std::optional<Credentials> find_profile_credentials(CredentialSearch& search, const std::string& profile,
                                                    IdentityVariables variables);

/// Whether the profile in force, or the environment, needs a program or a server for its credentials.
bool needs_others(const AwsConfiguration& configuration);

}  // namespace docexport
