#pragma once

#include <optional>
#include <string>

#include "loopback_aws.hpp"
#include "storage/credential_chain.hpp"
#include "stored_text.hpp"

namespace docexport::test {

/// A machine of AWS's on loopback, and a home with the user's files.
struct RemoteFixture {
  LoopbackAws aws{};
  AwsHome home{};

  SharedCredentials find(Variables variables, const std::string& profile = "") {
    return make_credentials_provider({.profile = profile, .environment = home.environment(std::move(variables))},
                                     "s3://bucket")
        ->current();
  }
  std::optional<Failure> failure_of(Variables variables, const std::string& profile = "") {
    return test::failure_of([&] { find(std::move(variables), profile); });
  }
  Variables with_sts(Variables more = {}) const {
    more.insert({"AWS_ENDPOINT_URL_STS", aws.url()});
    return more;
  }
  Variables with_instance() const {
    return {{"AWS_EC2_METADATA_DISABLED", "false"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url()}};
  }
  Variables with_container() const { return {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + "/container"}}; }
};

}  // namespace docexport::test
