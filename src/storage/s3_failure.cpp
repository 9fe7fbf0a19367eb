#include "storage/s3_failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "storage/http_date.hpp"
#include "storage/s3_answers.hpp"
#include "storage/s3_settings.hpp"

namespace docexport {
namespace {

struct CodeKind {
  std::string_view code;
  ErrorKind kind;
};

constexpr std::array code_kinds = {
    CodeKind{"AccessDenied", ErrorKind::access},
    CodeKind{"AccountProblem", ErrorKind::access},
    CodeKind{"AllAccessDisabled", ErrorKind::access},
    CodeKind{"ExpiredToken", ErrorKind::access},
    CodeKind{"ExpiredTokenException", ErrorKind::access},
    CodeKind{"InvalidAccessKeyId", ErrorKind::access},
    CodeKind{"InvalidToken", ErrorKind::access},
    CodeKind{"RequestTimeTooSkewed", ErrorKind::access},
    CodeKind{"SignatureDoesNotMatch", ErrorKind::access},
    CodeKind{"TokenRefreshRequired", ErrorKind::access},
    CodeKind{"UserSuspended", ErrorKind::access},
    CodeKind{"NoSuchBucket", ErrorKind::not_found},
    CodeKind{"NoSuchKey", ErrorKind::not_found},
    CodeKind{"BandwidthLimitExceeded", ErrorKind::temporary},
    CodeKind{"ConditionalRequestConflict", ErrorKind::temporary},
    CodeKind{"EC2ThrottledException", ErrorKind::temporary},
    CodeKind{"IncompleteBody", ErrorKind::temporary},
    CodeKind{"InternalError", ErrorKind::temporary},
    CodeKind{"InternalErrors", ErrorKind::temporary},
    CodeKind{"LimitExceededException", ErrorKind::temporary},
    CodeKind{"OperationAborted", ErrorKind::temporary},
    CodeKind{"PriorRequestNotComplete", ErrorKind::temporary},
    CodeKind{"ProvisionedThroughputExceededException", ErrorKind::temporary},
    CodeKind{"RequestLimitExceeded", ErrorKind::temporary},
    CodeKind{"RequestThrottled", ErrorKind::temporary},
    CodeKind{"RequestThrottledException", ErrorKind::temporary},
    CodeKind{"RequestTimeout", ErrorKind::temporary},
    CodeKind{"RequestTimeoutException", ErrorKind::temporary},
    CodeKind{"ServiceUnavailable", ErrorKind::temporary},
    CodeKind{"SlowDown", ErrorKind::temporary},
    CodeKind{"SlowDownRead", ErrorKind::temporary},
    CodeKind{"SlowDownWrite", ErrorKind::temporary},
    CodeKind{"ThrottledException", ErrorKind::temporary},
    CodeKind{"Throttling", ErrorKind::temporary},
    CodeKind{"ThrottlingException", ErrorKind::temporary},
    CodeKind{"TooManyRequestsException", ErrorKind::temporary},
    CodeKind{"TransactionInProgressException", ErrorKind::temporary},
    CodeKind{"XMinioServerNotInitialized", ErrorKind::temporary},
    CodeKind{"AccessControlListNotSupported", ErrorKind::configuration},
    CodeKind{"AuthorizationHeaderMalformed", ErrorKind::configuration},
    CodeKind{"IllegalLocationConstraintException", ErrorKind::configuration},
    CodeKind{"InvalidBucketName", ErrorKind::configuration},
    CodeKind{"InvalidEncryptionAlgorithmError", ErrorKind::configuration},
    CodeKind{"InvalidObjectState", ErrorKind::configuration},
    CodeKind{"InvalidStorageClass", ErrorKind::configuration},
    CodeKind{"InvalidTag", ErrorKind::configuration},
    CodeKind{"MethodNotAllowed", ErrorKind::configuration},
    CodeKind{"NotImplemented", ErrorKind::configuration},
    CodeKind{"PermanentRedirect", ErrorKind::configuration},
    CodeKind{"TemporaryRedirect", ErrorKind::configuration},
    CodeKind{"EntityTooLarge", ErrorKind::limit},
    CodeKind{"EntityTooSmall", ErrorKind::limit},
    CodeKind{"KeyTooLongError", ErrorKind::limit},
    CodeKind{"MetadataTooLarge", ErrorKind::limit},
    CodeKind{"QuotaExceeded", ErrorKind::no_space},
    CodeKind{"XMinioStorageFull", ErrorKind::no_space},
    CodeKind{"BadDigest", ErrorKind::integrity},
    CodeKind{"InvalidDigest", ErrorKind::integrity},
    CodeKind{"InvalidPart", ErrorKind::integrity},
    CodeKind{"InvalidPartOrder", ErrorKind::integrity},
    CodeKind{"XAmzContentSHA256Mismatch", ErrorKind::integrity},
    CodeKind{"PreconditionFailed", ErrorKind::conflict},
};

/// Where the code says more than its kind does.
struct CodeAdvice {
  std::string_view code;
  std::string_view advice;
};

constexpr std::array code_advices = {
    CodeAdvice{"AccessControlListNotSupported", "The bucket takes no ACLs: leave --acl out."},
    CodeAdvice{"ExpiredToken", "Get new temporary credentials and set AWS_SESSION_TOKEN with them."},
    CodeAdvice{"ExpiredTokenException", "Get new temporary credentials and set AWS_SESSION_TOKEN with them."},
    CodeAdvice{"InvalidAccessKeyId", "Check AWS_ACCESS_KEY_ID."},
    CodeAdvice{"InvalidBucketName", "Correct --store."},
    CodeAdvice{"InvalidEncryptionAlgorithmError", "Check --sse."},
    CodeAdvice{"InvalidObjectState", "The object is archived: restore it, then try again."},
    CodeAdvice{"InvalidStorageClass", "Check --storage-class."},
    CodeAdvice{"InvalidTag", "Check --tag."},
    CodeAdvice{"InvalidToken", "Get new temporary credentials and set AWS_SESSION_TOKEN with them."},
    CodeAdvice{"NoSuchKey", "The object is gone: export the document again."},
    CodeAdvice{"SignatureDoesNotMatch", "Check AWS_SECRET_ACCESS_KEY."},
    CodeAdvice{"TokenRefreshRequired", "Get new temporary credentials and set AWS_SESSION_TOKEN with them."},
};

ErrorKind kind_of_status(int status) {
  switch (status) {
    case 401:
    case 403:
      return ErrorKind::access;
    case 404:
      return ErrorKind::not_found;
    case 400:
    case 405:
    case 501:
      return ErrorKind::configuration;
    case 408:
    case 409:
    case 429:
      return ErrorKind::temporary;
    case 412:
      return ErrorKind::conflict;
    case 413:
      return ErrorKind::limit;
    case 507:
      return ErrorKind::no_space;
    default:
      break;
  }
  if (status >= 300 && status < 400) {
    return ErrorKind::configuration;
  }
  return status >= 400 && status < 500 ? ErrorKind::internal : ErrorKind::temporary;
}

// Less may be what the answer took.
constexpr std::int64_t least_difference = 60;

/// A server's word goes into a message only if it is one: a terminal, a log or a reader of either is not to be fooled.
std::string plain_word(std::string_view text) {
  const bool is_plain = text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char each) {
                          return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                                 (each >= '0' && each <= '9') ||
                                 std::string_view("-_./+=:").find(each) != std::string_view::npos;
                        });
  return std::string(is_plain ? text : std::string_view());
}

