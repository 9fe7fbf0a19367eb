#include "storage/s3_connection.hpp"

#include <utility>

#include "docexport/base/digest.hpp"
#include "storage/percent_encoding.hpp"

namespace docexport {

S3Connection::S3Connection(std::string bucket, S3Settings settings, Credentials credentials, Clock clock)
    : bucket_(std::move(bucket)),
      settings_(std::move(settings)),
      credentials_(std::move(credentials)),
      clock_(std::move(clock)),
      client_({.ca_bundle = settings_.ca_bundle}) {}

HttpResponse S3Connection::send(const S3Request& request, const HttpReceiver& receive) {
  RequestToSign to_sign{.method = request.method,
                        .path = path_of(request.key),
                        .query = request.query,
                        .headers = request.headers,
                        .payload_hash = request.payload_hash};
  // Over TLS the payload's hash could be left out; it is known anyway, and the server then checks what arrived.
  if (request.file.descriptor < 0) {
    to_sign.payload_hash = hexadecimal(sha256(request.body));
  }
  to_sign.headers.emplace_back("host", authority());
  to_sign.headers.emplace_back("x-amz-content-sha256", to_sign.payload_hash);
  return client_.send({.method = request.method,
                       .url = url_of(to_sign.path, canonical_query(request.query)),
                       .headers = sign_in_header(to_sign, credentials_, scope()),
                       .body = request.body,
                       .file = request.file},
                      receive);
}

std::string S3Connection::presign(const std::string& key, const NameValues& query,
                                  std::chrono::seconds lifetime) const {
  const RequestToSign to_sign{.path = path_of(key),
                              .query = query,
                              .headers = {{"host", authority()}},
                              .payload_hash = std::string(unsigned_payload)};
  return url_of(to_sign.path, sign_in_query(to_sign, credentials_, scope(), lifetime));
}

std::string S3Connection::authority() const {
  switch (settings_.addressing) {
    case Addressing::path:
      return settings_.endpoint.authority;
    case Addressing::virtual_host:
      return bucket_ + "." + settings_.endpoint.authority;
  }
  return {};
}

std::string S3Connection::path_of(const std::string& key) const {
  const std::string bucket = settings_.addressing == Addressing::path ? "/" + bucket_ : "";
  const bool is_root = bucket.empty() || !key.empty();
  return settings_.endpoint.base_path + bucket + (is_root ? "/" + key : "");
}

std::string S3Connection::url_of(const std::string& path, const std::string& encoded_query) const {
  return settings_.endpoint.scheme + "://" + authority() + percent_encode(path, KeepSlash::yes) +
         (encoded_query.empty() ? "" : "?" + encoded_query);
}

SigningScope S3Connection::scope() const {
  return {.time = clock_(), .region = settings_.region};
}

}  // namespace docexport
