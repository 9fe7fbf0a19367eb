#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/base/time.hpp"
#include "storage/credentials.hpp"

namespace docexport {

using NameValues = std::vector<std::pair<std::string, std::string>>;

/// A request as its signer sees it: nothing is percent-encoded yet.
struct RequestToSign {
  std::string method = "GET";
  std::string path = "/";
  NameValues query{};
  NameValues headers{};        ///< all of them are signed; `host` must be there
  std::string payload_hash{};  ///< SHA-256 of the body in hexadecimal digits, or `unsigned_payload`
};

/// S3 takes the path as it is; other services normalize `//`, `.` and `..` first.
enum class PathForm { as_is, normalized };

struct SigningScope {
  Timestamp time{};
  std::string region{};
  std::string service = "s3";
  PathForm path_form = PathForm::as_is;
};

inline constexpr std::string_view unsigned_payload = "UNSIGNED-PAYLOAD";

/// `20150830T123600Z`.
std::string format_signing_time(Timestamp time);

/// The query with names and values percent-encoded and then sorted.
std::string canonical_query(const NameValues& query);

// The steps of Signature Version 4, as functions of values.
std::string canonical_request(const RequestToSign& request, PathForm path_form);
std::string string_to_sign(const std::string& canonical, const SigningScope& scope);
std::string signature_of(const std::string& text, const Secret& secret_access_key, const SigningScope& scope);

/// The request with the headers that date and identify it: x-amz-date and, for temporary credentials,
/// x-amz-security-token. What `sign_in_header` signs.
RequestToSign with_identity_headers(RequestToSign request, const Credentials& credentials, const SigningScope& scope);

/// The request's headers with those of the identity and `authorization`, ready to be sent.
NameValues sign_in_header(const RequestToSign& request, const Credentials& credentials, const SigningScope& scope);

/// The request with the parameters that date and identify it. What `sign_in_query` signs.
RequestToSign with_identity_query(RequestToSign request, const Credentials& credentials, const SigningScope& scope,
                                  std::chrono::seconds lifetime);

/// The request's encoded query with its signature: whoever has it may send the request until the lifetime ends.
std::string sign_in_query(const RequestToSign& request, const Credentials& credentials, const SigningScope& scope,
                          std::chrono::seconds lifetime);

}  // namespace docexport
