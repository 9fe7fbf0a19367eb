#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/base/environment.hpp"
#include "docexport/base/error.hpp"
#include "storage/ini_file.hpp"

namespace docexport {

/// What somebody configured, and where, for messages: "AWS_REGION", "region (/home/ann/.aws/config:12)".
struct AwsSetting {
  Secret value{};
  std::string origin{};

  [[nodiscard]] std::string text() const { return std::string(value.reveal()); }
};

enum class AwsFile { config, credentials };

/// The environment, and the two files that AWS's tools share: AWS_CONFIG_FILE (~/.aws/config) and
/// AWS_SHARED_CREDENTIALS_FILE (~/.aws/credentials). A file that is missing or may not be read has nothing in it.
class AwsConfiguration {
 public:
  /// `profile` is the one that was asked for; empty: AWS_PROFILE, AWS_DEFAULT_PROFILE, else `default`. Throws Error
  /// (`configuration`) for a file that is damaged, and for a profile that was named and is in neither file.
  AwsConfiguration(Environment environment, const std::string& profile);

  [[nodiscard]] const Environment& environment() const { return environment_; }
  [[nodiscard]] const std::string& profile() const { return profile_; }
  /// An option asked for the profile, rather than a variable or nobody.
  [[nodiscard]] bool is_profile_requested() const { return is_profile_requested_; }

  [[nodiscard]] bool has_profile(const std::string& profile) const;
  /// `default, nightly`: at most ten.
  [[nodiscard]] std::string profile_names() const;
  /// "/home/ann/.aws/credentials", or with the reason why nothing is in it, for messages.
  [[nodiscard]] std::string describe(AwsFile file) const;

  /// Of a profile; what both files have counts as the credentials file says.
  [[nodiscard]] std::optional<AwsSetting> get(const std::string& profile, const std::string& name) const;
  [[nodiscard]] std::optional<AwsSetting> get(AwsFile file, const std::string& profile, const std::string& name) const;
  /// From the variable, else from the profile in force.
  [[nodiscard]] std::optional<AwsSetting> get_configured(const std::string& variable, const std::string& name) const;
  /// A deeper line of the profile in force: `addressing_style` below `s3 =`.
  [[nodiscard]] std::optional<AwsSetting> get_nested(const std::string& name, const std::string& nested) const;
  /// Of a section [sso-session NAME].
  [[nodiscard]] std::optional<AwsSetting> get_of_session(const std::string& session, const std::string& name) const;
  /// AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, the profile's `services`, its `endpoint_url`, in this order, unless
  /// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS says that none of them counts. `service` is `s3`, `sts` or `sso`.
  [[nodiscard]] std::optional<AwsSetting> endpoint_of(const std::string& service) const;

 private:
  struct SharedFile {
    std::string path{};
    std::string fault{};  ///< why nothing was read
    std::map<std::string, IniSection> profiles{};
    std::map<std::string, IniSection> services{};
    std::map<std::string, IniSection> sessions{};
  };

  static SharedFile read(AwsFile kind, const Environment& environment);
  [[nodiscard]] const SharedFile& shared(AwsFile file) const;
  [[nodiscard]] std::optional<AwsSetting> configured_endpoint(const std::string& service) const;

  Environment environment_;
  SharedFile config_;
  SharedFile credentials_;
  std::string profile_;
  bool is_profile_requested_ = false;
};

/// `true` or `false`, in any case; Error (`configuration`) that names the setting for anything else.
bool read_flag(const AwsSetting& setting);
/// Error (`configuration`): `<origin> is <value>: <expected>.`
Error setting_error(const AwsSetting& setting, std::string_view expected);

}  // namespace docexport
