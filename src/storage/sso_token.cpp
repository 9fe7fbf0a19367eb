#include "storage/sso_token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "docexport/base/file.hpp"
#include "storage/aws_values.hpp"
#include "storage/credential_answer.hpp"
#include "storage/credential_request.hpp"

namespace docexport {
namespace {

using Json = nlohmann::json;

constexpr std::size_t largest_token_file = std::size_t{64} << 10;
/// As the AWS CLI has it.
constexpr std::chrono::minutes renewal_window{15};
constexpr std::int64_t longest_token_seconds = std::int64_t{10} * 366 * 24 * 3600;

void wipe_json(Json& value) noexcept {
  if (value.is_string()) {
    wipe(value.get_ref<std::string&>());
  } else if (value.is_structured()) {
    for (Json& each : value) {
      wipe_json(each);
    }
  }
}

/// JSON of which nothing stays in memory.
class SecretJson {
 public:
  explicit SecretJson(Json value) : value_(std::move(value)) {}
  SecretJson(const SecretJson&) = delete;
  SecretJson& operator=(const SecretJson&) = delete;
  ~SecretJson() { wipe_json(value_); }

  [[nodiscard]] Json& get() { return value_; }
  [[nodiscard]] std::string dump() const { return value_.dump(-1, ' ', false, Json::error_handler_t::replace); }

 private:
  Json value_;
};

/// What AWS wants to see for another token.
struct Renewal {
  Secret client_id{};
  Secret client_secret{};
  Secret refresh_token{};
};

struct CachedSsoToken {
  std::filesystem::path file{};
  SsoToken token{};
  std::optional<Renewal> renewal{};
};

std::optional<Renewal> take_renewal(Json& content, Timestamp now) {
  Renewal renewal{.client_id = Secret(take_text(content, "clientId")),
                  .client_secret = Secret(take_text(content, "clientSecret")),
                  .refresh_token = Secret(take_text(content, "refreshToken"))};
  const std::optional<Timestamp> ends_at = parse_rfc3339(take_text(content, "registrationExpiresAt"));
  const bool is_whole =
      !renewal.client_id.is_empty() && !renewal.client_secret.is_empty() && !renewal.refresh_token.is_empty();
  return is_whole && ends_at && *ends_at > now ? std::optional(std::move(renewal)) : std::nullopt;
}

Json read_token_file(const std::filesystem::path& file) {
  const Secret text(read_file(file, largest_token_file));
  return Json::parse(text.reveal(), nullptr, false);
}

/// nullopt for a file that holds no token of this portal.
std::optional<CachedSsoToken> read_sso_token(const std::filesystem::path& file, const SsoPortal& portal,
                                             Timestamp now) {
  std::optional<SecretJson> json;
  try {
    json.emplace(read_token_file(file));
  } catch (const Error&) {
    return std::nullopt;  // somebody else's
  }
  Json& content = json->get();
  if (!content.is_object()) {
    return std::nullopt;
  }
  Secret text(take_text(content, "accessToken"));
  const std::optional<Timestamp> ends_at = parse_rfc3339(take_text(content, "expiresAt"));
  if (take_text(content, "startUrl") != portal.start_url || !is_credential_text(text.reveal()) || !ends_at) {
    return std::nullopt;
  }
  return CachedSsoToken{
      .file = file, .token = {.text = std::move(text), .ends_at = *ends_at}, .renewal = take_renewal(content, now)};
}

/// Those that last longest first.
std::vector<CachedSsoToken> read_sso_tokens(const Environment& environment, const SsoPortal& portal, Timestamp now) {
  std::vector<CachedSsoToken> tokens;
  std::error_code ignored;
  const std::filesystem::path folder =
      std::filesystem::path(environment.get("HOME").value_or("")) / ".aws" / "sso" / "cache";
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".json") {
      if (auto token = read_sso_token(entry.path(), portal, now)) {
        tokens.push_back(std::move(*token));
      }
    }
  }
  std::ranges::sort(tokens, std::greater(), [](const CachedSsoToken& each) { return each.token.ends_at; });
  return tokens;
}

