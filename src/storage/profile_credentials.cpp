#include "storage/profile_credentials.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/file.hpp"
#include "docexport/base/text.hpp"
#include "storage/aws_values.hpp"
#include "storage/container_credentials.hpp"
#include "storage/credential_process.hpp"
#include "storage/instance_credentials.hpp"
#include "storage/sso_credentials.hpp"
#include "storage/static_credentials.hpp"
#include "storage/sts_credentials.hpp"

namespace docexport {
namespace {

// The longest that a role's session can be.
constexpr int most_session_seconds = 12 * 3600;
constexpr std::size_t largest_identity_token = std::size_t{64} << 10;
/// What people do whose credentials only AWS's own tools can fetch.
constexpr std::string_view export_advice =
    "Give another profile: credential_process = aws configure export-credentials --format process --profile";

Error profile_error(const std::string& profile, std::string_view what) {
  return {ErrorKind::configuration, fmt::format("profile {}: {}.", escape_controls(profile), what)};
}

std::string text_of(const std::optional<AwsSetting>& setting) {
  return setting ? setting->text() : std::string();
}

bool has_keys(const AwsConfiguration& configuration, const std::string& profile) {
  return configuration.get(profile, "aws_access_key_id") || configuration.get(profile, "aws_secret_access_key");
}

bool has_role(const AwsConfiguration& configuration, const std::string& profile) {
  return configuration.get(profile, "role_arn") && !configuration.get(profile, "web_identity_token_file");
}

RoleRequest read_role(const AwsConfiguration& configuration, const std::string& profile) {
  if (const auto device = configuration.get(profile, "mfa_serial")) {
    throw profile_error(profile,
                        fmt::format("its role needs a code of the MFA device {}, which nobody can be asked for "
                                    "here. {} {}",
                                    escape_controls(device->value.reveal()), export_advice, escape_controls(profile)));
  }
  RoleRequest role{.arn = text_of(configuration.get(profile, "role_arn")),
                   .session_name = text_of(configuration.get(profile, "role_session_name")),
                   .external_id = text_of(configuration.get(profile, "external_id")),
                   .purpose = fmt::format("profile {}", escape_controls(profile))};
  if (const auto duration = configuration.get(profile, "duration_seconds")) {
    role.duration_seconds = read_count(*duration, most_session_seconds);
  }
  return role;
}

/// Follows `source_profile` from role to role.
class RoleChain {
 public:
  explicit RoleChain(CredentialSearch& search) : search_(search), configuration_(search.configuration) {}

  Credentials assume(const std::string& profile) {
    visited_.push_back(profile);
    const RoleRequest role = read_role(configuration_, profile);
    const auto source_profile = configuration_.get(profile, "source_profile");
    const auto credential_source = configuration_.get(profile, "credential_source");
    if (source_profile && credential_source) {
      throw profile_error(profile, "it has both source_profile and credential_source. Leave one of them");
    }
    if (!source_profile && !credential_source) {
      throw profile_error(profile, "its role_arn needs source_profile or credential_source beside it");
    }
    const Credentials source =
        source_profile ? of_profile(profile, source_profile->text()) : of_source(profile, *credential_source);
    return assume_role(search_, role, source);
  }

 private:
  Credentials of_profile(const std::string& profile, const std::string& source) {
    if (!configuration_.has_profile(source)) {
      throw profile_error(profile, fmt::format("its source_profile {} does not exist; profiles: {}",
                                               escape_controls(source), configuration_.profile_names()));
    }
    const bool is_own = source == profile && has_keys(configuration_, source);
    if (!is_own && std::find(visited_.begin(), visited_.end(), source) != visited_.end()) {
      throw profile_error(profile, fmt::format("its source_profile {} leads back to itself", escape_controls(source)));
    }
    if (has_keys(configuration_, source) || !has_role(configuration_, source)) {
      if (auto found = find_profile_credentials(search_, source, IdentityVariables::ignored)) {
        return std::move(*found);
      }
      throw Error(ErrorKind::access, fmt::format("profile {}: its source_profile {} has no credentials. Give it some.",
                                                 escape_controls(profile), escape_controls(source)));
    }
    return assume(source);
  }

