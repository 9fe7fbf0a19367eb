#include "sigv4_case.hpp"

#include <doctest/doctest.h>

#include "docexport/base/digest.hpp"

namespace docexport::test {
namespace {

constexpr std::chrono::seconds lifetime{3600};

Credentials credentials_of(const SigningCase& signing_case, bool with_token) {
  return {.access_key_id = "AKIDEXAMPLE",
          .secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
          .session_token = Secret(with_token ? signing_case.token : "")};
}

void check_steps(const std::string& canonical, const ExpectedSignature& expected, const SigningCase& signing_case,
                 const Credentials& credentials) {
  const std::string text = string_to_sign(canonical, signing_case.scope);
  CHECK(canonical == expected.canonical_request);
  CHECK(text == expected.string_to_sign);
  CHECK(signature_of(text, credentials.secret_access_key, signing_case.scope) == expected.signature);
}

void check_header_form(const SigningCase& signing_case, RequestToSign request) {
  const Credentials credentials = credentials_of(signing_case, !signing_case.omits_token);
  if (signing_case.signs_body) {
    request.headers.emplace_back("x-amz-content-sha256", request.payload_hash);
  }
  check_steps(
      canonical_request(with_identity_headers(request, credentials, signing_case.scope), signing_case.scope.path_form),
      signing_case.header, signing_case, credentials);
  const NameValues headers = sign_in_header(request, credentials, signing_case.scope);
  CHECK(headers.back().first == "authorization");
  CHECK(
      headers.back().second.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/"
                                        "aws4_request, SignedHeaders="));
  CHECK(headers.back().second.ends_with(", Signature=" + signing_case.header.signature));
}

void check_query_form(const SigningCase& signing_case, const RequestToSign& request) {
  const Credentials credentials = credentials_of(signing_case, !signing_case.omits_token);
  check_steps(canonical_request(with_identity_query(request, credentials, signing_case.scope, lifetime),
                                signing_case.scope.path_form),
              signing_case.query, signing_case, credentials);
  const std::string query = sign_in_query(request, credentials, signing_case.scope, lifetime);
  CHECK(query.ends_with("&X-Amz-Signature=" + signing_case.query.signature));
}

}  // namespace

void check_signing_case(const SigningCase& signing_case) {
  CAPTURE(signing_case.name);
  RequestToSign request = signing_case.request;
  request.payload_hash = hexadecimal(sha256(signing_case.body));
  check_header_form(signing_case, request);
  check_query_form(signing_case, request);
}

}  // namespace docexport::test
