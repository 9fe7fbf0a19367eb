#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace docexport {

struct S3Endpoint {
  std::string scheme{};
  std::string authority{};  ///< host, and the port unless it is the scheme's own
  std::string base_path{};  ///< begins with a slash and does not end with one, or is empty
};

/// Throws Error (`configuration`) that names `text` unless it is an http or https URL of a server.
S3Endpoint parse_s3_endpoint(std::string_view text);
std::string to_string(const S3Endpoint& endpoint);

/// Which of AWS's servers of a region are meant.
struct AwsEndpointVariant {
  bool is_dual_stack = false;  ///< IPv6 as well
  bool is_fips = false;
  bool is_accelerated = false;  ///< has no region in its name
};

/// `https://s3.eu-west-1.amazonaws.com` and its like.
std::string aws_s3_endpoint(const std::string& region, const AwsEndpointVariant& variant = {});
/// `amazonaws.com`, or another where the region is of another partition.
std::string_view aws_domain_of(std::string_view region);
/// Whether the host is one of AWS's.
bool is_aws_host(std::string_view host);
/// The region in `s3.eu-west-1.amazonaws.com`; nullopt for hosts that name none, or are not AWS's.
std::optional<std::string> region_of_aws_host(std::string_view host);

/// Whether the text can be a region's name, so that one that a server tells may be shown.
bool is_region_name(std::string_view text);

}  // namespace docexport
