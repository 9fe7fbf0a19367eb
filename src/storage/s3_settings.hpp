#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/storage/store_location.hpp"
#include "docexport/storage/transfer_options.hpp"

namespace docexport {

/// Where the bucket's name stands: `https://host/bucket/key` or `https://bucket.host/key`.
enum class Addressing { path, virtual_host };

struct S3Endpoint {
  std::string scheme{};
  std::string authority{};  ///< host, and the port unless it is the scheme's own
  std::string base_path{};  ///< begins with a slash and does not end with one, or is empty
};

/// How a bucket is reached and how its objects move. Units and defaults of the numbers are those of AWS's tools.
struct S3Settings {
  S3Endpoint endpoint{};
  std::string region{};
  Addressing addressing = Addressing::path;
  std::string ca_bundle{};
  ChecksumChoice checksum = ChecksumChoice::automatic;
  bool signs_payload_over_tls = false;                         ///< rather than UNSIGNED-PAYLOAD with a checksum
  std::uint64_t multipart_threshold = std::uint64_t{8} << 20;  ///< an object of this size or more goes up in parts
  std::uint64_t part_size = std::uint64_t{8} << 20;            ///< at least 5 MiB; grows to stay within 10,000 parts
  std::size_t max_concurrent_requests = 10;                    ///< of one store
  int max_attempts = 3;                                        ///< of each request, the first one counted
  std::optional<std::uint64_t> max_bandwidth{};                ///< bytes a second, of all transfers together
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
