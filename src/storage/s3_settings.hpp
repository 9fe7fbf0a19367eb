#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "docexport/storage/store_location.hpp"
#include "docexport/storage/transfer_options.hpp"
#include "storage/aws_configuration.hpp"
#include "storage/s3_endpoint.hpp"

namespace docexport {

/// Where the bucket's name stands: `https://host/bucket/key` or `https://bucket.host/key`.
enum class Addressing { path, virtual_host };

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

/// What the options, AWS's environment variables and the AWS configuration files say of this bucket. Throws Error
/// (`configuration`) that names the setting, its value and what is allowed.
S3Settings read_s3_settings(const std::string& bucket, const StoreOptions& options);

/// The region of the option, else AWS_REGION, AWS_DEFAULT_REGION, the profile, us-east-1. Throws the same.
std::string configured_region(const AwsConfiguration& configuration, const std::string& option);

}  // namespace docexport
