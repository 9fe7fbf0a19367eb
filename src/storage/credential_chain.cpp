#include "storage/credential_chain.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "storage/container_credentials.hpp"
#include "storage/credential_search.hpp"
#include "storage/instance_credentials.hpp"
#include "storage/profile_credentials.hpp"
#include "storage/refreshed_credentials.hpp"
#include "storage/s3_settings.hpp"
#include "storage/static_credentials.hpp"

namespace docexport {
namespace {

std::optional<Credentials> search_sources(CredentialSearch& search) {
  const AwsConfiguration& configuration = search.configuration;
  if (configuration.is_profile_requested()) {
    search.absences.emplace_back("environment: does not count beside --profile");
  } else if (auto found = find_environment_credentials(search)) {
    return found;
  }
  if (auto found = find_assumed_role(search)) {
    return found;
  }
  if (auto found = find_profile_credentials(
          search, configuration.profile(),
          configuration.is_profile_requested() ? IdentityVariables::ignored : IdentityVariables::used)) {
    return found;
  }
  if (auto found = find_container_credentials(search)) {
    return found;
  }
  return find_instance_credentials(search);
}

Credentials find_credentials(const StoreOptions& options, const std::string& purpose) {
  const AwsConfiguration configuration(options.environment, options.profile);
  CredentialSearch search{.configuration = configuration,
                          .region = configured_region(configuration, options.region),
                          .clock = options.clock};
  std::optional<Credentials> found = search_sources(search);
  if (!found) {
    throw Error(ErrorKind::access,
                fmt::format("no credentials for {}: {}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a "
                            "profile of the AWS configuration.",
                            purpose, fmt::join(search.absences, "; ")));
  }
  return std::move(*found);
}

/// Whether no server and no program has to be asked.
bool is_all_here(const AwsConfiguration& configuration) {
  const Environment& environment = configuration.environment();
  const bool has_keys = environment.get("AWS_ACCESS_KEY_ID") || environment.get("AWS_SECRET_ACCESS_KEY");
  if (has_keys && !configuration.is_profile_requested()) {
    return true;
  }
  const bool has_file_keys = configuration.get(configuration.profile(), "aws_access_key_id").has_value();
  const bool may_ask = environment.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") ||
                       environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI") ||
                       may_have_instance_metadata(configuration);
  return !needs_others(configuration) && (has_file_keys || !may_ask);
}

}  // namespace

std::unique_ptr<CredentialsProvider> make_credentials_provider(const StoreOptions& options,
                                                               const std::string& purpose) {
  auto provider = std::make_unique<RefreshedCredentials>(
      [options, purpose] { return find_credentials(options, purpose); }, options.clock);
  if (is_all_here(AwsConfiguration(options.environment, options.profile))) {
    static_cast<void>(provider->current());
  }
  return provider;
}

}  // namespace docexport
