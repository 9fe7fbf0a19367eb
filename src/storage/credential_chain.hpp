#pragma once

#include <memory>
#include <string>

#include "docexport/storage/store_location.hpp"
#include "storage/credentials_provider.hpp"

namespace docexport {

/// Finds credentials as AWS's tools do: environment (unless a profile was asked for), assumed role, web identity,
/// credentials file, credential_process, config file, container, EC2 instance. Files and programs are asked anew at
/// each renewal. `purpose` is what they are for, "s3://bucket".
///
/// Where no server and no program is needed, what is missing is said at once; else nothing is asked before the first
/// use. Throws Error: `access` when there is nothing, with each source and why it has nothing; `configuration`.
std::unique_ptr<CredentialsProvider> make_credentials_provider(const StoreOptions& options, const std::string& purpose);

}  // namespace docexport
