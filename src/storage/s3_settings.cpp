#include "storage/s3_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

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

/// The region in `s3.eu-west-1.amazonaws.com`; nullopt for hosts that are not AWS's.
std::optional<std::string> region_of_aws_host(std::string_view host) {
  constexpr std::string_view start = "s3.";
  for (const std::string_view end : {".amazonaws.com", ".amazonaws.com.cn"}) {
    if (host.size() > start.size() + end.size() && host.starts_with(start) && host.ends_with(end)) {
      host.remove_prefix(start.size());
      host.remove_suffix(end.size());
      return is_region_name(host) ? std::optional<std::string>(host) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::string aws_endpoint(const std::string& region) {
  return fmt::format("https://s3.{}.amazonaws.com{}", region, region.starts_with("cn-") ? ".cn" : "");
}

std::string configured_region(const Environment& environment) {
  std::string region =
      environment.get("AWS_REGION").value_or(environment.get("AWS_DEFAULT_REGION").value_or("us-east-1"));
  if (!is_region_name(region)) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} is not a region's name. Set AWS_REGION to one like eu-west-1.", region));
  }
  return region;
}

std::optional<std::string> configured_endpoint(const StoreOptions& options) {
  if (!options.endpoint.empty()) {
    return options.endpoint;
  }
  if (options.environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").value_or("false") == "true") {
    return std::nullopt;
  }
  const std::optional<std::string> for_s3 = options.environment.get("AWS_ENDPOINT_URL_S3");
  return for_s3 ? for_s3 : options.environment.get("AWS_ENDPOINT_URL");
}

/// A certificate's wildcard stands for one component, so a dot in the name would fail the check.
bool fits_host_name(std::string_view bucket) {
  return bucket.find('.') == std::string_view::npos;
}

Addressing choose_addressing(const std::string& bucket, bool is_aws, const Environment& environment) {
  const std::string choice = environment.get("DOCEXPORT_S3_ADDRESSING").value_or("auto");
  if (choice == "path") {
    return Addressing::path;
  }
  if (choice == "virtual") {
    return Addressing::virtual_host;
  }
  if (choice != "auto") {
    throw Error(ErrorKind::configuration,
                fmt::format("DOCEXPORT_S3_ADDRESSING is {}: it can be path, virtual or auto.", choice));
  }
  return is_aws && fits_host_name(bucket) ? Addressing::virtual_host : Addressing::path;
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

S3Settings read_s3_settings(const std::string& bucket, const StoreOptions& options) {
  S3Settings settings{.region = configured_region(options.environment)};
  settings.endpoint = parse_s3_endpoint(configured_endpoint(options).value_or(aws_endpoint(settings.region)));
  const std::optional<std::string> aws_region = region_of_aws_host(settings.endpoint.authority);
  // An export remembers its endpoint; the environment may meanwhile name another region.
  settings.region = aws_region.value_or(settings.region);
  settings.addressing = choose_addressing(bucket, aws_region.has_value(), options.environment);
  settings.ca_bundle = options.environment.get("AWS_CA_BUNDLE").value_or("");
  settings.checksum = options.transfer.checksum;
  settings.max_attempts = options.transfer.max_attempts.value_or(settings.max_attempts);
  return settings;
}

}  // namespace docexport
