#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "storage/credentials.hpp"

namespace docexport {

/// Names of the members that differ between those who give credentials as JSON.
struct CredentialAnswerForm {
  std::string token_name = "Token";
  bool has_version = false;  ///< `Version` has to be 1
};

/// Credentials that a program or a metadata service gave: AccessKeyId, SecretAccessKey, a token, Expiration. Throws
/// Error (`access`) that names the source and what is wrong with its answer, and shows nothing of the answer.
Credentials read_credential_answer(const Secret& json, const CredentialAnswerForm& form, const std::string& source);

/// The same in the form of IAM Identity Center: `roleCredentials`, whose end is in milliseconds since 1970.
Credentials read_portal_answer(const Secret& json, const std::string& source);

/// The text of a member, moved out of the document so that no copy of it stays behind; empty where there is none.
std::string take_text(nlohmann::json& object, const std::string& name);

}  // namespace docexport