std::string clock_advice(const S3Failure& failure) {
  const auto seconds = failure.server_is_ahead.value_or(std::chrono::seconds(0)).count();
  if (std::abs(seconds) < least_difference) {
    return "Correct this machine's clock, or the server's.";  // which we went by already
  }
  return fmt::format("This machine's clock is {} seconds {} the server's: correct it.", std::abs(seconds),
                     seconds > 0 ? "behind" : "ahead of");
}

std::string access_advice(const S3Failure& failure) {
  if (failure.code == "RequestTimeTooSkewed") {
    return clock_advice(failure);
  }
  return "Check the credentials and what they may do in this bucket.";
}

std::string not_found_advice(const FailedRequest& request, const S3Failure& failure) {
  if (failure.code == "NoSuchBucket") {
    return fmt::format("There is no bucket {}: create it, or correct --store.", request.bucket);
  }
  return "Check --store and the endpoint.";
}

std::string configuration_advice(const S3Failure& failure) {
  if (failure.status == 501 || failure.status == 405 || failure.code == "NotImplemented") {
    return "The server does not offer this: check that the endpoint is an S3 server.";
  }
  if (!failure.region.empty()) {
    return fmt::format("The bucket is in {0}: set AWS_REGION={0}.", failure.region);
  }
  // HEAD has no body, so 400 alone is how it says "wrong region".
  const bool is_about_region = failure.status < 400 || failure.code.empty() ||
                               failure.code == "AuthorizationHeaderMalformed" ||
                               failure.code == "IllegalLocationConstraintException";
  return is_about_region ? "Set AWS_REGION to the bucket's region, or correct the endpoint."
                         : "Check --store and the endpoint.";
}

