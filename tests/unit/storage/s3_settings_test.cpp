#include "storage/s3_settings.hpp"

#include <doctest/doctest.h>

#include "loopback_aws.hpp"
#include "stored_text.hpp"

namespace docexport {
namespace {

using test::AwsHome;
using test::contains;
using test::Variables;

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

S3Settings settings_of(const AwsHome& home, Variables variables = {}, StoreOptions options = {}) {
  options.environment = home.environment(std::move(variables));
  return read_s3_settings("bucket", options);
}

std::string endpoint_of(const AwsHome& home, Variables variables = {}, StoreOptions options = {}) {
  return to_string(settings_of(home, std::move(variables), std::move(options)).endpoint);
}

TEST_CASE("without any configuration the settings are AWS's defaults") {
  const S3Settings settings = settings_of(AwsHome());
  CHECK(to_string(settings.endpoint) == "https://s3.us-east-1.amazonaws.com");
  CHECK(settings.region == "us-east-1");
  CHECK(settings.addressing == Addressing::virtual_host);
  CHECK(settings.checksum == ChecksumChoice::automatic);
  CHECK_FALSE(settings.signs_payload_over_tls);
  CHECK(settings.multipart_threshold == 8 * mebibyte);
  CHECK(settings.part_size == 8 * mebibyte);
  CHECK(settings.max_concurrent_requests == 10);
  CHECK(settings.max_attempts == 3);
  CHECK_FALSE(settings.max_bandwidth);
}

TEST_CASE("the region is the option's, a variable's, the profile's, in this order") {
  const AwsHome home;
  home.write(".aws/config", "[default]\nregion = eu-west-1\n[profile x]\nregion = eu-west-2\n");
  CHECK(settings_of(home).region == "eu-west-1");
  CHECK(settings_of(home, {}, {.profile = "x"}).region == "eu-west-2");
  CHECK(settings_of(home, {{"AWS_PROFILE", "x"}}).region == "eu-west-2");
  CHECK(settings_of(home, {{"AWS_DEFAULT_PROFILE", "x"}}).region == "eu-west-2");
  CHECK(settings_of(home, {{"AWS_PROFILE", "default"}, {"AWS_DEFAULT_PROFILE", "x"}}).region == "eu-west-1");
  CHECK(settings_of(home, {{"AWS_DEFAULT_REGION", "eu-west-3"}}).region == "eu-west-3");
  CHECK(settings_of(home, {{"AWS_DEFAULT_REGION", "eu-west-3"}, {"AWS_REGION", "eu-west-4"}}).region == "eu-west-4");
  CHECK(settings_of(home, {{"AWS_REGION", "eu-west-4"}}, {.region = "eu-west-5"}).region == "eu-west-5");
}

TEST_CASE("the endpoint is the option's, a variable's, the service's, the profile's, in this order") {
  const AwsHome home;
  home.write(".aws/config",
             "[default]\nendpoint_url = http://profile\n"
             "[profile own]\nservices = mine\nendpoint_url = http://profile\n"
             "[profile ignoring]\nendpoint_url = http://profile\nignore_configured_endpoint_urls = true\n"
             "[services mine]\nec2 =\n  endpoint_url = http://ec2\ns3 =\n  endpoint_url = http://service/base/\n");
  CHECK(endpoint_of(home) == "http://profile");
  CHECK(endpoint_of(home, {}, {.profile = "own"}) == "http://service/base");
  CHECK(endpoint_of(home, {{"AWS_ENDPOINT_URL", "http://all"}}, {.profile = "own"}) == "http://all");
  CHECK(endpoint_of(home, {{"AWS_ENDPOINT_URL", "http://all"}, {"AWS_ENDPOINT_URL_S3", "http://s3"}}) == "http://s3");
  CHECK(endpoint_of(home, {{"AWS_ENDPOINT_URL_S3", "http://s3"}}, {.endpoint = "http://option"}) == "http://option");
  CHECK(endpoint_of(home, {{"AWS_ENDPOINT_URL", "http://all"}, {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True"}}) ==
        "https://s3.us-east-1.amazonaws.com");
  CHECK(endpoint_of(home, {}, {.profile = "ignoring"}) == "https://s3.us-east-1.amazonaws.com");
}

TEST_CASE("Amazon's endpoints have their variants and partitions") {
  const AwsHome home;
  home.write(".aws/config",
             "[default]\nregion = eu-west-1\n"
             "[profile dual]\nuse_dualstack_endpoint = true\n"
             "[profile fips]\nregion = us-gov-west-1\nuse_fips_endpoint = true\n"
             "[profile fast]\ns3 =\n  use_accelerate_endpoint = true\n");
  CHECK(endpoint_of(home) == "https://s3.eu-west-1.amazonaws.com");
  CHECK(endpoint_of(home, {{"AWS_USE_DUALSTACK_ENDPOINT", "true"}}) == "https://s3.dualstack.eu-west-1.amazonaws.com");
  CHECK(endpoint_of(home, {}, {.profile = "dual"}) == "https://s3.dualstack.us-east-1.amazonaws.com");
  CHECK(endpoint_of(home, {}, {.profile = "fips"}) == "https://s3-fips.us-gov-west-1.amazonaws.com");
  CHECK(endpoint_of(home, {{"AWS_USE_FIPS_ENDPOINT", "true"}, {"AWS_USE_DUALSTACK_ENDPOINT", "true"}}) ==
        "https://s3-fips.dualstack.eu-west-1.amazonaws.com");
  CHECK(endpoint_of(home, {{"AWS_REGION", "cn-north-1"}}) == "https://s3.cn-north-1.amazonaws.com.cn");
  const S3Settings fast = settings_of(home, {{"AWS_REGION", "eu-west-3"}}, {.profile = "fast"});
  CHECK(to_string(fast.endpoint) == "https://s3-accelerate.amazonaws.com");
  CHECK(fast.region == "eu-west-3");
  CHECK(fast.addressing == Addressing::virtual_host);
}

TEST_CASE("the region is read from the names of Amazon's hosts only") {
  CHECK(region_of_aws_host("s3.eu-west-1.amazonaws.com") == "eu-west-1");
  CHECK(region_of_aws_host("s3-eu-west-1.amazonaws.com") == "eu-west-1");
  CHECK(region_of_aws_host("s3.dualstack.eu-west-1.amazonaws.com") == "eu-west-1");
  CHECK(region_of_aws_host("s3-fips.dualstack.us-east-2.amazonaws.com") == "us-east-2");
  CHECK(region_of_aws_host("s3-fips.us-east-2.amazonaws.com") == "us-east-2");
  CHECK(region_of_aws_host("s3.cn-north-1.amazonaws.com.cn") == "cn-north-1");
  CHECK_FALSE(region_of_aws_host("s3.amazonaws.com"));
  CHECK_FALSE(region_of_aws_host("s3-accelerate.amazonaws.com"));
  CHECK_FALSE(region_of_aws_host("s3.eu-west-1.amazonaws.com.evil.org"));
  CHECK_FALSE(region_of_aws_host("s3.eu-west-1.notamazonaws.com"));
  CHECK_FALSE(region_of_aws_host("s3.localhost"));
  CHECK(is_aws_host("s3.amazonaws.com"));
  CHECK_FALSE(is_aws_host("amazonaws.com"));
  CHECK_FALSE(is_aws_host("notamazonaws.com"));
}

TEST_CASE("the settings below s3 = are those of aws-cli") {
  const AwsHome home;
  home.write(".aws/config",
             "[default]\n"
             "max_attempts = 7\n"
             "retry_mode = adaptive\n"
             "request_checksum_calculation = WHEN_REQUIRED\n"
             "ca_bundle = /etc/own.pem\n"
             "s3 =\n"
             "  addressing_style = path\n"
             "  max_concurrent_requests = 20\n"
             "  multipart_threshold = 64MB\n"
             "  multipart_chunksize = 16MiB\n"
             "  max_bandwidth = 50MB/s\n"
             "  payload_signing_enabled = true\n");
  const S3Settings settings = settings_of(home);
  CHECK(settings.addressing == Addressing::path);
  CHECK(settings.max_concurrent_requests == 20);
  CHECK(settings.multipart_threshold == 64 * mebibyte);
  CHECK(settings.part_size == 16 * mebibyte);
  CHECK(settings.max_bandwidth == 50 * mebibyte);
  CHECK(settings.signs_payload_over_tls);
  CHECK(settings.max_attempts == 7);
  CHECK(settings.checksum == ChecksumChoice::md5);
  CHECK(settings.ca_bundle == "/etc/own.pem");

  const S3Settings overridden = settings_of(home, {{"AWS_MAX_ATTEMPTS", "2"},
                                                   {"AWS_CA_BUNDLE", "/etc/other.pem"},
                                                   {"AWS_REQUEST_CHECKSUM_CALCULATION", "when_supported"},
                                                   {"DOCEXPORT_S3_ADDRESSING", "virtual"}});
  CHECK(overridden.max_attempts == 2);
  CHECK(overridden.ca_bundle == "/etc/other.pem");
  CHECK(overridden.checksum == ChecksumChoice::automatic);
  CHECK(overridden.addressing == Addressing::virtual_host);

  StoreOptions options;
  options.transfer.max_attempts = 9;
  options.transfer.checksum = ChecksumChoice::sha256;
  CHECK(settings_of(home, {}, options).max_attempts == 9);
  CHECK(settings_of(home, {}, options).checksum == ChecksumChoice::sha256);
  CHECK(settings_of(AwsHome(), {{"AWS_RETRY_MODE", "legacy"}}).max_attempts == 5);
}

TEST_CASE("sizes and rates have the units of aws-cli") {
  struct Row {
    const char* text;
    std::uint64_t bytes;
  };
  const AwsHome home;
  for (const Row& row : {Row{"8388608", 8 * mebibyte}, Row{"64MB", 64 * mebibyte}, Row{"8MiB", 8 * mebibyte},
                         Row{"8192 KB", 8 * mebibyte}, Row{"1gb", 1024 * mebibyte}, Row{"1T", mebibyte * mebibyte}}) {
    CAPTURE(row.text);
    home.write(".aws/config", std::string("[default]\ns3 =\n  multipart_threshold = ") + row.text + "\n");
    CHECK(settings_of(home).multipart_threshold == row.bytes);
  }
  for (const Row& row : {Row{"1000", 1000}, Row{"1MB/s", mebibyte}, Row{"8Mb/s", mebibyte}, Row{"64 KB/s", 65536}}) {
    CAPTURE(row.text);
    home.write(".aws/config", std::string("[default]\ns3 =\n  max_bandwidth = ") + row.text + "\n");
    CHECK(settings_of(home).max_bandwidth == row.bytes);
  }
  home.write(".aws/config", "[default]\ns3 =\n  multipart_chunksize = 1KB\n");
  CHECK(settings_of(home).part_size == 5 * mebibyte);
}

TEST_CASE("a setting that makes no sense is named with its place, its value and what is allowed") {
  struct Row {
    const char* line;
    const char* allowed;
  };
  const AwsHome home;
  const std::string config = home.path(".aws/config");
  for (const Row& row :
       {Row{"region = eu west", "eu-west-1"}, Row{"max_attempts = 0", "from 1 to"},
        Row{"max_attempts = some", "from 1 to"}, Row{"retry_mode = often", "adaptive"},
        Row{"use_fips_endpoint = maybe", "true or false"}, Row{"request_checksum_calculation = never", "when_required"},
        Row{"endpoint_url = host:9000", "https://"}, Row{"services = other", "[services NAME]"},
        Row{"s3 =\n  addressing_style = sideways", "virtual"}, Row{"s3 =\n  multipart_threshold = 8 apples", "8MB"},
        Row{"s3 =\n  max_bandwidth = fast", "50MB/s"}, Row{"s3 =\n  max_concurrent_requests = 1e3", "from 1 to"},
        Row{"s3 =\n  payload_signing_enabled = 1", "true or false"}}) {
    CAPTURE(row.line);
    home.write(".aws/config", std::string("[default]\n") + row.line + "\n");
    const auto failure = test::failure_of([&] { settings_of(home); });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK(contains(failure->message, config + (contains(row.line, "\n") ? ":3" : ":2")));
    CHECK(contains(failure->message, row.allowed));
    const std::string text = row.line;
    CHECK(contains(failure->message, text.substr(text.rfind("= ") + 2)));
  }
  home.write(".aws/config", "");
  const auto variable = test::failure_of([&] { settings_of(home, {{"AWS_MAX_ATTEMPTS", "many"}}); });
  REQUIRE(variable);
  CHECK(contains(variable->message, "AWS_MAX_ATTEMPTS is many"));
}

TEST_CASE("a profile that does not exist is named with those that do") {
  const AwsHome home;
  home.write(".aws/config", "[default]\n[profile \"two words\"]\n[profile a b]\n[preview]\nx = 1\n");
  home.write(".aws/credentials", "[nightly]\naws_access_key_id = A\n");
  for (const bool is_option : {true, false}) {
    const auto failure = test::failure_of([&] {
      is_option ? settings_of(home, {}, {.profile = "nigthly"}) : settings_of(home, {{"AWS_PROFILE", "nigthly"}});
    });
    REQUIRE(failure);
    CHECK(failure->kind == ErrorKind::configuration);
    CHECK(contains(failure->message, "no profile nigthly"));
    CHECK(contains(failure->message, "profiles: default, nightly, two words."));
    CHECK(contains(failure->message, is_option ? "Correct --profile" : "Correct AWS_PROFILE"));
  }
  CHECK(settings_of(home, {}, {.profile = "two words"}).region == "us-east-1");
}

TEST_CASE("the files are where the variables say") {
  const AwsHome home;
  home.write("elsewhere/config", "[default]\nregion = eu-west-6\n");
  home.write(".aws/config", "[default]\nregion = eu-west-1\n");
  CHECK(settings_of(home, {{"AWS_CONFIG_FILE", home.path("elsewhere/config")}}).region == "eu-west-6");
  CHECK(settings_of(home, {{"AWS_CONFIG_FILE", "~/elsewhere/config"}}).region == "eu-west-6");
  CHECK(settings_of(home, {{"AWS_CONFIG_FILE", home.path("missing")}}).region == "us-east-1");
  home.write(".aws/config", std::string(2 * mebibyte, '#'));
  const auto failure = test::failure_of([&] { settings_of(home); });
  REQUIRE(failure);
  CHECK(contains(failure->message, "larger than 1 MiB"));
}

}  // namespace
}  // namespace docexport
