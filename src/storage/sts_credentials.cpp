#include "storage/sts_credentials.hpp"

#include <fmt/format.h>

#include <chrono>

#include "docexport/base/digest.hpp"
#include "docexport/base/text.hpp"
#include "storage/aws_values.hpp"
#include "storage/credential_request.hpp"
#include "storage/percent_encoding.hpp"
#include "storage/s3_endpoint.hpp"
#include "storage/s3_failure.hpp"
#include "storage/sigv4.hpp"
#include "storage/xml_reader.hpp"

namespace docexport {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded; charset=utf-8";

S3Endpoint sts_endpoint(const CredentialSearch& search) {
  const std::optional<AwsSetting> configured = search.configuration.endpoint_of("sts");
  return configured ? read_endpoint(*configured)
                    : parse_s3_endpoint(fmt::format("https://sts.{}.{}", search.region, aws_domain_of(search.region)));
}

NameValues form_of(const std::string& action, const RoleRequest& role, Timestamp now) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  NameValues form{
      {"Action", action},
      {"Version", "2011-06-15"},
      {"RoleArn", role.arn},
      {"RoleSessionName", role.session_name.empty() ? fmt::format("docexport-{}", seconds) : role.session_name}};
  if (!role.external_id.empty()) {
    form.emplace_back("ExternalId", role.external_id);
  }
  if (role.duration_seconds) {
    form.emplace_back("DurationSeconds", fmt::to_string(*role.duration_seconds));
  }
  return form;
}

/// The answers hold secrets, and are read into plain texts.
void wipe_texts(XmlElement& element) noexcept {
  wipe(element.text);
  for (XmlElement& child : element.children) {
    wipe_texts(child);
  }
}

const XmlElement* find_element(const XmlElement& element, std::string_view name) {
  if (element.name == name) {
    return &element;
  }
  for (const XmlElement& child : element.children) {
    if (const XmlElement* found = find_element(child, name)) {
      return found;
    }
  }
  return nullptr;
}

std::optional<Credentials> read_sts_answer(const Secret& body, const std::string& source) {
  std::optional<XmlElement> answer = parse_xml(body.reveal());
  const XmlElement* element = answer ? find_element(*answer, "Credentials") : nullptr;
  if (element == nullptr) {
    return std::nullopt;
  }
  Credentials credentials{.access_key_id = std::string(element->child_text("AccessKeyId")),
                          .secret_access_key = Secret(std::string(element->child_text("SecretAccessKey"))),
                          .session_token = Secret(std::string(element->child_text("SessionToken"))),
                          .expires_at = parse_rfc3339(element->child_text("Expiration")),
                          .source = source};
  wipe_texts(*answer);
  const bool is_whole = is_credential_text(credentials.access_key_id) &&
                        is_credential_text(credentials.secret_access_key.reveal()) &&
                        is_credential_text(credentials.session_token.reveal()) && credentials.expires_at;
  return is_whole ? std::optional(std::move(credentials)) : std::nullopt;
}

/// What the service calls the failure; only letters, digits and dots.
std::string failure_code(const Secret& body) {
  const std::optional<XmlElement> answer = parse_xml(body.reveal());
  const XmlElement* element = answer ? find_element(*answer, "Code") : nullptr;
  std::string code;
  for (const char each : element == nullptr ? std::string_view() : std::string_view(element->text)) {
    const bool is_plain =
        (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '.';
    code += is_plain && code.size() < 64 ? std::string(1, each) : "";
  }
  return code;
}

std::string_view advice_on(ErrorKind kind, std::string_view code) {
  if (kind == ErrorKind::temporary) {
    return "Try again later.";
  }
  if (code == "ExpiredToken" || code == "ExpiredTokenException" || code == "IDPCommunicationError") {
    return "Renew the credentials or the token that the role is assumed with.";
  }
  if (code == "SignatureDoesNotMatch" || code == "RequestExpired") {
    return "Check the secret key that the role is assumed with, and this machine's clock.";
  }
  return "Check the role's ARN and trust policy, and the credentials or the token it is assumed with.";
}

class StsCall {
 public:
  StsCall(const CredentialSearch& search, const RoleRequest& role, const std::string& action)
      : search_(search), role_(role), endpoint_(sts_endpoint(search)), form_(form_of(action, role, search.clock())) {}

  StsCall(const StsCall&) = delete;
  StsCall& operator=(const StsCall&) = delete;
  ~StsCall() {
    for (auto& [name, value] : form_) {
      wipe(value);
    }
  }

  void add(const std::string& name, std::string value) { form_.emplace_back(name, std::move(value)); }

  Credentials send(const Credentials* signer) {
    HttpRequest request{.method = "POST",
                        .url = to_string(endpoint_) + "/",
                        .headers = {{"content-type", std::string(form_type)}},
                        .body = canonical_query(form_)};
    if (signer != nullptr) {
      request.headers = signed_headers(request.body, *signer);
    }
    HttpResponse response;
    try {
      response = send_credential_request(std::move(request), patience());
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      throw Error(error.kind(), fmt::format("{}: {}", action(), error.what()));
    }
    const Secret body(std::move(response.body));
    return response.status == 200 ? read(body) : throw refusal(response.status, failure_code(body));
  }

 private:
  [[nodiscard]] std::string action() const {
    return fmt::format("cannot assume the role {} of {}", escape_controls(role_.arn), role_.purpose);
  }

  [[nodiscard]] CredentialPatience patience() const {
    const std::optional<AwsSetting> bundle = search_.configuration.get_configured("AWS_CA_BUNDLE", "ca_bundle");
    return {.ca_bundle = bundle ? bundle->text() : ""};
  }

  [[nodiscard]] NameValues signed_headers(const std::string& body, const Credentials& signer) const {
    const RequestToSign to_sign{.method = "POST",
                                .path = endpoint_.base_path + "/",
                                .headers = {{"content-type", std::string(form_type)}, {"host", endpoint_.authority}},
                                .payload_hash = hexadecimal(sha256(body))};
    return sign_in_header(
        to_sign, signer,
        {.time = search_.clock(), .region = search_.region, .service = "sts", .path_form = PathForm::normalized});
  }

  [[nodiscard]] Credentials read(const Secret& body) const {
    std::optional<Credentials> credentials = read_sts_answer(body, fmt::format("role {}", role_.arn));
    if (!credentials) {
      throw Error(ErrorKind::temporary, fmt::format("{}: {} answered 200 without credentials. Check the endpoint.",
                                                    action(), endpoint_.authority));
    }
    return std::move(*credentials);
  }

  [[nodiscard]] Error refusal(int status, const std::string& code) const {
    const ErrorKind of_status = kind_of_failure(status, code);
    const ErrorKind kind = of_status == ErrorKind::temporary ? of_status : ErrorKind::access;
    return {kind, fmt::format("{}: {}{}{} from {}. {}", action(), status, code.empty() ? "" : " ", code,
                              endpoint_.authority, advice_on(kind, code))};
  }

  const CredentialSearch& search_;
  const RoleRequest& role_;
  S3Endpoint endpoint_;
  NameValues form_;
};

}  // namespace

Credentials assume_role(const CredentialSearch& search, const RoleRequest& role, const Credentials& source) {
  return StsCall(search, role, "AssumeRole").send(&source);
}

Credentials assume_role_with_web_identity(const CredentialSearch& search, const RoleRequest& role,
                                          const Secret& token) {
  StsCall call(search, role, "AssumeRoleWithWebIdentity");
  call.add("WebIdentityToken", std::string(token.reveal()));
  return call.send(nullptr);
}

}  // namespace docexport
