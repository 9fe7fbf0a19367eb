#include "storage/sigv4.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "docexport/base/digest.hpp"
#include "docexport/base/text.hpp"
#include "storage/percent_encoding.hpp"

namespace docexport {
namespace {

constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view terminator = "aws4_request";

std::string scope_text(const SigningScope& scope) {
  return fmt::format("{}/{}/{}/{}", format_signing_time(scope.time).substr(0, 8), scope.region, scope.service,
                     terminator);
}

/// Removes `.`, `..` and empty components, as RFC 3986 §5.2.4 and the services other than S3 want it.
std::string normalize_path(std::string_view path) {
  std::vector<std::string_view> kept;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view component = path.substr(at, end - at);
    if (component == ".." && !kept.empty()) {
      kept.pop_back();
    } else if (!component.empty() && component != "." && component != "..") {
      kept.push_back(component);
    }
    at = end + 1;
  }
  std::string normalized;
  for (const std::string_view component : kept) {
    normalized += '/';
    normalized += component;
  }
  return normalized.empty() || path.ends_with('/') ? normalized + '/' : normalized;
}

/// Trimmed, with each run of white space as one space.
std::string collapse_spaces(std::string_view text) {
  std::string collapsed;
  for (const char each : trim(text)) {
    const bool is_space = each == ' ' || each == '\t' || each == '\r' || each == '\n';
    if (!is_space) {
      collapsed += each;
    } else if (!collapsed.ends_with(' ')) {
      collapsed += ' ';
    }
  }
  return collapsed;
}

/// Sorted by the whole lower-case name; the values of a repeated header are joined in their order.
std::map<std::string, std::string> canonical_headers(const NameValues& headers) {
  std::map<std::string, std::string> canonical;
  for (const auto& [name, value] : headers) {
    const auto [entry, is_new] = canonical.try_emplace(to_lower_ascii(name));
    entry->second += (is_new ? "" : ",") + collapse_spaces(value);
  }
  return canonical;
}

std::string signed_header_names(const NameValues& headers) {
  std::string names;
  for (const auto& [name, value] : canonical_headers(headers)) {
    names.append(names.empty() ? "" : ";").append(name);
  }
  return names;
}

std::string credential_text(const Credentials& credentials, const SigningScope& scope) {
  return credentials.access_key_id + "/" + scope_text(scope);
}

}  // namespace

std::string format_signing_time(Timestamp time) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string canonical_query(const NameValues& query) {
  NameValues encoded;
  for (const auto& [name, value] : query) {
    encoded.emplace_back(percent_encode(name), percent_encode(value));
  }
  // After the encoding: `%` sorts before letters that the bare character would come after.
  std::sort(encoded.begin(), encoded.end());
  std::string text;
  for (const auto& [name, value] : encoded) {
    text.append(text.empty() ? "" : "&").append(name).append("=").append(value);
  }
  return text;
}

std::string canonical_request(const RequestToSign& request, PathForm path_form) {
  const std::string path = path_form == PathForm::normalized ? normalize_path(request.path) : request.path;
  std::string headers;
  for (const auto& [name, value] : canonical_headers(request.headers)) {
    headers.append(name).append(":").append(value).append("\n");
  }
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, percent_encode(path, KeepSlash::yes),
                     canonical_query(request.query), headers, signed_header_names(request.headers),
                     request.payload_hash);
}

std::string string_to_sign(const std::string& canonical, const SigningScope& scope) {
  return fmt::format("{}\n{}\n{}\n{}", signing_algorithm, format_signing_time(scope.time), scope_text(scope),
                     hexadecimal(sha256(canonical)));
}

std::string signature_of(const std::string& text, const Secret& secret_access_key, const SigningScope& scope) {
  std::string prefixed;
  prefixed.reserve(4 + secret_access_key.reveal().size());  // or growing would leave a copy behind
  prefixed.append("AWS4").append(secret_access_key.reveal());
  const Secret first(std::move(prefixed));
  Sha256Bytes key = hmac_sha256(first.reveal(), format_signing_time(scope.time).substr(0, 8));
  for (const std::string_view part : {std::string_view(scope.region), std::string_view(scope.service), terminator}) {
    key = hmac_sha256(as_bytes(key), part);
  }
  return hexadecimal(hmac_sha256(as_bytes(key), text));
}

RequestToSign with_identity_headers(RequestToSign request, const Credentials& credentials, const SigningScope& scope) {
  request.headers.emplace_back("x-amz-date", format_signing_time(scope.time));
  if (!credentials.session_token.is_empty()) {
    request.headers.emplace_back("x-amz-security-token", credentials.session_token.reveal());
  }
  return request;
}

NameValues sign_in_header(const RequestToSign& request, const Credentials& credentials, const SigningScope& scope) {
  RequestToSign identified = with_identity_headers(request, credentials, scope);
  const std::string text = string_to_sign(canonical_request(identified, scope.path_form), scope);
  const std::string signature = signature_of(text, credentials.secret_access_key, scope);
  const std::string names = signed_header_names(identified.headers);
  identified.headers.emplace_back("authorization",
                                  fmt::format("{} Credential={}, SignedHeaders={}, Signature={}", signing_algorithm,
                                              credential_text(credentials, scope), names, signature));
  return std::move(identified.headers);
}

RequestToSign with_identity_query(RequestToSign request, const Credentials& credentials, const SigningScope& scope,
                                  std::chrono::seconds lifetime) {
  NameValues& query = request.query;
  query.emplace_back("X-Amz-Algorithm", signing_algorithm);
  query.emplace_back("X-Amz-Credential", credential_text(credentials, scope));
  query.emplace_back("X-Amz-Date", format_signing_time(scope.time));
  query.emplace_back("X-Amz-Expires", fmt::to_string(lifetime.count()));
  query.emplace_back("X-Amz-SignedHeaders", signed_header_names(request.headers));
  if (!credentials.session_token.is_empty()) {
    query.emplace_back("X-Amz-Security-Token", credentials.session_token.reveal());
  }
  return request;
}

std::string sign_in_query(const RequestToSign& request, const Credentials& credentials, const SigningScope& scope,
                          std::chrono::seconds lifetime) {
  const RequestToSign identified = with_identity_query(request, credentials, scope, lifetime);
  const std::string text = string_to_sign(canonical_request(identified, scope.path_form), scope);
  return canonical_query(identified.query) +
         "&X-Amz-Signature=" + signature_of(text, credentials.secret_access_key, scope);
}

}  // namespace docexport
