#pragma once

#include <cstdint>

#include "storage/aws_configuration.hpp"
#include "storage/s3_endpoint.hpp"

namespace docexport {

// What a setting says, in the spellings of AWS's tools. Each throws Error (`configuration`) that names the setting, its
// value and what is allowed.

/// A whole number from 1 to `most`.
int read_count(const AwsSetting& setting, int most);
/// `8388608`, `8MB`, `8MiB`: all units are powers of 1024.
std::uint64_t read_size(const AwsSetting& setting);
/// Bytes a second: `50MB/s`, or bits: `400Mb/s`.
std::uint64_t read_rate(const AwsSetting& setting);
/// One of the words, in any case; its index.
std::size_t read_choice(const AwsSetting& setting, const std::vector<std::string>& words);

/// The URL of a server.
S3Endpoint read_endpoint(const AwsSetting& setting);

}  // namespace docexport
