#include "storage/static_credentials.hpp"

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

/// Three settings that belong together, under the names that they have where they stand.
struct KeySettings {
  std::optional<AwsSetting> id{};
  std::optional<AwsSetting> secret{};
  std::optional<AwsSetting> token{};
  std::string id_name{};
  std::string secret_name{};
  std::string place{};  ///< "environment variables"
};

/// A credential goes into a header line, where nothing but visible ASCII has a place.
Secret take(std::optional<AwsSetting>& setting) {
  if (setting && !is_credential_text(setting->value.reveal())) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} holds a character that no credential has: look for a space or a line end in it.",
                            setting->origin));
  }
  return setting ? std::move(setting->value) : Secret();
}

std::optional<Credentials> combine(KeySettings settings) {
  if (!settings.id && !settings.secret) {
    return std::nullopt;
  }
  if (!settings.id || !settings.secret) {
    throw Error(ErrorKind::access, fmt::format("the credentials in {} are not whole: set {}.", settings.place,
                                               settings.id ? settings.secret_name : settings.id_name));
  }
  return Credentials{.access_key_id = std::string(take(settings.id).reveal()),
                     .secret_access_key = take(settings.secret),
                     .session_token = take(settings.token),
                     .source = settings.place};
}

std::optional<AwsSetting> variable(const Environment& environment, const std::string& name) {
  const std::optional<std::string> value = environment.get(name);
  return value ? std::optional(AwsSetting{.value = Secret(*value), .origin = name}) : std::nullopt;
}

}  // namespace

std::optional<Credentials> find_environment_credentials(CredentialSearch& search) {
  const Environment& environment = search.configuration.environment();
  std::optional<Credentials> found = combine({.id = variable(environment, "AWS_ACCESS_KEY_ID"),
                                              .secret = variable(environment, "AWS_SECRET_ACCESS_KEY"),
                                              .token = variable(environment, "AWS_SESSION_TOKEN"),
                                              .id_name = "AWS_ACCESS_KEY_ID",
                                              .secret_name = "AWS_SECRET_ACCESS_KEY",
                                              .place = "the environment"});
  if (!found) {
    search.absences.emplace_back("environment: AWS_ACCESS_KEY_ID is not set");
  }
  return found;
}

std::optional<Credentials> find_file_credentials(CredentialSearch& search, AwsFile file, const std::string& profile) {
  const auto get = [&](const std::string& name) { return search.configuration.get(file, profile, name); };
  return combine(
      {.id = get("aws_access_key_id"),
       .secret = get("aws_secret_access_key"),
       .token = get("aws_session_token"),
       .id_name = "aws_access_key_id",
       .secret_name = "aws_secret_access_key",
       .place = fmt::format("profile {} of {}", escape_controls(profile), search.configuration.describe(file))});
}

}  // namespace docexport
