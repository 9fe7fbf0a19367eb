#pragma once

#include <chrono>
#include <string>

#include "storage/sigv4.hpp"

namespace docexport::test {

/// What one form of signing has to give, step by step.
struct ExpectedSignature {
  std::string canonical_request{};
  std::string string_to_sign{};
  std::string signature{};
};

/// A case of the AWS Signature Version 4 test suite.
struct SigningCase {
  std::string name{};
  RequestToSign request{};  ///< without a payload hash
  std::string body{};
  std::string token{};
  bool omits_token = false;  ///< the token is added after signing
  bool signs_body = false;   ///< the payload's hash is a header
  SigningScope scope{};
  ExpectedSignature header{};
  ExpectedSignature query{};
};

/// Checks both forms of a case.
void check_signing_case(const SigningCase& signing_case);

}  // namespace docexport::test