  Credentials of_source(const std::string& profile, const AwsSetting& setting) {
    const std::size_t choice = read_choice(setting, {"environment", "ec2instancemetadata", "ecscontainer"});
    std::optional<Credentials> found = choice == 0   ? find_environment_credentials(search_)
                                       : choice == 1 ? find_instance_credentials(search_)
                                                     : find_container_credentials(search_);
    if (!found) {
      throw Error(ErrorKind::access, fmt::format("profile {}: its credential_source has nothing ({}). Correct it.",
                                                 escape_controls(profile), search_.absences.back()));
    }
    return std::move(*found);
  }

  CredentialSearch& search_;
  const AwsConfiguration& configuration_;
  std::vector<std::string> visited_;
};

/// A setting of a web identity.
std::optional<AwsSetting> identity_setting(const AwsConfiguration& configuration, const std::string& profile,
                                           IdentityVariables variables, const std::string& name) {
  const std::string variable = name == "web_identity_token_file" ? "AWS_WEB_IDENTITY_TOKEN_FILE"
                               : name == "role_arn"              ? "AWS_ROLE_ARN"
                                                                 : "AWS_ROLE_SESSION_NAME";
  if (const auto value = configuration.environment().get(variable); value && variables == IdentityVariables::used) {
    return AwsSetting{.value = Secret(*value), .origin = variable};
  }
  return configuration.get(profile, name);
}

Secret read_identity_token(const AwsSetting& file) {
  try {
    const Secret content(read_file(file.text(), largest_identity_token));
    return Secret(std::string(trim(content.reveal())));
  } catch (const Error& error) {
    throw Error(ErrorKind::access, fmt::format("{}: {}. Correct it.", file.origin, error.what()));
  }
}

std::optional<Credentials> find_web_identity(const CredentialSearch& search, const std::string& profile,
                                             IdentityVariables variables) {
  const auto get = [&](const std::string& name) {
    return identity_setting(search.configuration, profile, variables, name);
  };
  const std::optional<AwsSetting> file = get("web_identity_token_file");
  if (!file) {
    return std::nullopt;
  }
  const RoleRequest role{.arn = text_of(get("role_arn")),
                         .session_name = text_of(get("role_session_name")),
                         .purpose = fmt::format("the web identity of {}", file->origin)};
  if (role.arn.empty()) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} needs a role beside it. Set AWS_ROLE_ARN or role_arn.", file->origin));
  }
  return assume_role_with_web_identity(search, role, read_identity_token(*file));
}

void refuse_login(const AwsConfiguration& configuration, const std::string& profile) {
  if (configuration.get(profile, "login_session")) {
    throw profile_error(profile, fmt::format("its sign-in (login_session) is for AWS's own tools. {} {}", export_advice,
                                             escape_controls(profile)));
  }
}

}  // namespace

std::optional<Credentials> find_assumed_role(CredentialSearch& search) {
  const std::string& profile = search.configuration.profile();
  return has_role(search.configuration, profile) ? std::optional(RoleChain(search).assume(profile)) : std::nullopt;
}

std::optional<Credentials> find_profile_credentials(CredentialSearch& search, const std::string& profile,
                                                    IdentityVariables variables) {
  const AwsConfiguration& configuration = search.configuration;
  if (auto found = find_web_identity(search, profile, variables)) {
    return found;
  }
  if (auto found = find_sso_credentials(search, profile)) {
    return found;
  }
  const auto process = configuration.get(profile, "credential_process");
  if (!process && !has_keys(configuration, profile)) {
    refuse_login(configuration, profile);
  }
  if (auto found = find_file_credentials(search, AwsFile::credentials, profile)) {
    return found;
  }
  if (process) {
    return run_credential_process(*process, configuration.environment());
  }
  if (auto found = find_file_credentials(search, AwsFile::config, profile)) {
    return found;
  }
  search.absences.push_back(fmt::format("profile {}: no keys in {} or {}", escape_controls(profile),
                                        configuration.describe(AwsFile::credentials),
                                        configuration.describe(AwsFile::config)));
  return std::nullopt;
}

bool needs_others(const AwsConfiguration& configuration) {
  const std::string& profile = configuration.profile();
  return has_role(configuration, profile) || is_sso_profile(configuration, profile) ||
         configuration.get(profile, "credential_process") ||
         identity_setting(configuration, profile, IdentityVariables::used, "web_identity_token_file");
}

}  // namespace docexport
