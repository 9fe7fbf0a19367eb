#pragma once

#include <string>
#include <string_view>

#include "docexport/storage/store_location.hpp"

namespace docexport {

/// Where the bucket's name stands: `https://host/bucket/key` or `https://bucket.host/key`.
enum class Addressing { path, virtual_host };

struct S3Endpoint {
  std::string scheme{};
  std::string authority{};  ///< host, and the port unless it is the scheme's own
  std::string base_path{};  ///< begins with a slash and does not end with one, or is empty
};

struct S3Settings {
  S3Endpoint endpoint{};
  std::string region{};
  Addressing addressing = Addressing::path;
  std::string ca_bundle{};
};

/// Throws Error (`configuration`) that names `text` unless it is an http or https URL of a server.
S3Endpoint parse_s3_endpoint(std::string_view text);
std::string to_string(const S3Endpoint& endpoint);

/// What the options and AWS's environment variables say of this bucket: region, endpoint, style of address, trusted
/// certificates. Throws Error (`configuration`).
S3Settings read_s3_settings(const std::string& bucket, const StoreOptions& options);

/// Whether the text can be a region's name, so that one that a server tells may be shown.
bool is_region_name(std::string_view text);

}  // namespace docexport
