#include "s3_raw_keys.hpp"

#include <doctest/doctest.h>

#include "s3_loopback_fixture.hpp"

namespace docexport {
namespace {

TEST_CASE_FIXTURE(test::LoopbackFixture, "keys that are no paths make the round trip") {
  test::check_raw_keys(location, options);
}

TEST_CASE_FIXTURE(test::LoopbackFixture, "keys that are no paths make the round trip in virtual addresses") {
  options.endpoint = server.virtual_endpoint();
  options.environment = Environment([this] {
    std::map<std::string, std::string> variables = options.environment.variables();
    variables["DOCEXPORT_S3_ADDRESSING"] = "virtual";
    return variables;
  }());
  test::check_raw_keys(location, options);
}

}  // namespace
}  // namespace docexport