HttpResponse ask_for_token(const CredentialSearch& search, const SsoPortal& portal, const Renewal& renewal) {
  const auto configured = search.configuration.endpoint_of("sso_oidc");
  const auto bundle = search.configuration.get_configured("AWS_CA_BUNDLE", "ca_bundle");
  const std::string endpoint = configured
                                   ? to_string(read_endpoint(*configured))
                                   : fmt::format("https://oidc.{}.{}", portal.region, aws_domain_of(portal.region));
  const SecretJson body(Json{{"clientId", renewal.client_id.reveal()},
                             {"clientSecret", renewal.client_secret.reveal()},
                             {"grantType", "refresh_token"},
                             {"refreshToken", renewal.refresh_token.reveal()}});
  HttpRequest request{.method = "POST",
                      .url = endpoint + "/token",
                      .headers = {{"content-type", "application/json"}},
                      .body = body.dump()};
  return send_credential_request(std::move(request), {.ca_bundle = bundle ? bundle->text() : ""});
}

/// Puts what is new into the file, for AWS's tools and our next run.
void keep_renewed(const std::filesystem::path& file, const SsoToken& token, const Secret& refresh_token) {
  SecretJson content(read_token_file(file));
  if (!content.get().is_object()) {
    return;
  }
  content.get()["accessToken"] = token.text.reveal();
  content.get()["expiresAt"] = format_rfc3339(token.ends_at);
  if (!refresh_token.is_empty()) {
    content.get()["refreshToken"] = refresh_token.reveal();
  }
  const Secret text(content.dump());
  PendingFile pending(file);
  write_all(pending.descriptor(), text.reveal(), file.string());
  pending.commit(Overwrite::yes);
}

/// nullopt where AWS refuses: somebody has to sign in again.
std::optional<SsoToken> renew_sso_token(const CredentialSearch& search, const SsoPortal& portal,
                                        const CachedSsoToken& cached) {
  HttpResponse response = ask_for_token(search, portal, cached.renewal.value());
  const Secret body(std::move(response.body));
  if (response.status >= 500 || response.status == 429) {
    throw Error(ErrorKind::temporary, fmt::format("IAM Identity Center answers {}. Try again later.", response.status));
  }
  SecretJson answer(response.status == 200 ? Json::parse(body.reveal(), nullptr, false) : Json());
  if (!answer.get().is_object()) {
    return std::nullopt;
  }
  Secret text(take_text(answer.get(), "accessToken"));
  const auto seconds = answer.get().find("expiresIn");
  if (!is_credential_text(text.reveal()) || seconds == answer.get().end() || !seconds->is_number_integer()) {
    return std::nullopt;
  }
  const std::chrono::seconds life(std::clamp<std::int64_t>(seconds->get<std::int64_t>(), 0, longest_token_seconds));
  SsoToken token{.text = std::move(text), .ends_at = search.clock() + life};
  try {
    keep_renewed(cached.file, token, Secret(take_text(answer.get(), "refreshToken")));
  } catch (const Error&) {
    return token;  // it serves this run; a folder that cannot be written to is no reason to fail
  }
  return token;
}

}  // namespace

std::optional<SsoToken> find_sso_token(const CredentialSearch& search, const SsoPortal& portal) {
  const Timestamp now = search.clock();
  const Environment& environment = search.configuration.environment();
  std::vector<CachedSsoToken> tokens = read_sso_tokens(environment, portal, now);
  if (tokens.empty()) {
    return std::nullopt;
  }
  const auto renewable =
      std::ranges::find_if(tokens, [](const CachedSsoToken& each) { return each.renewal.has_value(); });
  const Timestamp ends_at = tokens.front().token.ends_at;
  if (ends_at - now > renewal_window || renewable == tokens.end()) {
    return std::move(tokens.front().token);
  }
  try {
    if (auto renewed = renew_sso_token(search, portal, *renewable)) {
      return renewed;
    }
    // Another process may have renewed it just now, and a refresh token serves once.
    tokens = read_sso_tokens(environment, portal, now);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted || ends_at <= now) {
      throw;
    }
  }
  return tokens.empty() ? std::nullopt : std::optional(std::move(tokens.front().token));
}

}  // namespace docexport
