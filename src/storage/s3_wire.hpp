#pragma once

#include <chrono>
#include <string>

#include "storage/credentials.hpp"
#include "storage/s3_request.hpp"
#include "storage/s3_settings.hpp"

namespace docexport {

/// Who asks, where and when: all that a request needs to be addressed and signed.
struct Signer {
  const std::string& bucket;
  const S3Settings& settings;
  const Credentials& credentials;
  Timestamp time{};
};

/// The request as it is sent: encoded, addressed and signed.
HttpRequest to_http_request(const S3Request& request, const Signer& signer);

/// A URL that whoever has it may GET until the lifetime ends.
std::string presigned_url(const std::string& key, const NameValues& query, std::chrono::seconds lifetime,
                          const Signer& signer);

}  // namespace docexport
