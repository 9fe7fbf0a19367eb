#include "storage/s3_failure.hpp"

#include <doctest/doctest.h>

namespace docexport {
namespace {

const Timestamp now = parse_rfc3339("2024-01-15T10:30:00Z").value();
const FailedRequest upload{
    .action = "cannot upload a/b.json to s3://bucket", .bucket = "bucket", .host = "s3.example.org"};

std::string message_of(const HttpResponse& response) {
  return failure_error(upload, describe_failure(response, now)).what();
}

std::string error_body(const std::string& code, const std::string& more = "") {
  return "<Error><Code>" + code + "</Code>" + more + "</Error>";
}

TEST_CASE("each refusal of S3 has its kind") {
  struct Row {
    int status;
    const char* code;
    ErrorKind kind;
  };
  for (const Row& row : {Row{403, "SignatureDoesNotMatch", ErrorKind::access},
                         Row{403, "InvalidAccessKeyId", ErrorKind::access},
                         Row{403, "AccessDenied", ErrorKind::access},
                         Row{400, "ExpiredToken", ErrorKind::access},
                         Row{400, "InvalidToken", ErrorKind::access},
                         Row{400, "TokenRefreshRequired", ErrorKind::access},
                         Row{403, "RequestTimeTooSkewed", ErrorKind::access},
                         Row{403, "", ErrorKind::access},
                         Row{401, "", ErrorKind::access},
                         Row{404, "NoSuchBucket", ErrorKind::not_found},
                         Row{404, "NoSuchKey", ErrorKind::not_found},
                         Row{404, "", ErrorKind::not_found},
                         Row{500, "InternalError", ErrorKind::temporary},
                         Row{502, "", ErrorKind::temporary},
                         Row{503, "SlowDown", ErrorKind::temporary},
                         Row{503, "", ErrorKind::temporary},
                         Row{504, "", ErrorKind::temporary},
                         Row{408, "", ErrorKind::temporary},
                         Row{429, "", ErrorKind::temporary},
                         Row{400, "RequestTimeout", ErrorKind::temporary},
                         Row{409, "OperationAborted", ErrorKind::temporary},
                         Row{409, "ConditionalRequestConflict", ErrorKind::temporary},
                         Row{200, "InternalError", ErrorKind::temporary},
                         Row{200, "", ErrorKind::temporary},
                         Row{200, "AccessDenied", ErrorKind::access},
                         Row{301, "PermanentRedirect", ErrorKind::configuration},
                         Row{307, "TemporaryRedirect", ErrorKind::configuration},
                         Row{302, "", ErrorKind::configuration},
                         Row{400, "AuthorizationHeaderMalformed", ErrorKind::configuration},
                         Row{400, "", ErrorKind::configuration},
                         Row{400, "InvalidBucketName", ErrorKind::configuration},
                         Row{501, "NotImplemented", ErrorKind::configuration},
                         Row{405, "MethodNotAllowed", ErrorKind::configuration},
                         Row{400, "EntityTooLarge", ErrorKind::limit},
                         Row{400, "InvalidPart", ErrorKind::integrity},
                         Row{400, "ThrottledException", ErrorKind::temporary},
                         Row{403, "InvalidObjectState", ErrorKind::configuration},
                         Row{413, "", ErrorKind::limit},
                         Row{403, "QuotaExceeded", ErrorKind::no_space},
                         Row{507, "", ErrorKind::no_space},
                         Row{400, "XAmzContentSHA256Mismatch", ErrorKind::integrity},
                         Row{400, "BadDigest", ErrorKind::integrity},
                         Row{412, "PreconditionFailed", ErrorKind::conflict},
                         Row{418, "", ErrorKind::internal}}) {
    CAPTURE(row.status);
    CAPTURE(row.code);
    CHECK(kind_of_failure(row.status, row.code) == row.kind);
  }
}

TEST_CASE("a message names what was tried, the answer, the request's id and the next step") {
  CHECK(message_of({.status = 403,
                    .headers = {{"x-amz-request-id", "4442587FB7D0A2F9"}},
                    .body = error_body("SignatureDoesNotMatch", "<StringToSign>secret stuff</StringToSign>")}) ==
        "cannot upload a/b.json to s3://bucket: 403 SignatureDoesNotMatch from s3.example.org (request id "
        "4442587FB7D0A2F9). Check AWS_SECRET_ACCESS_KEY.");
  CHECK(message_of({.status = 404, .body = error_body("NoSuchBucket", "<RequestId>R2</RequestId>")}) ==
        "cannot upload a/b.json to s3://bucket: 404 NoSuchBucket from s3.example.org (request id R2). There is no "
        "bucket bucket: create it, or correct --store.");
  CHECK(message_of({.status = 503}) ==
        "cannot upload a/b.json to s3://bucket: 503 from s3.example.org. Try again later.");
  CHECK(message_of({.status = 503, .attempts = 3}) ==
        "cannot upload a/b.json to s3://bucket: 503 from s3.example.org after 3 attempts. Try again later.");
}

TEST_CASE("a wrong region is answered with the right one, from header or body, if it is a region's name") {
  const std::string right = "The bucket is in eu-west-1: set AWS_REGION=eu-west-1.";
  CHECK(message_of({.status = 301, .headers = {{"x-amz-bucket-region", "eu-west-1"}}}).ends_with(right));
  CHECK(message_of({.status = 400, .body = error_body("AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>")})
            .ends_with(right));
  CHECK(message_of({.status = 400, .headers = {{"x-amz-bucket-region", "evil; rm -rf"}}})
            .ends_with("Set AWS_REGION to the bucket's region, or correct the endpoint."));
}

TEST_CASE("where the code says more than its kind, the next step is about that") {
  const auto ends_with = [](const char* code, const char* advice) {
    return message_of({.status = 400, .body = error_body(code)}).ends_with(advice);
  };
  CHECK(ends_with("AccessControlListNotSupported", "The bucket takes no ACLs: leave --acl out."));
  CHECK(ends_with("InvalidStorageClass", "Check --storage-class."));
  CHECK(ends_with("InvalidObjectState", "The object is archived: restore it, then try again."));
  CHECK(ends_with("QuotaExceeded", "Make room there, or raise the quota."));
  CHECK(ends_with("ExpiredToken", "set AWS_SESSION_TOKEN with them."));
}

TEST_CASE("a wrong clock is told with its direction") {
  const HttpResponse behind{.status = 403,
                            .headers = {{"date", "Mon, 15 Jan 2024 10:50:00 GMT"}},
                            .body = error_body("RequestTimeTooSkewed")};
  CHECK(message_of(behind).ends_with("This machine's clock is 1200 seconds behind the server's: correct it."));
  const HttpResponse ahead{.status = 403,
                           .headers = {{"date", "Mon, 15 Jan 2024 10:10:00 GMT"}},
                           .body = error_body("RequestTimeTooSkewed")};
  CHECK(message_of(ahead).ends_with("This machine's clock is 1200 seconds ahead of the server's: correct it."));
  CHECK(message_of({.status = 403, .body = error_body("RequestTimeTooSkewed")})
            .ends_with("Correct this machine's clock, or the server's."));
}

TEST_CASE("what a server says enters a message only as plain words") {
  const std::string message = message_of(
      {.status = 403, .headers = {{"x-amz-request-id", "id with spaces"}}, .body = error_body("Bad\nCode &lt;b&gt;")});
  CHECK(message ==
        "cannot upload a/b.json to s3://bucket: 403 from s3.example.org. Check the credentials and what they "
        "may do in this bucket.");
}

}  // namespace
}  // namespace docexport
