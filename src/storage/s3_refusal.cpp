#include "storage/s3_refusal.hpp"

#include <algorithm>

#include "storage/s3_answers.hpp"
#include "storage/s3_failure.hpp"
#include "storage/xml_reader.hpp"

namespace docexport {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds tolerated_difference = std::chrono::minutes(5);

/// `<ServerTime>` of RequestTimeTooSkewed, where a proxy took the Date away.
std::optional<Timestamp> told_time(const HttpResponse& refusal) {
  const std::optional<XmlElement> root = parse_xml(refusal.body);
  return root ? parse_rfc3339(root->child_text("ServerTime")) : std::nullopt;
}

bool is_chinese(std::string_view region) {
  return region.starts_with("cn-");
}

/// `s3.eu-west-1.amazonaws.com`, `s3.dualstack.eu-west-1…`, `s3.amazonaws.com`: the same host in another region.
std::string host_in_region(const std::string& host, const std::string& old_region, const std::string& region) {
  if (host == "s3.amazonaws.com") {
    return "s3." + region + ".amazonaws.com";
  }
  const std::string component = "." + old_region + ".";
  const std::size_t place = host.find(component);
  return place == std::string::npos
             ? host
             : host.substr(0, place) + "." + region + "." + host.substr(place + component.size());
}

}  // namespace

std::optional<milliseconds> clock_correction(const HttpResponse& refusal, Timestamp now) {
  const S3Failure failure = describe_failure(refusal, now);
  const bool is_told = failure.code == "RequestTimeTooSkewed";
  const bool is_refused = refusal.status == 401 || refusal.status == 403;
  if (!is_told && !is_refused) {
    return std::nullopt;
  }
  std::optional<milliseconds> ahead = failure.server_is_ahead;
  if (const auto time = is_told && !ahead ? told_time(refusal) : std::nullopt) {
    ahead = *time - now;
  }
  const bool is_far = ahead && std::chrono::abs(*ahead) > tolerated_difference;
  return is_told || is_far ? ahead : std::nullopt;
}

bool says_credentials_expired(const HttpResponse& refusal, std::string_view method, const Credentials& credentials,
                              Timestamp now) {
  const std::string code = parse_error_answer(refusal.body).value_or(ErrorAnswer{}).code;
  if (code == "ExpiredToken" || code == "ExpiredTokenException" || code == "TokenRefreshRequired") {
    return true;
  }
  const bool is_temporary = !credentials.session_token.is_empty();
  const bool has_ended = credentials.expires_at && *credentials.expires_at <= now;
  // Not every server has a code for it, and an answer to HEAD has none at all.
  return is_temporary && ((method == "HEAD" && refusal.status == 400) || (refusal.status == 403 && has_ended));
}

RegionHint region_hint(const HttpResponse& refusal, std::string_view method) {
  const int status = refusal.status;
  const std::string code = parse_error_answer(refusal.body).value_or(ErrorAnswer{}).code;
  const bool is_redirect = status == 301 || status == 302 || status == 307 || status == 308 ||
                           code == "PermanentRedirect" || code == "IllegalLocationConstraintException";
  const bool is_mute = method == "HEAD" && (status == 400 || status == 403);
  if (!is_redirect && !is_mute && code != "AuthorizationHeaderMalformed") {
    return RegionHint::none;
  }
  if (!told_region(refusal).empty()) {
    return RegionHint::told;
  }
  // A malformed header may have other causes, and most often 403 is just that.
  return is_redirect || (is_mute && status == 400) ? RegionHint::somewhere_else : RegionHint::none;
}

std::string told_region(const HttpResponse& answer) {
  return describe_failure(answer, {}).region;
}

std::optional<S3Settings> settings_in_region(const S3Settings& settings, const std::string& region) {
  const std::string& host = settings.endpoint.authority;
  const bool is_aws = host.ends_with(".amazonaws.com") || host.ends_with(".amazonaws.com.cn");
  if (is_aws && is_chinese(region) != host.ends_with(".cn")) {
    return std::nullopt;
  }
  S3Settings moved = settings;
  moved.region = region;
  if (is_aws) {
    moved.endpoint.authority = host_in_region(host, settings.region, region);
  }
  return moved;
}

}  // namespace docexport