std::string advice(const FailedRequest& request, const S3Failure& failure, ErrorKind kind) {
  const auto* const found = std::find_if(code_advices.begin(), code_advices.end(),
                                         [&](const CodeAdvice& each) { return each.code == failure.code; });
  if (found != code_advices.end()) {
    return std::string(found->advice);
  }
  switch (kind) {
    case ErrorKind::access:
      return access_advice(failure);
    case ErrorKind::not_found:
      return not_found_advice(request, failure);
    case ErrorKind::configuration:
      return configuration_advice(failure);
    case ErrorKind::temporary:
      return "Try again later.";
    case ErrorKind::no_space:
      return "Make room there, or raise the quota.";
    case ErrorKind::limit:
      return "The server does not take objects like this one.";
    case ErrorKind::integrity:
      return "The bytes that arrived are not those that were sent. Try again.";
    case ErrorKind::usage:
    case ErrorKind::refused:
    case ErrorKind::ambiguous:
    case ErrorKind::not_completed:
    case ErrorKind::expired:
    case ErrorKind::retry_limit:
    case ErrorKind::conflict:
    case ErrorKind::busy:
    case ErrorKind::nothing_matched:
    case ErrorKind::input:
    case ErrorKind::unsupported:
    case ErrorKind::interrupted:
    case ErrorKind::internal:
      return "Check --store and the endpoint.";
  }
  return {};
}

}  // namespace

S3Failure describe_failure(const HttpResponse& response, Timestamp now) {
  const ErrorAnswer answer = parse_error_answer(response.body).value_or(ErrorAnswer{});
  S3Failure failure{.status = response.status, .code = plain_word(answer.code), .attempts = response.attempts};
  failure.request_id = plain_word(response.header("x-amz-request-id"));
  if (failure.request_id.empty()) {
    failure.request_id = plain_word(answer.request_id);
  }
  const std::string told_region = response.header("x-amz-bucket-region");
  const std::string& region = told_region.empty() ? answer.region : told_region;
  failure.region = is_region_name(region) ? region : "";
  if (const std::optional<Timestamp> date = parse_http_date(response.header("date"))) {
    failure.server_is_ahead = std::chrono::duration_cast<std::chrono::seconds>(*date - now);
  }
  return failure;
}

ErrorKind kind_of_failure(int status, std::string_view code) {
  const auto* const found =
      std::find_if(code_kinds.begin(), code_kinds.end(), [&](const CodeKind& each) { return each.code == code; });
  return found == code_kinds.end() ? kind_of_status(status) : found->kind;
}

Error failure_error(const FailedRequest& request, const S3Failure& failure) {
  const ErrorKind kind = kind_of_failure(failure.status, failure.code);
  const std::string code = failure.code.empty() ? "" : " " + failure.code;
  const std::string id = failure.request_id.empty() ? "" : fmt::format(" (request id {})", failure.request_id);
  const std::string attempts = failure.attempts > 1 ? fmt::format(" after {} attempts", failure.attempts) : "";
  return {kind, fmt::format("{}: {}{} from {}{}{}. {}", request.action, failure.status, code, request.host, attempts,
                            id, advice(request, failure, kind))};
}

Error answer_error(const FailedRequest& request, int status, std::string_view problem) {
  return {ErrorKind::temporary, fmt::format("{}: {} answered {} {}. Check the endpoint, then try again.",
                                            request.action, request.host, status, problem)};
}

}  // namespace docexport
