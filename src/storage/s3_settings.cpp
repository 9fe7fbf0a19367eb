#include "storage/s3_settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/error.hpp"
#include "storage/aws_values.hpp"

namespace docexport {
namespace {

constexpr int most_attempts = 100;
constexpr int most_concurrent_requests = 1000;
constexpr std::uint64_t smallest_part = std::uint64_t{5} << 20;
constexpr std::uint64_t largest_part = std::uint64_t{5} << 30;

bool is_set(const std::optional<AwsSetting>& flag) {
  return flag && read_flag(*flag);
}

std::optional<AwsSetting> option_setting(const std::string& value, const std::string& origin) {
  return value.empty() ? std::nullopt : std::optional(AwsSetting{.value = Secret(value), .origin = origin});
}

std::string amazon_endpoint(const AwsConfiguration& configuration, const std::string& region) {
  const AwsEndpointVariant variant{
      .is_dual_stack = is_set(configuration.get_configured("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")) ||
                       is_set(configuration.get_nested("s3", "use_dualstack_endpoint")),
      .is_fips = is_set(configuration.get_configured("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")),
      .is_accelerated = is_set(configuration.get_nested("s3", "use_accelerate_endpoint"))};
  return aws_s3_endpoint(region, variant);
}

/// A certificate's wildcard stands for one component, so a dot in the name would fail the check.
bool fits_host_name(std::string_view bucket) {
  return bucket.find('.') == std::string_view::npos;
}

Addressing choose_addressing(const std::string& bucket, const S3Endpoint& endpoint,
                             const AwsConfiguration& configuration) {
  std::optional<AwsSetting> setting = option_setting(
      configuration.environment().get("DOCEXPORT_S3_ADDRESSING").value_or(""), "DOCEXPORT_S3_ADDRESSING");
  if (!setting) {
    setting = configuration.get_nested("s3", "addressing_style");
  }
  const std::size_t choice = setting ? read_choice(*setting, {"auto", "path", "virtual"}) : 0;
  const bool is_automatic_virtual = is_aws_host(endpoint.authority) && fits_host_name(bucket);
  return choice == 2 || (choice == 0 && is_automatic_virtual) ? Addressing::virtual_host : Addressing::path;
}

ChecksumChoice choose_checksum(const StoreOptions& options, const AwsConfiguration& configuration) {
  const auto setting = configuration.get_configured("AWS_REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation");
  const std::size_t choice = setting ? read_choice(*setting, {"when_supported", "when_required"}) : 0;
  // Users say when_required for servers that refuse the newer checksums; Content-MD5 is the one that all know.
  return options.transfer.checksum == ChecksumChoice::automatic && choice == 1 ? ChecksumChoice::md5
                                                                               : options.transfer.checksum;
}

int choose_attempts(const StoreOptions& options, const AwsConfiguration& configuration) {
  const auto mode = configuration.get_configured("AWS_RETRY_MODE", "retry_mode");
  const std::size_t choice = mode ? read_choice(*mode, {"standard", "adaptive", "legacy"}) : 0;
  constexpr std::size_t legacy = 2;
  if (options.transfer.max_attempts) {
    return *options.transfer.max_attempts;
  }
  const auto attempts = configuration.get_configured("AWS_MAX_ATTEMPTS", "max_attempts");
  return attempts ? read_count(*attempts, most_attempts) : choice == legacy ? 5 : 3;
}

void read_transfer_settings(S3Settings& settings, const AwsConfiguration& configuration) {
  if (const auto threshold = configuration.get_nested("s3", "multipart_threshold")) {
    settings.multipart_threshold = read_size(*threshold);
  }
  if (const auto size = configuration.get_nested("s3", "multipart_chunksize")) {
    // As aws-cli does: what S3 does not take becomes the nearest that it does.
    settings.part_size = std::clamp(read_size(*size), smallest_part, largest_part);
  }
  if (const auto requests = configuration.get_nested("s3", "max_concurrent_requests")) {
    settings.max_concurrent_requests = static_cast<std::size_t>(read_count(*requests, most_concurrent_requests));
  }
  if (const auto bandwidth = configuration.get_nested("s3", "max_bandwidth")) {
    settings.max_bandwidth = read_rate(*bandwidth);
  }
  settings.signs_payload_over_tls = is_set(configuration.get_nested("s3", "payload_signing_enabled"));
}

}  // namespace

std::string configured_region(const AwsConfiguration& configuration, const std::string& option) {
  std::optional<AwsSetting> setting = option_setting(option, "the region");
  for (const char* const variable : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    if (!setting) {
      setting = option_setting(configuration.environment().get(variable).value_or(""), variable);
    }
  }
  if (!setting) {
    setting = configuration.get(configuration.profile(), "region");
  }
  if (setting && !is_region_name(setting->value.reveal())) {
    throw setting_error(*setting, "it can be a region's name like eu-west-1");
  }
  return setting ? setting->text() : "us-east-1";
}

S3Settings read_s3_settings(const std::string& bucket, const StoreOptions& options) {
  const AwsConfiguration configuration(options.environment, options.profile);
  S3Settings settings{.region = configured_region(configuration, options.region)};
  std::optional<AwsSetting> endpoint = option_setting(options.endpoint, "the endpoint");
  endpoint = endpoint ? std::move(endpoint) : configuration.endpoint_of("s3");
  settings.endpoint =
      endpoint ? read_endpoint(*endpoint) : parse_s3_endpoint(amazon_endpoint(configuration, settings.region));
  // An export remembers its endpoint; the environment may meanwhile name another region.
  settings.region = region_of_aws_host(settings.endpoint.authority).value_or(settings.region);
  settings.addressing = choose_addressing(bucket, settings.endpoint, configuration);
  const auto bundle = configuration.get_configured("AWS_CA_BUNDLE", "ca_bundle");
  settings.ca_bundle = bundle ? bundle->text() : "";
  settings.checksum = choose_checksum(options, configuration);
  settings.max_attempts = choose_attempts(options, configuration);
  read_transfer_settings(settings, configuration);
  return settings;
}

}  // namespace docexport
