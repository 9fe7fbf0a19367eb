#include "storage/s3_wire.hpp"

#include "docexport/base/digest.hpp"
#include "storage/percent_encoding.hpp"

namespace docexport {
namespace {

/// A URL and the host that it names, before signing.
struct Address {
  std::string authority{};
  std::string path{};
};

Address address_of(const Signer& signer, const std::string& key) {
  const S3Endpoint& endpoint = signer.settings.endpoint;
  const bool is_path_style = signer.settings.addressing == Addressing::path;
  const std::string folder = is_path_style ? "/" + signer.bucket : "";
  const bool is_root = folder.empty() || !key.empty();
  return {.authority = is_path_style ? endpoint.authority : signer.bucket + "." + endpoint.authority,
          .path = endpoint.base_path + folder + (is_root ? "/" + key : "")};
}

std::string url_of(const Signer& signer, const Address& address, const std::string& encoded_query) {
  return signer.settings.endpoint.scheme + "://" + address.authority + percent_encode(address.path, KeepSlash::yes) +
         (encoded_query.empty() ? "" : "?" + encoded_query);
}

SigningScope scope_of(const Signer& signer) {
  return {.time = signer.time, .region = signer.settings.region};
}

}  // namespace

HttpRequest to_http_request(const S3Request& request, const Signer& signer) {
  const Address address = address_of(signer, request.key);
  RequestToSign to_sign{.method = request.method,
                        .path = address.path,
                        .query = request.query,
                        .headers = request.headers,
                        .payload_hash = request.payload_hash};
  if (request.file.descriptor < 0) {
    to_sign.payload_hash = hexadecimal(sha256(request.body));
  }
  to_sign.headers.emplace_back("host", address.authority);
  to_sign.headers.emplace_back("x-amz-content-sha256", to_sign.payload_hash);
  return {.method = request.method,
          .url = url_of(signer, address, canonical_query(request.query)),
          .headers = sign_in_header(to_sign, signer.credentials, scope_of(signer)),
          .body = request.body,
          .file = request.file};
}

std::string presigned_url(const std::string& key, const NameValues& query, std::chrono::seconds lifetime,
                          const Signer& signer) {
  const Address address = address_of(signer, key);
  const RequestToSign to_sign{.path = address.path,
                              .query = query,
                              .headers = {{"host", address.authority}},
                              .payload_hash = std::string(unsigned_payload)};
  return url_of(signer, address, sign_in_query(to_sign, signer.credentials, scope_of(signer), lifetime));
}

}  // namespace docexport
