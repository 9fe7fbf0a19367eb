#include "storage/sso_credentials.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "docexport/base/file.hpp"
#include "docexport/base/text.hpp"
#include "storage/aws_values.hpp"
#include "storage/credential_answer.hpp"
#include "storage/credential_request.hpp"
#include "storage/s3_endpoint.hpp"
#include "storage/sigv4.hpp"

namespace docexport {
namespace {

using Json = nlohmann::json;

constexpr std::size_t largest_token_file = std::size_t{64} << 10;

/// What a profile says of its sign-in.
struct SignIn {
  std::string start_url{};
  std::string region{};
  std::string account{};
  std::string role{};
};

struct Token {
  Secret text{};
  Timestamp ends_at{};
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
  SignIn sign_in{.start_url = get("sso_start_url"),
                 .region = get("sso_region"),
                 .account = get("sso_account_id"),
                 .role = get("sso_role_name")};
  if (!is_region_name(sign_in.region)) {
    throw Error(ErrorKind::configuration,
                fmt::format("profile {}: sso_region is not a region's name like eu-west-1.", escape_controls(profile)));
  }
  return sign_in;
}

/// nullopt for a file that holds no token of this sign-in.
std::optional<Token> read_token(const std::filesystem::path& file, const SignIn& sign_in) {
  Json content;
  try {
    const Secret text(read_file(file, largest_token_file));
    content = Json::parse(text.reveal(), nullptr, false);
  } catch (const Error&) {
    return std::nullopt;  // somebody else's
  }
  if (!content.is_object()) {
    return std::nullopt;
  }
  Secret text(take_text(content, "accessToken"));
  const std::optional<Timestamp> ends_at = parse_rfc3339(take_text(content, "expiresAt"));
  if (take_text(content, "startUrl") != sign_in.start_url || !is_credential_text(text.reveal()) || !ends_at) {
    return std::nullopt;
  }
  return Token{.text = std::move(text), .ends_at = *ends_at};
}

/// The token that lasts longest.
std::optional<Token> find_token(const Environment& environment, const SignIn& sign_in) {
  std::optional<Token> best;
  std::error_code ignored;
  const std::filesystem::path folder =
      std::filesystem::path(environment.get("HOME").value_or("")) / ".aws" / "sso" / "cache";
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    std::optional<Token> token = entry.path().extension() == ".json" ? read_token(entry.path(), sign_in) : std::nullopt;
    if (token && (!best || token->ends_at > best->ends_at)) {
      best = std::move(token);
    }
  }
  return best;
}

Error sign_in_error(const std::string& profile, std::string_view cause) {
  return {ErrorKind::access, fmt::format("profile {}: {}. Run: aws sso login --profile {}", escape_controls(profile),
                                         cause, escape_controls(profile))};
}

HttpResponse ask_portal(const CredentialSearch& search, const SignIn& sign_in, const Token& token) {
  const AwsConfiguration& configuration = search.configuration;
  const auto configured = configuration.endpoint_of("sso");
  const auto bundle = configuration.get_configured("AWS_CA_BUNDLE", "ca_bundle");
  const std::string endpoint =
      configured ? to_string(read_endpoint(*configured))
                 : fmt::format("https://portal.sso.{}.{}", sign_in.region, aws_domain_of(sign_in.region));
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
  const std::optional<Token> token = find_token(search.configuration.environment(), sign_in);
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
