#include "storage/sso_credentials.hpp"

#include <fmt/format.h>

#include "docexport/base/text.hpp"
#include "storage/aws_values.hpp"
#include "storage/credential_answer.hpp"
#include "storage/credential_request.hpp"
#include "storage/s3_endpoint.hpp"
#include "storage/sigv4.hpp"
#include "storage/sso_token.hpp"

namespace docexport {
namespace {

/// What a profile says of its sign-in.
struct SignIn {
  SsoPortal portal{};
  std::string account{};
  std::string role{};
};

SignIn read_sign_in(const AwsConfiguration& configuration, const std::string& profile) {
  const auto session = configuration.get(profile, "sso_session");
  const auto get = [&](const std::string& name) {
    auto setting = session ? configuration.get_of_session(session->text(), name) : std::nullopt;
    setting = setting ? std::move(setting) : configuration.get(profile, name);
    if (!setting) {
      throw Error(ErrorKind::configuration,
                  fmt::format("profile {}: {} is missing. Run: aws configure sso --profile {}",
                              escape_controls(profile), name, escape_controls(profile)));
    }
    return setting->text();
  };
  SignIn sign_in{.portal = {.start_url = get("sso_start_url"), .region = get("sso_region")},
                 .account = get("sso_account_id"),
                 .role = get("sso_role_name")};
  if (!is_region_name(sign_in.portal.region)) {
    throw Error(ErrorKind::configuration,
                fmt::format("profile {}: sso_region is not a region's name like eu-west-1.", escape_controls(profile)));
  }
  return sign_in;
}

Error sign_in_error(const std::string& profile, std::string_view cause) {
  return {ErrorKind::access, fmt::format("profile {}: {}. Run: aws sso login --profile {}", escape_controls(profile),
                                         cause, escape_controls(profile))};
}

std::optional<SsoToken> find_token(const CredentialSearch& search, const SsoPortal& portal,
                                   const std::string& profile) {
  try {
    return find_sso_token(search, portal);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
    throw Error(error.kind(), fmt::format("profile {}: its sign-in has ended and cannot be renewed: {}",
                                          escape_controls(profile), error.what()));
  }
}

HttpResponse ask_portal(const CredentialSearch& search, const SignIn& sign_in, const SsoToken& token) {
  const AwsConfiguration& configuration = search.configuration;
  const auto configured = configuration.endpoint_of("sso");
  const auto bundle = configuration.get_configured("AWS_CA_BUNDLE", "ca_bundle");
  const std::string endpoint =
      configured ? to_string(read_endpoint(*configured))
                 : fmt::format("https://portal.sso.{}.{}", sign_in.portal.region, aws_domain_of(sign_in.portal.region));
  HttpRequest request{
      .url = fmt::format("{}/federation/credentials?{}", endpoint,
                         canonical_query({{"account_id", sign_in.account}, {"role_name", sign_in.role}})),
      .headers = {{"x-amz-sso_bearer_token", std::string(token.text.reveal())}}};
  return send_credential_request(std::move(request), {.ca_bundle = bundle ? bundle->text() : ""});
}

}  // namespace

bool is_sso_profile(const AwsConfiguration& configuration, const std::string& profile) {
  return configuration.get(profile, "sso_session") || configuration.get(profile, "sso_start_url");
}

std::optional<Credentials> find_sso_credentials(const CredentialSearch& search, const std::string& profile) {
  if (!is_sso_profile(search.configuration, profile)) {
    return std::nullopt;
  }
  const SignIn sign_in = read_sign_in(search.configuration, profile);
  const std::optional<SsoToken> token = find_token(search, sign_in.portal, profile);
  if (!token) {
    throw sign_in_error(profile, "nobody has signed in to its IAM Identity Center here");
  }
  if (token->ends_at <= search.clock()) {
    throw sign_in_error(profile, "its sign-in has ended");
  }
  HttpResponse response = ask_portal(search, sign_in, *token);
  const Secret body(std::move(response.body));
  if (response.status == 401) {
    throw sign_in_error(profile, "its sign-in is not valid any more");
  }
  if (response.status != 200) {
    throw Error(response.status >= 500 || response.status == 429 ? ErrorKind::temporary : ErrorKind::access,
                fmt::format("profile {}: IAM Identity Center answers {}. Check sso_account_id and sso_role_name.",
                            escape_controls(profile), response.status));
  }
  return read_portal_answer(body, fmt::format("the sign-in of profile {}", escape_controls(profile)));
}

}  // namespace docexport
