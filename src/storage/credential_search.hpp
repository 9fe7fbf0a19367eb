#pragma once

#include <string>
#include <vector>

#include "docexport/base/time.hpp"
#include "storage/aws_configuration.hpp"

namespace docexport {

/// One search for credentials, source by source. A source that has nothing says why and the next one is asked; one that
/// is configured and does not work throws Error, and nothing behind it counts.
struct CredentialSearch {
  const AwsConfiguration& configuration;
  std::string region{};  ///< of the STS calls
  Clock clock = system_now;
  std::vector<std::string> absences{};  ///< "container: AWS_CONTAINER_CREDENTIALS_FULL_URI is not set"
};

}  // namespace docexport
