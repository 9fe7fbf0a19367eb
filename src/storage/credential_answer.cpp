#include "storage/credential_answer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

using Json = nlohmann::json;

Error answer_fault(const std::string& source, std::string_view what) {
  return {ErrorKind::access, fmt::format("{} gives no credentials: {}. Check it.", source, what)};
}

Secret take_credential(Json& answer, const std::string& name, const std::string& source) {
  Secret text(take_text(answer, name));
  if (!text.is_empty() && !is_credential_text(text.reveal())) {
    throw answer_fault(source, fmt::format("its {} holds a character that no credential has", name));
  }
  return text;
}

void check_version(const Json& answer, const std::string& source) {
  const auto version = answer.find("Version");
  if (version == answer.end() || !version->is_number_integer() || version->get<std::int64_t>() != 1) {
    throw answer_fault(source, "its answer has no \"Version\": 1");
  }
}

void check_whole(const Credentials& credentials, const std::string& source) {
  if (credentials.access_key_id.empty() || credentials.secret_access_key.is_empty()) {
    throw answer_fault(source, "its answer lacks an access key or its secret");
  }
}

}  // namespace

std::string take_text(Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? std::move(found->get_ref<std::string&>()) : std::string();
}

Credentials read_credential_answer(const Secret& json, const CredentialAnswerForm& form, const std::string& source) {
  Json answer = Json::parse(json.reveal(), nullptr, false);
  if (!answer.is_object()) {
    throw answer_fault(source, "its answer is not a JSON object");
  }
  if (form.has_version) {
    check_version(answer, source);
  }
  Credentials credentials{.access_key_id = std::string(take_credential(answer, "AccessKeyId", source).reveal()),
                          .secret_access_key = take_credential(answer, "SecretAccessKey", source),
                          .session_token = take_credential(answer, form.token_name, source),
                          .source = source};
  check_whole(credentials, source);
  const std::string expiration = take_text(answer, "Expiration");
  credentials.expires_at = parse_rfc3339(expiration);
  if (!expiration.empty() && !credentials.expires_at) {
    throw answer_fault(source, "its Expiration is not a time like 2024-01-15T10:30:00Z");
  }
  return credentials;
}

Credentials read_portal_answer(const Secret& json, const std::string& source) {
  Json answer = Json::parse(json.reveal(), nullptr, false);
  const auto found = answer.is_object() ? answer.find("roleCredentials") : answer.end();
  if (found == answer.end() || !found->is_object()) {
    throw answer_fault(source, "its answer has no roleCredentials");
  }
  Credentials credentials{.access_key_id = std::string(take_credential(*found, "accessKeyId", source).reveal()),
                          .secret_access_key = take_credential(*found, "secretAccessKey", source),
                          .session_token = take_credential(*found, "sessionToken", source),
                          .source = source};
  check_whole(credentials, source);
  const auto expiration = found->find("expiration");
  if (expiration == found->end() || !expiration->is_number_integer()) {
    throw answer_fault(source, "its answer has no expiration");
  }
  credentials.expires_at = Timestamp(std::chrono::milliseconds(expiration->get<std::int64_t>()));
  return credentials;
}

}  // namespace docexport
