#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/error.hpp"
#include "docexport/base/time.hpp"
#include "docexport/http/http_client.hpp"

namespace docexport {

/// What is known of a request that S3 did not grant. What the server says is shown only in plain characters.
struct S3Failure {
  int status = 0;
  std::string code{};
  std::string request_id{};
  std::string region{};                                   ///< where the bucket is, if told
  std::optional<std::chrono::seconds> server_is_ahead{};  ///< by how much the server's clock differs from ours
  int attempts = 1;                                       ///< how often the request was sent
};

S3Failure describe_failure(const HttpResponse& response, Timestamp now);

/// What a caller can do about it.
ErrorKind kind_of_failure(int status, std::string_view code);

struct FailedRequest {
  std::string action{};  ///< "cannot upload a/b.json to s3://bucket/prefix"
  std::string bucket{};
  std::string host{};
};

/// `<action>: 403 SignatureDoesNotMatch from <host> (request id X). Check AWS_SECRET_ACCESS_KEY.`, and ` after 3
/// attempts` behind the host.
Error failure_error(const FailedRequest& request, const S3Failure& failure);

/// The server answered something that S3 does not: an HTML page of a proxy, a truncated document. It may pass.
Error answer_error(const FailedRequest& request, int status, std::string_view problem);

}  // namespace docexport
