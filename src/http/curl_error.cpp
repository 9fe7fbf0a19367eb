#include "http/curl_error.hpp"

#include <fmt/format.h>

#include <optional>

#include "http/curl_library.hpp"

namespace docexport {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view or_name(std::string_view detail, CURLcode code) {
  return detail.empty() ? std::string_view(curl_library().easy_strerror(code)) : detail;
}

/// A handshake that the other side cut off may work later; one that the two do not agree on will not.
Error handshake_error(const std::string& host, std::string_view detail) {
  if (contains(detail, "wrong version number") || contains(detail, "alert") || contains(detail, "unsupported")) {
    return {ErrorKind::configuration,
            fmt::format("cannot agree on TLS with {}: {}. Check that the endpoint speaks https.", host, detail)};
  }
  return {ErrorKind::temporary, fmt::format("cannot finish the TLS handshake with {}: {}. Try again.", host,
                                            or_name(detail, CURLE_SSL_CONNECT_ERROR))};
}

Error certificate_error(CURLcode code, const std::string& host, std::string_view detail) {
  return {ErrorKind::configuration,
          fmt::format("cannot trust the certificate of {}: {}. Check the host name, or name the issuer's certificate "
                      "file in AWS_CA_BUNDLE.",
                      host, or_name(detail, code))};
}

Error timeout_error(const std::string& host, std::string_view detail) {
  const std::string_view cause = contains(detail, "too slow") ? "stalled" : "did not answer in time";
  return {ErrorKind::temporary, fmt::format("{} {}. Check the network and try again.", host, cause)};
}

/// libcurl repeats a proxy's address that it cannot use, and a password may be in it.
Error proxy_address_error() {
  return {ErrorKind::configuration,
          "the proxy's address is not one that can be used. Check HTTPS_PROXY, http_proxy and ALL_PROXY."};
}

/// What a proxy answered instead of letting us through: "CONNECT tunnel failed, response 407".
Error proxy_refusal(const std::string& host, std::string_view detail) {
  if (detail.ends_with(" 407")) {
    return {ErrorKind::access, fmt::format("the proxy on the way to {} wants a name and a password. Put them into "
                                           "HTTPS_PROXY, or name the host in NO_PROXY.",
                                           host)};
  }
  return {ErrorKind::temporary,
          fmt::format("the proxy does not connect us to {}: {}. Check HTTPS_PROXY and try again.", host, detail)};
}

std::optional<Error> proxy_error(const std::string& host, std::string_view detail) {
  if (contains(detail, "proxy syntax") || contains(detail, "proxy scheme")) {
    return proxy_address_error();
  }
  return contains(detail, "CONNECT tunnel failed") ? std::optional(proxy_refusal(host, detail)) : std::nullopt;
}

}  // namespace

Error transfer_error(CURLcode code, const std::string& host, std::string_view detail) {
  if (const std::optional<Error> error = proxy_error(host, detail)) {
    return *error;
  }
  // CURLcode is libcurl's to extend, so this switch cannot list it all.
  switch (static_cast<int>(code)) {
    case CURLE_URL_MALFORMAT:
      return {ErrorKind::configuration, fmt::format("the address of {} is not a URL. Check the endpoint.", host)};
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorKind::temporary,
              fmt::format("cannot find {}: {}. Check the endpoint and the network.", host, or_name(detail, code))};
    case CURLE_COULDNT_CONNECT:
      return {ErrorKind::temporary, fmt::format("cannot connect to {}: {}. Check the endpoint and the network.", host,
                                                or_name(detail, code))};
    case CURLE_SSL_CONNECT_ERROR:
      return handshake_error(host, detail);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return certificate_error(code, host, detail);
    case CURLE_SSL_CACERT_BADFILE:
      return {ErrorKind::configuration,
              "cannot read the file of trusted certificates. Check that AWS_CA_BUNDLE names a readable PEM file."};
    case CURLE_OPERATION_TIMEDOUT:
      return timeout_error(host, detail);
    case CURLE_PARTIAL_FILE:
      return {ErrorKind::temporary, fmt::format("{} cut the answer short. Try again.", host)};
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      return {ErrorKind::temporary,
              fmt::format("{} does not answer in HTTP. Check the endpoint, then try again.", host)};
    case CURLE_OUT_OF_MEMORY:
      return {ErrorKind::internal, fmt::format("no memory for a request to {}", host)};
    default:
      return {ErrorKind::temporary,
              fmt::format("the connection to {} failed: {}. Try again.", host, curl_library().easy_strerror(code))};
  }
}

}  // namespace docexport
