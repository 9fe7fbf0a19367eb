#include "storage/instance_credentials.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/text.hpp"
#include "storage/aws_values.hpp"
#include "storage/credential_answer.hpp"
#include "storage/credential_request.hpp"

namespace docexport {
namespace {

constexpr std::string_view instance_source_name = "the metadata service of the EC2 instance";
constexpr std::string_view roles_path = "/latest/meta-data/iam/security-credentials/";
constexpr std::string_view token_lifetime = "21600";

std::string endpoint_of(const AwsConfiguration& configuration) {
  if (const auto configured =
          configuration.get_configured("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint")) {
    return to_string(read_endpoint(*configured));
  }
  const auto mode =
      configuration.get_configured("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
  const bool is_version_6 = mode && to_lower_ascii(mode->value.reveal()) == "ipv6";
  return is_version_6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
}

CredentialPatience patience_of(const AwsConfiguration& configuration) {
  constexpr int longest_timeout = 60;
  constexpr int most_attempts = 10;
  const auto timeout = configuration.get_configured("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout");
  const auto attempts =
      configuration.get_configured("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts");
  return {.timeout = std::chrono::seconds(timeout ? read_count(*timeout, longest_timeout) : 1),
          .attempts = attempts ? read_count(*attempts, most_attempts) : 1};
}

/// A role's name becomes part of a URL.
bool is_role_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           std::string_view("+=,.@_-").find(each) != std::string_view::npos;
  });
}

class MetadataService {
 public:
  explicit MetadataService(const AwsConfiguration& configuration)
      : endpoint_(endpoint_of(configuration)), patience_(patience_of(configuration)) {}

  /// False when no service of version 2 is there; `why` says what is.
  bool open_session(std::string& why) {
    HttpResponse response;
    try {
      response =
          send_credential_request({.method = "PUT",
                                   .url = endpoint_ + "/latest/api/token",
                                   .headers = {{"x-aws-ec2-metadata-token-ttl-seconds", std::string(token_lifetime)}}},
                                  patience_);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      why = "no metadata service answers";
      return false;
    }
    token_ = Secret(std::move(response.body));
    if (response.status != 200 || !is_credential_text(token_.reveal())) {
      why = fmt::format("the metadata service answers {} to version 2", response.status);
      return false;
    }
    return true;
  }

  HttpResponse get(std::string_view path) {
    HttpResponse response = send_credential_request(
        {.url = endpoint_ + std::string(path), .headers = {{"x-aws-ec2-metadata-token", std::string(token_.reveal())}}},
        patience_);
    if (response.status >= 500) {
      throw Error(ErrorKind::temporary,
                  fmt::format("{} answers {}. Try again later.", instance_source_name, response.status));
    }
    return response;
  }

 private:
  std::string endpoint_;
  CredentialPatience patience_;
  Secret token_;
};

}  // namespace

bool may_have_instance_metadata(const AwsConfiguration& configuration) {
  const std::optional<std::string> disabled = configuration.environment().get("AWS_EC2_METADATA_DISABLED");
  return to_lower_ascii(disabled.value_or("false")) != "true";
}

std::optional<Credentials> find_instance_credentials(CredentialSearch& search) {
  const auto absent = [&](const std::string& why) {
    search.absences.push_back("instance: " + why);
    return std::nullopt;
  };
  if (!may_have_instance_metadata(search.configuration)) {
    return absent("AWS_EC2_METADATA_DISABLED is true");
  }
  MetadataService service(search.configuration);
  std::string why;
  if (!service.open_session(why)) {
    return absent(why);
  }
  const HttpResponse roles = service.get(roles_path);
  const std::string role(trim(std::string_view(roles.body).substr(0, roles.body.find('\n'))));
  if (roles.status != 200 || !is_role_name(role)) {
    return absent("it has no role");
  }
  HttpResponse answer = service.get(std::string(roles_path) + role);
  const Secret body(std::move(answer.body));
  if (answer.status != 200) {
    throw Error(ErrorKind::access, fmt::format("{} answers {} for the role {}. Check the instance's role.",
                                               instance_source_name, answer.status, role));
  }
  return read_credential_answer(body, {}, fmt::format("{} (role {})", instance_source_name, role));
}

}  // namespace docexport
