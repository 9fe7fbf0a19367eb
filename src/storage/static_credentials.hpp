#pragma once

#include <optional>
#include <string>

#include "storage/credential_search.hpp"

namespace docexport {

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; nullopt where neither of the first two is set.
/// Throws Error: `access` when one of them is missing, `configuration` for a character that no credential has.
std::optional<Credentials> find_environment_credentials(CredentialSearch& search);

/// aws_access_key_id, aws_secret_access_key and aws_session_token of a profile in one of the files; throws the same.
std::optional<Credentials> find_file_credentials(CredentialSearch& search, AwsFile file, const std::string& profile);

}  // namespace docexport
