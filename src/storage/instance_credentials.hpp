#pragma once

#include <optional>

#include "storage/credential_search.hpp"

namespace docexport {

/// Whether this may be a machine of EC2, as far as its user says.
bool may_have_instance_metadata(const AwsConfiguration& configuration);

/// What the metadata service (IMDSv2) of an EC2 machine gives for the machine's role. nullopt where no such service
/// answers within a second, or it has no role. Throws Error (`access`, `temporary`) when it begins to answer and then
/// fails.
std::optional<Credentials> find_instance_credentials(CredentialSearch& search);

}  // namespace docexport
