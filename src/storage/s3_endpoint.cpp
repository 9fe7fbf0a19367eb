#include "storage/s3_endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::string_view usual_domain = "amazonaws.com";
/// Regions that begin so belong to a partition with a domain of its own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> partitions = {{
    {"cn-", "amazonaws.com.cn"},
    {"us-iso-", "c2s.ic.gov"},
    {"us-isob-", "sc2s.sgov.gov"},
    {"eusc-", "amazonaws.eu"},
}};
/// What stands before the region, the longest first.
constexpr std::array<std::string_view, 5> host_starts = {"s3-fips.dualstack.", "s3.dualstack.", "s3-fips.", "s3.",
                                                         "s3-"};
constexpr std::string_view accelerated = "s3-accelerate";

bool is_host_character(char each) {
  return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '.' || each == '-' || each == '_' ||
         each == ':' || each == '[' || each == ']';
}

bool is_path_character(char each) {
  return is_host_character(to_lower_ascii(std::string(1, each))[0]) || each == '/';
}

std::string without_default_port(const std::string& scheme, std::string authority) {
  const std::string_view port = scheme == "https" ? ":443" : ":80";
  if (authority.ends_with(port)) {
    authority.resize(authority.size() - port.size());
  }
  return authority;
}

/// `s3.eu-west-1` of `s3.eu-west-1.amazonaws.com`; nullopt when the host is not AWS's.
std::optional<std::string_view> without_aws_domain(std::string_view host) {
  const auto is_below = [&](std::string_view domain) {
    return host.size() > domain.size() + 1 && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
  };
  const auto above = [&](std::string_view domain) { return host.substr(0, host.size() - domain.size() - 1); };
  if (is_below(usual_domain)) {
    return above(usual_domain);
  }
  for (const auto& [start, domain] : partitions) {
    if (is_below(domain)) {
      return above(domain);
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_region_name(std::string_view text) {
  return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '-' || each == '_';
  });
}

S3Endpoint parse_s3_endpoint(std::string_view text) {
  const std::size_t colon = std::min(text.find("://"), text.size());
  S3Endpoint endpoint{.scheme = to_lower_ascii(text.substr(0, colon))};
  const std::string_view rest = text.substr(std::min(colon + 3, text.size()));
  if (rest.find('@') != std::string_view::npos) {
    throw Error(ErrorKind::configuration,
                "the S3 endpoint holds credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead.");
  }
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  endpoint.authority = without_default_port(endpoint.scheme, to_lower_ascii(rest.substr(0, slash)));
  endpoint.base_path = rest.substr(slash);
  while (endpoint.base_path.ends_with('/')) {
    endpoint.base_path.pop_back();
  }
  const bool is_url = (endpoint.scheme == "http" || endpoint.scheme == "https") && !endpoint.authority.empty() &&
                      std::all_of(endpoint.authority.begin(), endpoint.authority.end(), is_host_character) &&
                      std::all_of(endpoint.base_path.begin(), endpoint.base_path.end(), is_path_character);
  if (!is_url) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} is not an S3 endpoint: give a URL like https://s3.example.org.", text));
  }
  return endpoint;
}

std::string to_string(const S3Endpoint& endpoint) {
  return endpoint.scheme + "://" + endpoint.authority + endpoint.base_path;
}

std::string_view aws_domain_of(std::string_view region) {
  const auto* const found = std::find_if(partitions.begin(), partitions.end(),
                                         [&](const auto& each) { return region.starts_with(each.first); });
  return found == partitions.end() ? usual_domain : found->second;
}

std::string aws_s3_endpoint(const std::string& region, const AwsEndpointVariant& variant) {
  const std::string_view stack = variant.is_dual_stack ? ".dualstack" : "";
  if (variant.is_accelerated) {
    return fmt::format("https://{}{}.{}", accelerated, stack, usual_domain);
  }
  return fmt::format("https://s3{}{}.{}.{}", variant.is_fips ? "-fips" : "", stack, region, aws_domain_of(region));
}

bool is_aws_host(std::string_view host) {
  return without_aws_domain(host).has_value();
}

std::optional<std::string> region_of_aws_host(std::string_view host) {
  const std::string_view name = without_aws_domain(host).value_or("");
  const auto* const start = std::find_if(host_starts.begin(), host_starts.end(),
                                         [&](std::string_view each) { return name.starts_with(each); });
  if (start == host_starts.end() || name.starts_with(accelerated)) {
    return std::nullopt;
  }
  const std::string_view region = name.substr(start->size());
  return is_region_name(region) ? std::optional<std::string>(region) : std::nullopt;
}

}  // namespace docexport
